"""The front matter lacks a key that the site needs.

The front matter of a page says who answers for it, which product it belongs to, what a search engine shows, and how
the page is to be laid out. Without `doc_type` a page is built as plain text, without `author` nobody is told about
defects.

The keys are an option; of several names divided by `|` one is enough, such as the older `ms.prod` or the newer
`ms.subservice`. Accepted on purpose: includes, pages about enumerations without a product, pages that only redirect,
pages in the manner of OneDrive without description, product and type, and pages of no kind that have no front matter
at all, such as a README. Front matter that cannot be read is the matter of front-matter-invalid-yaml.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from doclint.api import Dialect, Example, Finding, FrontMatter, Page, PageKind, Severity, Workspace, rule

_OF_PRODUCTS = "ms.prod"
_ALIKE = (("localization_priority", "ms.localizationpriority"), (_OF_PRODUCTS, "ms.subservice"))
_NOT_IN_ONEDRIVE = ("description", "doc_type", _OF_PRODUCTS)


@dataclass(frozen=True)
class Options:
    """``keys``: what each page needs; ``a | b`` means one of the two.

    Without it the list of an API Doctor configuration counts; there either of an old and a new name is meant.
    """

    keys: tuple[str, ...] = field(
        default=(
            "title",
            "description",
            "author",
            "localization_priority | ms.localizationpriority",
            "ms.prod | ms.subservice",
            "doc_type",
        ),
        metadata={"apidoctor": "requiredYamlHeaders"},
    )


_COMPLETE = """---
title: "List telescopes"
description: "All telescopes of an observatory."
author: "gazer"
ms.localizationpriority: medium
ms.subservice: "optics"
doc_type: apiPageType
---
# List telescopes
"""


@rule(
    severity=Severity.ERROR,
    options=Options,
    valid=(
        Example(_COMPLETE),
        Example("Lenses wear out.\n", path="api-reference/includes/lenses.md"),
    ),
    invalid=(
        Example(_COMPLETE.replace("---", "⟦---⟧", 1).replace('author: "gazer"\n', "")),
        Example("⟦# List telescopes⟧\n"),
    ),
)
def front_matter_missing_key(page: Page, workspace: Workspace, *, options: Options) -> Iterator[Finding]:
    front = page.front_matter
    if front and (front.get("redirect_url") or any(problem.kind != "duplicate-key" for problem in front.problems)):
        return
    if page.kind is PageKind.INCLUDE or (front is None and page.kind is PageKind.CONCEPTUAL):
        return
    lacking = [names for names in _needed(options.keys) if names[0] and not _has(front, names)]
    exempt = _exempt(page, workspace) if lacking else frozenset()
    missing = [names for names in lacking if not exempt.intersection(names)]
    if missing:
        listed = ", ".join(" or ".join(names) for names in missing)
        message = f"The front matter lacks {listed}" if front else "The page has no front matter"
        yield Finding(page.source.line(1).span, message, "Add " + ("the missing keys" if front else listed))


@lru_cache
def _needed(keys: tuple[str, ...]) -> list[list[str]]:
    """For each key that is needed the names that it may have."""
    return [_alternatives(names) for names in keys]


def _alternatives(names: str) -> list[str]:
    """The keys of which one is needed; old and new names of a key stand for each other."""
    given = [name.strip() for name in names.split("|")]
    alike = next((pair for pair in _ALIKE if given[0] in pair), ()) if len(given) == 1 else ()
    return [*alike] or given


def _exempt(page: Page, workspace: Workspace) -> frozenset[str]:
    if workspace.dialect(page) is Dialect.ONEDRIVE:
        return frozenset(_NOT_IN_ONEDRIVE)
    return frozenset({_OF_PRODUCTS} if page.kind is PageKind.ENUM else ())


def _has(front: FrontMatter | None, names: list[str]) -> bool:
    return front is not None and any(front.get(name) for name in names)
