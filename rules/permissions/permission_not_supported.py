"""A kind of permission that is not supported, in other words than "Not supported.".

Permission tables are read by tools and by eye; both look for one wording. "Not available.", which generated tables say
where there is no higher permission, is fine.

The fix is safe where only letter case or the full stop differ. "None" and "N/A" may also mean that no permission is
needed, so there the fix is not safe, and there is none where the table names no permission at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import Edit, Example, Finding, Fix, Page, Severity, Slice, Workspace, rule

from ._tables import cells_by_table, name_permission

_STANDARD = ("Not supported.", "Not available.")
_SAME = re.compile(r"not[ -]*(?P<word>supported|available)[ .]*\Z", re.IGNORECASE)
_OTHER = re.compile(
    r"(?:none|n/?a|n\.a\.|nil|no|-{1,3}|[–—]|not[ -]*applicable|un(?:supported|available)|no(?:ne)? (?:permissions? )?"
    r"supported|not[ -]*support(?:ed)?|does not apply|doesn't apply)[ .]*\Z",
    re.IGNORECASE,
)


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(
            "|Permission type|Least privileged permissions|Higher privileged permissions|\n|---|---|---|\n"
            "|Delegated (work or school account)|Telescope.Read|Not available.|\n"
            "|Delegated (personal Microsoft account)|Not supported.|Not supported.|\n"
        ),
        Example("|Permission type|Permissions|\n|---|---|\n|Application|Not supported for blind telescopes.|\n"),
    ),
    invalid=(
        Example(
            "|Permission type|Permissions|\n|---|---|\n"
            "|Delegated (work or school account)|⟦Not Supported⟧|\n"
            "|Delegated (personal Microsoft account)|⟦`N/A`⟧|\n|Application|Telescope.Read.All|\n",
            fixed="|Permission type|Permissions|\n|---|---|\n"
            "|Delegated (work or school account)|Not supported.|\n"
            "|Delegated (personal Microsoft account)|Not supported.|\n|Application|Telescope.Read.All|\n",
        ),
        Example("|Permission type|Permissions|\n|---|---|\n|Application|⟦None⟧|\n"),
    ),
)
def permission_not_supported(page: Page, workspace: Workspace) -> Iterator[Finding]:
    wordings: dict[str, list[Slice]] = {}
    undecided: set[str] = set()
    for cells in cells_by_table(page, workspace):
        for cell in (raw.strip() for raw in cells):
            if cell.text not in _STANDARD and (_SAME.match(_bare(cell)) or _OTHER.match(_bare(cell))):
                wordings.setdefault(cell.text, []).append(cell)
                undecided.update((cell.text,) if not name_permission(cells) else ())
    yield from (_finding(cells, is_sure=text not in undecided) for text, cells in wordings.items())


def _finding(cells: list[Slice], *, is_sure: bool) -> Finding:
    """One finding for all cells of a page with the same wording."""
    same = _SAME.match(_bare(cells[0]))
    standard = f"Not {same['word'].lower()}." if same else _STANDARD[0]
    times = f" ({len(cells)} times on this page)" if len(cells) > 1 else ""
    edits = tuple(Edit(cell.span, standard) for cell in cells)
    return Finding(
        cells[0].span,
        f'"{cells[0].text}" is not the standard wording{times}',
        f'Write "{standard}"' if same else f'Write "{standard}" if that is what it means',
        Fix(f'Write "{standard}"', edits, safe=same is not None) if same or is_sure else None,
    )


def _bare(cell: Slice) -> str:
    return cell.text.strip("*`_ ")
