"""A permission table without its three rows, or with another label for one of them.

A permission table has a row for delegated permissions of work or school accounts, one for those of personal
accounts, and one for application permissions, in these words; tools and readers find the rows by them. Rows that
refine the one above (indented, or in bold) and remarks behind a label are fine.

The fix for a label that is nearly right is safe. Where one label is unknown and one missing, the fix is a guess.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Edit, Example, Finding, Fix, Page, Row, Severity, Table, Workspace, plain_text, rule

from ._tables import LABELS, is_subrow, permission_tables

_WORK, _PERSONAL, _APPLICATION = LABELS


@rule(
    severity=Severity.ERROR,
    valid=(
        Example(
            "|Permission type|Permissions (from least to most privileged)|\n|:---|:---|\n"
            "|Delegated (work or school account)|Telescope.Read|\n"
            "|Delegated (personal Microsoft account)|Not supported.|\n"
            "|Application|Telescope.Read.All|\n"
        ),
        Example(
            "|Permission type|Permissions|\n|---|---|\n"
            "|Delegated (work or school account)| |\n"
            "|&nbsp; &nbsp; **Observatory**|Telescope.Read|\n"
            "|Delegated (personal Microsoft account) **Note**: from June on|Telescope.Read|\n"
            "|[Application](/contoso/auth)|Telescope.Read.All|\n"
        ),
    ),
    invalid=(
        Example(
            "|Permission type|Permissions|\n|---|---|\n"
            "|Delegated (work or school account)|Telescope.Read|\n"
            "|⟦Delegated (personal Microsoft account⟧|Not supported.|\n"
            "|⟦Application-only⟧|Telescope.Read.All|\n",
            fixed="|Permission type|Permissions|\n|---|---|\n"
            "|Delegated (work or school account)|Telescope.Read|\n"
            "|Delegated (personal Microsoft account)|Not supported.|\n"
            "|Application|Telescope.Read.All|\n",
        ),
        Example(
            "|⟦Permission type⟧|Permissions|\n|---|---|\n"
            "|Delegated (work or school account)|Telescope.Read|\n"
            "|⟦telescope⟧|Telescope.Read.All|\n"
        ),
        Example(
            "|Permission type|Permissions|\n|---|---|\n"
            "|Delegated (work or school account)|Telescope.Read|\n"
            "|Delegated (personal Microsoft account)|Not supported.|\n"
            "|⟦telescope⟧|Telescope.Read.All|\n",
            fixed="|Permission type|Permissions|\n|---|---|\n"
            "|Delegated (work or school account)|Telescope.Read|\n"
            "|Delegated (personal Microsoft account)|Not supported.|\n"
            "|Application|Telescope.Read.All|\n",
        ),
    ),
)
def permission_row_label(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for table in permission_tables(page, workspace):
        if tuple([row.cell(0).text for row in table.rows]) == LABELS:
            continue
        rows = [row for row in table.rows if not is_subrow(row)]
        meant = [_meant(row) for row in rows]
        missing = [label for label in LABELS if label not in meant]
        unknown = meant.count(None)
        if len(missing) > unknown:
            yield _missing(table, missing)
        for number, (row, label) in enumerate(zip(rows, meant, strict=True)):
            if label is None:
                yield _unknown(row, missing)
            elif label in meant[:number]:
                yield Finding(row.cell(0).span, f'A second row "{label}"', "Give each kind of permission one row")
            elif not _begins_with(plain_text(row.cell(0).text), label):
                yield _nearly(row, label)


def _meant(row: Row) -> str | None:
    """The label that a row's own stands for."""
    label = plain_text(row.cell(0).text).replace("&nbsp;", " ").lower()
    if "personal" in label:
        return _PERSONAL
    if "work" in label or "school" in label:
        return _WORK
    return _APPLICATION if label.startswith("app") else None


def _begins_with(text: str, label: str) -> bool:
    """Whether a text is the label, or the label and a remark."""
    rest = text.removeprefix(label)[:1]
    return text.startswith(label) and not rest.isalpha() and rest != "-"


def _missing(table: Table, missing: list[str]) -> Finding:
    labels = " and none ".join(f'"{label}"' for label in missing)
    help_text = 'Add the row, with "Not supported." where that is so'
    return Finding(table.header.cell(0).span, f"The permission table has no row {labels}", help_text)


def _unknown(row: Row, missing: list[str]) -> Finding:
    cell = row.cell(0)
    message = f'"{cell.text}" is no kind of permission' if cell else "A row of the permission table has no label"
    wanted = ", ".join(f'"{label}"' for label in missing or LABELS)
    fix = Fix(f"Write {wanted}", (Edit(cell.span, missing[0]),), safe=False) if len(missing) == 1 else None
    return Finding(cell.span, message, f"Use {wanted}" if len(missing) == 1 else f"Use one of {wanted}", fix)


def _nearly(row: Row, label: str) -> Finding:
    cell = row.cell(0)
    fix = Fix(f'Write "{label}"', (Edit(cell.span, label),)) if "](" not in cell.text else None
    message = f'The label "{cell.text}" is not written "{label}"'
    return Finding(cell.span, message, "Use the standard label", fix, severity=Severity.WARNING)
