"""The name of a file has capital letters.

The published site and most build machines tell upper and lower case apart, so each link must spell a name as the file
does, and writers on other machines do not see when it does not. With lower-case names there is nothing to get wrong;
the authoring guidelines ask for them.

Names all in capitals (`README.md`) are accepted. There is no fix, since all links to the file have to follow.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from doclint.api import Example, Finding, Page, Severity, Workspace, rule


@rule(
    severity=Severity.WARNING,
    valid=(
        Example("# Get mirror segment\n", path="api-reference/beta/api/mirrorsegment-get.md"),
        Example("# Observatory API\n", path="README.md"),
    ),
    invalid=(
        Example("⟦# Get mirror segment⟧\n", path="api-reference/beta/api/mirrorSegment-get.md"),
        Example("⟦---⟧\ntitle: Note\n---\n", path="api-reference/beta/includes/Note.md"),
    ),
)
def file_name_case(page: Page, workspace: Workspace) -> Iterator[Finding]:
    name = posixpath.basename(page.path)
    if name != name.lower() and not posixpath.splitext(name)[0].isupper():
        message = f"The name of this file, `{name}`, has capital letters"
        yield Finding(page.source.line(1).span, message, f"Rename it to `{name.lower()}`, and correct the links to it")
