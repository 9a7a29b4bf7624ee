"""The possible values in a description are not the members of the property's enum.

Readers take the list at hand for the whole truth, and send values that the service refuses, or are taken unawares by
one they never saw. Spelling, letter case and members that are left out are compared. `unknownFutureValue` is among
them, but before 2022 it was seldom listed: there its absence is mild. Where a page about an operation leaves members
out it may well be right, since not all can be sent; and so is a description that speaks of a subset.

The fix writes the members that were most likely meant, or adds those that are missing. It is not safe: the enum's own
page may be what is out of date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from doclint.api import (
    Dialect,
    DocumentedEnum,
    Edit,
    Example,
    Finding,
    Fix,
    Mark,
    Page,
    PageKind,
    PropertyRow,
    Related,
    Severity,
    Slice,
    Span,
    Workspace,
    resolve_type,
    rule,
)

from ._enumerations import enumerations

_SHOWN = 3
_MOST_GUESSES = 100
"""Values of one list for which the member that was meant is looked for; no real list has as many wrong ones."""
_AND_OR = re.compile(r",?\s+(and|or)\s+", re.IGNORECASE)
_SENTINEL = "unknownFutureValue"
_PATH = "api-reference/beta/resources/mount.md"
_ENUM = "\n\n### mountKind values\n|Member|\n|:---|\n|fork|\n|german|\n|unknownFutureValue|\n"
_HEAD = (
    "# mount resource type\n\n## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n"
    "|kind|mountKind|The possible values are: "
)


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(f"{_HEAD}`fork`, `german`, `unknownFutureValue`.|{_ENUM}", _PATH),
        Example(f"{_HEAD}`fork`, `german`. A subset of **mountKind**.|{_ENUM}", _PATH),
        Example("|Property|Type|Description|\n|:---|:---|:---|\n|kind|String|The possible values are: `a`, `b`.|\n"),
    ),
    invalid=(
        Example(
            f"{_HEAD}`⟦Fork`, `germna⟧`, `unknownFutureValue`.|{_ENUM}",
            _PATH,
            fixed=f"{_HEAD}`fork`, `german`, `unknownFutureValue`.|{_ENUM}",
        ),
        Example(
            f"{_HEAD}`fork`, `⟦german⟧`.|{_ENUM}",
            _PATH,
            fixed=f"{_HEAD}`fork`, `german`, `unknownFutureValue`.|{_ENUM}",
        ),
    ),
)
def enum_list_mismatch(page: Page, workspace: Workspace) -> Iterator[Finding]:
    version = workspace.version(page) or ""
    for row, values in enumerations(page, workspace):
        enum = resolve_type(workspace, version, page.path, row.type.canonical, row.type.target)
        if isinstance(enum, DocumentedEnum):
            members = frozenset(enum.members)
            wrong = [value for value in values if value.text not in members]
            missing = [] if wrong else _missing(row, values, enum, page)
            if wrong:
                yield _wrong(wrong, values, enum)
            elif missing:
                is_mild = missing == [_SENTINEL] and workspace.dialect(page) is not Dialect.MODERN
                yield _left_out(missing, values, enum, page, Severity.INFO if is_mild else None)


def _missing(row: PropertyRow, values: tuple[Slice, ...], enum: DocumentedEnum, page: Page) -> list[str]:
    """The members that the description leaves out, where it should not."""
    if page.kind is PageKind.API or len(enum.paths) > 1 or "subset" in row.description.text.lower():
        return []
    listed = {value.text for value in values} | {"null"}
    return [member for member in enum.members if member not in listed]


def _wrong(wrong: list[Slice], values: tuple[Slice, ...], enum: DocumentedEnum) -> Finding:
    listed = {value.text for value in values}
    free = {member.lower(): member for member in enum.members if member not in listed}
    meant = {value.text: _meant(value.text.lower(), free) for value in wrong[:_MOST_GUESSES]}
    what = f"{'is no member' if len(wrong) == 1 else 'are no members'} of {enum.name}"
    if all(value.text.lower() in free for value in wrong):
        what = f"differ{'s' * (len(wrong) == 1)} in letter case from the members of {enum.name}"
    edits = tuple(Edit(value.span, meant[value.text]) for value in wrong if meant.get(value.text))
    return Finding(
        Span(wrong[0].span.start, wrong[-1].span.end),
        f"{_listed([value.text for value in wrong])} {what}",
        f"Write {_listed([name for name in meant.values() if name])}"
        if edits
        else f"{enum.name} has {_listed(enum.members)}",
        Fix("Write the members that the enum has", edits, safe=False) if len(edits) == len(wrong) else None,
        (Related(f"The members of {enum.name}", Mark(enum.paths[0], f"enum:{enum.name}")),),
    )


def _left_out(
    missing: list[str], values: tuple[Slice, ...], enum: DocumentedEnum, page: Page, severity: Severity | None
) -> Finding:
    before, last = values[-2].span, values[-1].span
    mark = page.text[last.end] if page.text[last.end : last.end + 1] in ("`", "'", '"', "*") else ""
    marks = page.text[last.end : last.end + 2] if mark == "*" else mark
    names = [f"{marks}{name}{marks}" for name in missing]
    end = last.end + len(marks)
    joint = page.source.slice(Span(before.end + len(marks), last.start - len(marks)))
    if word := _AND_OR.fullmatch(joint.text):  # "`a` or `b`" becomes "`a`, `b`, or `c`"
        names[-1] = f"{word[1]} {names[-1]}"
    edits = (*((Edit(joint.span, ", "),) if word else ()), Edit(Span(end, end), "".join(f", {name}" for name in names)))
    return Finding(
        last,
        f"{_listed(missing)} of {enum.name} {'is' if len(missing) == 1 else 'are'} not among the possible values",
        "Add it, or say that the list is a subset"
        if len(missing) == 1
        else "Add them, or say that the list is a subset",
        Fix("Add what is missing", edits, safe=False),
        (Related(f"The members of {enum.name}", Mark(enum.paths[0], f"enum:{enum.name}")),),
        severity,
    )


def _meant(name: str, free: Mapping[str, str]) -> str:
    close = get_close_matches(name, free, n=1, cutoff=0.8)
    return free[close[0]] if close else ""


def _listed(names: list[str] | tuple[str, ...]) -> str:
    shown = ", ".join(f'"{name}"' for name in names[:_SHOWN])
    return shown if len(names) <= _SHOWN else f"{shown} and {len(names) - _SHOWN} more"
