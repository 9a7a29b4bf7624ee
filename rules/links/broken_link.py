"""A link leads to a file that does not exist.

A relative link must name a file of the docs set, counted from the folder of the page that it stands on, with its
ending. Readers who follow a broken link get an error page, and the build drops it.

Links with a scheme, links that begin with `/` (paths of the published site) and links out of the docs set are not
judged. A file that exists in other letter case only is a finding of its own.

The fix takes the existing file that is named most alike. It is a guess, so it is not safe.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Edit, Example, Finding, Fix, Page, Severity, Workspace, rule

from ._targets import is_embedded, is_miscased, missing, relative

OTHERS = {"api-reference/beta/resources/telescope.md": "# telescope resource type\n"}


@rule(
    severity=Severity.ERROR,
    valid=(
        Example(
            "See [telescope](../resources/telescope.md?view=v1#properties) and [site](/contoso/x).\n", others=OTHERS
        ),
        Example("See [folder](../resources/) and [other set](../../../../concepts/x.md).\n", others=OTHERS),
    ),
    invalid=(
        Example(
            "See [telescope](⟦../resources/telescopes.md⟧).\n",
            others=OTHERS,
            fixed="See [telescope](../resources/telescope.md).\n",
        ),
        Example("See [dome][].\n\n[dome]: ⟦dome.md⟧#properties\n", others=OTHERS),
    ),
)
def broken_link(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for link, written, path in missing(page, workspace):
        if is_embedded(link) or is_miscased(workspace, path):
            continue
        close = workspace.closest_path(path)
        fix = None
        if close:
            right = relative(page, close)
            fix = Fix(f"Link to {right}", (Edit(written.span, right),), safe=False)
        yield Finding(
            written.span,
            f"The link target `{written.text}` does not exist",
            f"Did you mean `{relative(page, close)}`?" if close else "Name an existing file, or remove the link",
            fix,
        )
