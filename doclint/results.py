"""What checks of pages gave, and what of it the cache is to keep."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from doclint.cache import Brief, Cache, Entry
from doclint.checking import CRASH, NOTHING
from doclint.pages import Pages
from doclint.text import Source


class Result(NamedTuple):
    """What checking a page gave; see ``Outcome``. ``stood`` names the state in which it was last right.

    That is, the state of all that pages tell each other. It is right in any later state, too, as long as nothing has
    changed that has one of the marks (see ``Ledger``). ``rules`` is the cache's key of the rules that ran. What the
    cache keeps is None until it is fetched; ``is_new``: it does not keep this result.
    """

    rules: str
    stood: str
    found: bytes | None = None
    asked: bytes | None = None
    marks: bytes | None = None
    is_new: bool = False


def kept(
    cache: Cache, pages: Pages, all_results: Mapping[str, Result], weights: Mapping[str, int]
) -> tuple[dict[str, Brief], dict[str, Entry]]:
    """What the cache is to keep: all pages in a few words, and those in full of which it knows nothing yet."""
    briefs: dict[str, Brief] = {}
    entries: dict[str, Entry] = {}
    results = {path: all_results.get(path) for path in pages.paths}
    new = [path for path, result in results.items() if (result and result.is_new) or not pages.brief(path)]
    said, places = pages.said(new), pages.places(new)
    for path, result in results.items():
        brief = pages.brief(path)
        if path not in said and brief:
            stood = result.stood if result else brief.stood
            briefs[path] = brief._replace(stood=stood, stamp=pages.stamp(path))
            continue
        made = result or Result("", "")
        if _CRASHED in (made.found or b""):
            continue
        entry = Entry(made.found or b"", places[path], said[path], made.marks or b"", made.asked or b"")
        is_quiet = made.found == NOTHING and not may_suppress(pages.source(path))
        briefs[path] = Brief(
            text=cache.key_of_text(pages.source(path)),
            weight=weights[path],
            rules=made.rules,
            stood=made.stood,
            version=entry.version,
            is_quiet=is_quiet,
            stamp=pages.stamp(path),
        )
        entries[path] = entry
    return briefs, entries


def may_suppress(source: Source) -> bool:
    """Whether a text may hold a suppression; most cannot, by one look."""
    return "doclint" in source.text.lower() or ("\\" in source.text and "\\u" in source.text)


_CRASHED = f'"{CRASH}"'.encode()
"""What results hold that are not worth keeping."""
