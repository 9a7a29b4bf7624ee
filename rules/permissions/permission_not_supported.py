"""A kind of permission that is not supported, in other words than "Not supported.".

Permission tables are read by tools and by eye; both look for one wording. "Not available.", which generated tables say
where there is no higher permission, is fine.

The fix is safe where only letter case or the full stop differ. "None" and "N/A" may also mean that no permission is
needed, so there the fix is not safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import Edit, Example, Finding, Fix, Page, Severity, Slice, Workspace, rule

from ._tables import permission_cells

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
            "|Delegated (personal Microsoft account)|⟦Not Supported⟧|\n|Application|⟦N/A⟧|\n",
            fixed="|Permission type|Permissions|\n|---|---|\n"
            "|Delegated (personal Microsoft account)|Not supported.|\n|Application|Not supported.|\n",
        ),
        Example(
            "|Permission type|Permissions|\n|---|---|\n|Application|⟦`None`⟧|\n",
            fixed="|Permission type|Permissions|\n|---|---|\n|Application|Not supported.|\n",
        ),
    ),
)
def permission_not_supported(page: Page, workspace: Workspace) -> Iterator[Finding]:
    wordings: dict[str, list[Slice]] = {}
    for raw in permission_cells(page):
        cell = raw.strip()
        if cell.text not in _STANDARD and (_SAME.match(_bare(cell)) or _OTHER.match(_bare(cell))):
            wordings.setdefault(cell.text, []).append(cell)
    yield from (_finding(cells) for cells in wordings.values())


def _finding(cells: list[Slice]) -> Finding:
    """One finding for all cells of a page with the same wording."""
    same = _SAME.match(_bare(cells[0]))
    standard = f"Not {same['word'].lower()}." if same else _STANDARD[0]
    times = f" ({len(cells)} times on this page)" if len(cells) > 1 else ""
    return Finding(
        cells[0].span,
        f'"{cells[0].text}" is not the standard wording{times}',
        f'Write "{standard}"' if same else f'Write "{standard}" if that is what it means',
        Fix(f'Write "{standard}"', tuple(Edit(cell.span, standard) for cell in cells), safe=same is not None),
    )


def _bare(cell: Slice) -> str:
    return cell.text.strip("*`_ ")
