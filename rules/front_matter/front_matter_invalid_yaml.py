"""The front matter is not valid YAML.

A page whose front matter cannot be read has no title, description or type for the site, and a key given twice
contradicts itself: readers of YAML take one of the two, or give up. The finding stands where YAML sees the error; a
missing `---` is reported at the first one.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Example, Finding, Page, Severity, Workspace, rule


@rule(
    severity=Severity.ERROR,
    valid=(Example('---\ntitle: "lens: focus"\n---\n# lens: focus\n'),),
    invalid=(
        Example("---\ntitle: lens⟦:⟧ focus\n---\n# lens: focus\n"),
        Example("---\ntitle: Get lens\nauthor: gazer\n⟦title⟧: Get a lens\n---\n# Get lens\n"),
        Example("⟦---⟧\ntitle: Get lens\n# Get lens\n"),
    ),
)
def front_matter_invalid_yaml(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for problem in page.front_matter.problems if page.front_matter else ():
        yield Finding(problem.span, problem.message[:1].upper() + problem.message[1:])
