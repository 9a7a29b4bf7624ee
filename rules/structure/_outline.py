"""The sections that pages have, in their order, and the names they go by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache

from doclint.api import Dialect, Page, PageKind, Section, Workspace

Titles = tuple[str, ...]

API: Titles = (
    "Permissions",
    "HTTP request",
    "Function parameters",
    "Path parameters",
    "Query parameters",
    "Optional query parameters",
    "Request headers",
    "Request body",
    "Response",
    "Examples",
    "Related content",
)
RESOURCE: Titles = ("Methods", "Properties", "Relationships", "JSON representation", "Related content")
ENUM: Titles = ("Members", "Related content")

OTHER_NAMES = {
    "prerequisites": "Permissions",
    "function/query parameters": "Query parameters",
    "http response": "Response",
    "response body": "Response",
    "example": "Examples",
    "see also": "Related content",
    "additional resources": "Related content",
}
"""What standard sections are called on older pages, in lower case."""

CUSTOMS = {
    Dialect.MODERN: frozenset[str](),
    Dialect.CLASSIC: frozenset({"Example", "See also"}),
    Dialect.ONEDRIVE: frozenset({"Example", "See also"}),
    Dialect.INTUNE: frozenset({"Example", "See also", "Prerequisites", "HTTP Request", "JSON Representation"}),
}
"""Other names and spellings that a dialect uses on purpose."""

_SLIPS = 2
_TITLES = 5_000
"""Titles whose meaning is remembered: most pages have the same."""
_TYPE_TITLE = re.compile(r"\b(?:resource|complex|entity) type\b|\bresource\b\s*(?:\([^()]*\)\s*)?\Z", re.IGNORECASE)
_ENUM_TITLE = re.compile(r"\benum(?:eration)?s?\b", re.IGNORECASE)


def subject(page: Page, workspace: Workspace) -> PageKind | None:
    """What a page plainly documents (API, RESOURCE or ENUM); None for overviews and pages filed as something else."""
    return workspace.once(_subject, page)


def outline_of(page: Page, workspace: Workspace, api: Titles, resource: Titles, enum: Titles = ()) -> Titles:
    """Of these outlines, the one for what a page plainly documents; an empty one when that is none of them."""
    match subject(page, workspace):
        case PageKind.API:
            return tuple(api)
        case PageKind.RESOURCE:
            return tuple(resource)
        case PageKind.ENUM:
            return tuple(enum)
    return ()


@lru_cache(_TITLES)
def standard_title(title: str, outline: Titles) -> str | None:
    """The standard section that a title means: in other letter case, under another name, or nearly spelt so."""
    name = title.partition("(")[0].strip(" .:").lower()
    standard = _by_name(outline)
    if name in OTHER_NAMES:
        return OTHER_NAMES[name] if OTHER_NAMES[name] in outline else None
    if name in standard:
        return standard[name]
    if name.startswith("example"):
        return "Examples" if "Examples" in outline else None
    like = [known for known in standard if known[:1] == name[:1] and abs(len(known) - len(name)) <= _SLIPS]
    close = get_close_matches(name, like, n=1, cutoff=0.9) if like else []
    return standard[close[0]] if close else None


@lru_cache
def _by_name(outline: Titles) -> Mapping[str, str]:
    return {title.lower(): title for title in outline}


def sections_of_level_two(page: Page) -> list[Section]:
    """The sections under the title of the page."""
    return [section for section in page.sections if section.level == 2]  # noqa: PLR2004


def _subject(page: Page, _: Workspace) -> PageKind | None:
    title = page.h1.text if page.h1 else ""
    match page.kind:
        case PageKind.API:
            found = {known for section in page.sections if (known := standard_title(section.title, API))}
            return PageKind.API if len(found) > 1 else None
        case PageKind.RESOURCE | PageKind.ENUM if _ENUM_TITLE.search(title):
            return PageKind.ENUM
        case PageKind.RESOURCE if _TYPE_TITLE.search(title) and not _is_operation(page):
            return PageKind.RESOURCE
    return None


def _is_operation(page: Page) -> bool:
    return page.section("http request") is not None and page.section("response") is not None
