"""A permission scope that is misspelt, or listed with the wrong separator or twice.

Readers copy scopes into the registration of their app, where a misspelt one is refused or, worse, silently missing.
A scope is `Resource.Operation` or `Resource.Operation.Constraint`, and its operation reads, writes, or does both
(`ReadWrite`). A scope that hardly a page uses and that differs from a common one by a letter or its dots is
taken for a slip, too. Scopes stand between commas; sentences around them ("One of ... and ...") are fine.

Fixes of separators are safe; fixes of names are guesses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from doclint.api import Edit, Example, Finding, Fix, Page, Severity, Slice, Workspace, rule

from ._listing import listing_faults
from ._scopes import Fault, fault, read_scopes
from ._tables import permission_cells

_NONE = ("Not supported.", "Not available.")
_MOST = 1000
"""Different names that are looked at on a page."""
_TABLE = "|Permission type|Permissions|\n|---|---|\n"


@rule(
    severity=Severity.ERROR,
    valid=(
        Example(
            f"{_TABLE}|Delegated (work or school account)|Telescope.Read, Telescope.ReadWrite.All|\n"
            "|Application|Telescope.Read.Group* ([RSC](https://contoso.com/rsc)), eSky.Read.All|\n"
        ),
        Example(
            f"{_TABLE}|Application|For **dome** resource:<br>Dome.Read.All<br/>For lens: Lens.Read and Dome.Read.All|\n"
        ),
    ),
    invalid=(
        Example(
            f"{_TABLE}|Application|⟦Telescope.WriteWrite.All⟧, ⟦TelescopeReadWrite⟧|\n",
            fixed=f"{_TABLE}|Application|Telescope.ReadWrite.All, Telescope.ReadWrite|\n",
        ),
        Example(
            f"{_TABLE}|Application|⟦Telescope.Read.All Dome.Read.All⟧, Lens.Read.All⟦.⟧|\n",
            fixed=f"{_TABLE}|Application|Telescope.Read.All, Dome.Read.All, Lens.Read.All|\n",
        ),
    ),
)
def permission_name(page: Page, workspace: Workspace) -> Iterator[Finding]:
    places: dict[str, list[Slice]] = {}
    for cell in permission_cells(page, workspace):
        if cell and cell.text not in _NONE:
            scopes = read_scopes(cell)
            yield from listing_faults(scopes)
            for name in scopes.names:
                places.setdefault(name.text, []).append(name)
    spellings: dict[str, set[str]] = {}
    for text in places:
        resource = text.partition(".")[0]
        spellings.setdefault(resource.lower(), set()).add(resource)
    for text, names in islice(places.items(), _MOST):
        found = fault(text) or _nearly_common(text, workspace) or _other_case(text, spellings)
        if found:
            yield _misnamed(names, found)


def _nearly_common(name: str, workspace: Workspace) -> Fault | None:
    other = workspace.closest_scope(name)
    return Fault(f'is nearly "{other}", which far more pages name', other) if other else None


def _other_case(name: str, spellings: Mapping[str, set[str]]) -> Fault | None:
    """Whether the page writes the same resource elsewhere with more capitals."""
    resource, _, rest = name.partition(".")
    if len(spellings[resource.lower()]) == 1:
        return None
    proper = max(sorted(spellings[resource.lower()]), key=_capitals)
    if _capitals(proper) == _capitals(resource):
        return None
    return Fault(f'writes "{proper}" in other letters', f"{proper}.{rest}")


def _capitals(text: str) -> int:
    return sum(letter.isupper() for letter in text)


def _misnamed(names: list[Slice], found: Fault) -> Finding:
    """One finding for all places of a page with the same name."""
    times = f" ({len(names)} times on this page)" if len(names) > 1 else ""
    meant = found.suggestion
    return Finding(
        names[0].span,
        f'The permission "{names[0].text}" {found.message}{times}',
        f'Perhaps "{meant}" is meant' if meant else "Look the permission up and write it as it is registered",
        Fix(f'Write "{meant}"', tuple(Edit(name.span, meant) for name in names), safe=False) if meant else None,
    )
