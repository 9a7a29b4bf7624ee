"""An include with permissions has no annotation before it, or one of another name.

The tool that writes the permissions of an operation finds its place by the annotation
`{ "blockType": "permissions", "name": "..." }` right before the include. Without it, or with the name of another page,
which happens when a page is made from a copy, the include is not updated.

The name is that of the file, with any of `-`, `_` and `.` between its words, with or without "permissions" at its end.
The fix adds the annotation, or sets the name right; it is safe, as readers never see it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from doclint.api import (
    Annotation,
    Edit,
    Example,
    Finding,
    Fix,
    Link,
    Page,
    PageKind,
    Preset,
    Severity,
    Span,
    Workspace,
    rule,
)

_FAR = 100
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_INCLUDE = "[!INCLUDE [permissions-table](../includes/permissions/dome-get-permissions.md)]\n"
_NOTE = '<!-- { "blockType": "permissions", "name": "dome_get" } -->\n'


@rule(
    severity=Severity.WARNING,
    preset=Preset.STRICT,
    valid=(
        Example(f"## Permissions\n\n{_NOTE}{_INCLUDE}"),
        Example(f"## Permissions\n\n{_NOTE.replace('dome_get', 'dome-get-permissions')}{_INCLUDE}"),
    ),
    invalid=(
        Example(f"## Permissions\n\n⟦{_INCLUDE[:-1]}⟧\n", fixed=f"## Permissions\n\n{_NOTE}{_INCLUDE}"),
        Example(
            f"## Permissions\n\n{_NOTE.replace('dome_get', '⟦dome_list⟧')}{_INCLUDE}",
            fixed=f"## Permissions\n\n{_NOTE}{_INCLUDE}",
        ),
    ),
)
def permissions_annotation(page: Page, workspace: Workspace) -> Iterator[Finding]:
    if page.kind is not PageKind.API:
        return
    notes = [note for note in page.annotations if note.block_type == "permissions"]
    for include in page.includes:
        if "includes/permissions/" not in include.path or not include.path.endswith(".md"):
            continue
        name = _name(include)
        at = bisect_left(notes, include.span, key=lambda note: note.span)
        note = notes[at - 1] if at and _stands_before(page, notes[at - 1], include) else None
        if note is None:
            yield _missing(page, include, name)
        elif note.text("name") and _words(note.text("name")) != _words(name):
            yield _other(note, name)


def _name(include: Link) -> str:
    return include.path.rpartition("/")[2].removesuffix(".md").removesuffix("-permissions").replace("-", "_")


def _words(name: str) -> str:
    return _NOT_WORD.sub("", name.lower()).removesuffix("permissions")


def _stands_before(page: Page, note: Annotation, include: Link) -> bool:
    between = Span(note.span.end, include.span.start)
    return between.end - between.start < _FAR and not page.text[between.start : between.end].strip()


def _missing(page: Page, include: Link, name: str) -> Finding:
    line, column = page.source.line_column(include.span.start)
    newline = "\r\n" if "\r\n" in page.text[include.span.end : include.span.end + 2] else "\n"
    note = f'<!-- {{ "blockType": "permissions", "name": "{name}" }} -->{newline}'
    at = Span(include.span.start, include.span.start)
    blank_before = line == 1 or not page.source.line(line - 1).text.strip()
    fix = Fix("Add the annotation", (Edit(at, note),)) if column == 1 and blank_before else None
    message = "The include with permissions has no annotation before it"
    return Finding(include.span, message, f"Add {note.strip()} on the line above", fix)


def _other(note: Annotation, name: str) -> Finding:
    node = note.at("name")
    said = note.text("name")
    fix = Fix(f"Write {name}", (Edit(node.inner, name),)) if node else None
    message = f'The annotation is named "{said}", but the include is that of "{name}"'
    return Finding(node.inner if node else note.span, message, f"Write {name}, or include the file of {said}", fix)
