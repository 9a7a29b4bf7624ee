"""A link names a reference that the page does not define.

`[text][label]` takes its target from a line `[label]: target` of the same page. Without that line it is no link:
readers see both pairs of brackets.

Letter case and runs of blanks make no difference to a label. Brackets after a word or a closing bracket (`list[0][1]`)
are an index, and a pair without letters is a pattern; neither is taken for a link.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Example, Finding, Page, Severity, Workspace, rule


@rule(
    severity=Severity.WARNING,
    valid=(
        Example("The [telescope][] and its [main mirror][Mirror].\n\n[telescope]: telescope.md\n[mirror]: mirror.md\n"),
        Example("The item `[a][b]`, names[first][last], [0][1] and a note [sic].\n"),
    ),
    invalid=(
        Example("The ⟦[main mirror][mirrors]⟧ of a telescope.\n\n[mirror]: mirror.md\n"),
        Example("|Property|Type|\n|:-|:-|\n|mount|⟦[mount][]⟧|\n"),
    ),
)
def undefined_reference(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for link in page.links:
        if link.problem == "undefined":
            written = page.text[link.span.start : link.span.end]
            label = written.rpartition("[")[2].rstrip("]") or page.text[link.text.span.start : link.text.span.end]
            yield Finding(
                link.span,
                f"The page does not say where `[{label}]` leads",
                f"Add a line `[{label}]: target`, or write the target in parentheses",
            )
