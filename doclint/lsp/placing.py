"""Which docs set a file belongs to."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from doclint.config import FILE_NAMES, find_config
from doclint.docset import files_named
from doclint.errors import DoclintError

_ENDINGS = ("doclint.yml", "pyproject.toml")
"""How the names of all configurations end."""
_LOG = logging.getLogger(__name__)


class Place(NamedTuple):
    """Where a docs set lies: its folder, and the configuration, if it has one."""

    root: Path
    config: Path | None


def place_of(file: Path, folders: Sequence[Path], given: str | None) -> Place | None:
    """The docs set that a file belongs to, in an editor with these folders; ``given`` is the configuration to use.

    That is the folder of the nearest configuration, else the workspace folder; None outside of any: who knows what
    lies round about.
    """
    around = [folder for folder in folders if file.is_relative_to(folder)]
    folder = max(around, key=lambda folder: len(folder.parts), default=None)
    if given and folder:
        config: Path | None = Path(os.path.abspath(folder / given))  # noqa: PTH100, resolve() would follow links
    else:
        config = _nearest(file.parent)
    if config and file.is_relative_to(config.parent):
        return Place(config.parent, config)
    return Place(folder, config) if folder else None


def places_in(folder: Path, given: str | None) -> list[Place]:
    """The docs set that a workspace folder lies in, else those it holds; none where no configuration says so."""
    if given or _nearest(folder):
        place = place_of(folder / FILE_NAMES[0], [folder], given)
        return [place] if place else []
    found = {(folder / path).parent for ending in _ENDINGS for path in files_named(folder, ending)}
    configs = (_nearest(parent) for parent in sorted(found))
    return list(dict.fromkeys(Place(config.parent, config) for config in configs if config))


def _nearest(folder: Path) -> Path | None:
    try:
        return find_config(folder)
    except DoclintError as error:  # a pyproject.toml that is no TOML
        _LOG.warning("%s", error)
        return None
