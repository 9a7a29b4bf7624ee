"""Where the links of a page lead."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, unquote

from doclint.api import Link, Page, Slice, Workspace, is_relative, resolve

_NOT_A_PATH = re.compile(r"[{}<>$*\"'|]|\A~")
"""Found in placeholders and templates, which no writer means as a file name."""
_ESCAPE = re.compile(r"\\([!-\-:-@\[\]-`{-~])")
"""A Markdown escape; of the marks that can be escaped, ``.``, ``/`` and ``\\`` are more likely part of a path."""


class Target(NamedTuple):
    """A relative link with the docs-set path it leads to. ``written`` is the path as it stands on the page."""

    link: Link
    written: Slice
    path: str


def targets(page: Page, workspace: Workspace) -> tuple[Target, ...]:
    """The links of a page to files of the docs set; references count once, at their definition."""
    return workspace.once(_targets, page)


def missing(page: Page, workspace: Workspace) -> tuple[Target, ...]:
    """Those of them that do not exist, in that letter case."""
    return workspace.once(_missing, page)


def leads_somewhere(link: Link) -> bool:
    """Whether a link is one to Markdown, too, and is relative; references stand for their definition."""
    return _is_of_markdown(link) and link.is_relative


def docs_path(page: Page, written: str) -> str | None:
    """The docs-set path that a relative path means, backslashes taken for slashes; None outside of the docs set."""
    return resolve(page.path, _with_slashes(written))


def is_miscased(workspace: Workspace, path: str) -> bool:
    """Whether a path that does not exist is most likely wrong in its letter case.

    So it is where a file exists that is spelt the same but for the case, and where the name has capitals though the
    files of the docs set have none, and no other file is named alike.
    """
    if workspace.exists(path):
        return False
    if workspace.spelling(path):
        return True
    name = posixpath.basename(path)
    odd = name != name.lower() and name.lower().endswith(".md") and workspace.has_lower_case_names()
    return odd and workspace.closest_path(path) is None


def is_embedded(link: Link) -> bool:
    """Whether the target becomes part of the page: an include or an image."""
    return link.kind in ("include", "image")


def relative(page: Page, path: str) -> str:
    """How a link on a page names a docs-set path."""
    return quote(posixpath.relpath(path, posixpath.dirname(page.path) or "."), safe="/()")


def _targets(page: Page, _: Workspace) -> tuple[Target, ...]:
    return _leading_to(_files(page), page)


def _missing(page: Page, workspace: Workspace) -> tuple[Target, ...]:
    return _leading_to({text: file for text, file in _files(page).items() if not workspace.exists(file.path)}, page)


class _File(NamedTuple):
    """What the target of a link means: a docs-set path, and how much of the target says so."""

    path: str
    length: int


def _files(page: Page) -> dict[str, _File]:
    """The files that the links of a page mean, by the target that means each."""
    folder = page.path.rpartition("/")[0]
    texts = dict.fromkeys([link.target.text for link in page.links if _is_of_markdown(link)])
    return {text: file for text in texts if (file := _file(folder, text))}


def _leading_to(files: Mapping[str, _File], page: Page) -> tuple[Target, ...]:
    links = [link for link in page.links if link.target.text in files and _is_of_markdown(link)] if files else []
    found = [(link, files[link.target.text]) for link in links]
    return tuple(Target(link, link.target.part(0, file.length), file.path) for link, file in found)


def _is_of_markdown(link: Link) -> bool:
    """Whether a link is one to Markdown, too; references stand for their definition."""
    if link.kind in ("reference", "autolink"):
        return False
    return not link.problem or (link.problem == "space" and not any(map(str.isspace, link.target.text)))


@lru_cache(1000)  # three of four links have a target that others of the folder have, too
def _file(folder: str, target: str) -> _File | None:
    path = target.partition("#")[0].partition("?")[0]
    if not path or not is_relative(target) or _NOT_A_PATH.search(path):
        return None
    where = resolve(f"{folder}/", _with_slashes(path))
    return None if where is None else _File(where, len(path))


def _with_slashes(written: str) -> str:
    """A path with its escapes read, and backslashes taken for slashes."""
    if "\\" in written or "%" in written:
        return unquote(_ESCAPE.sub(r"\1", written)).replace("\\", "/")
    return written
