"""The title in the front matter is not that of the page.

The title is what search engines and browser tabs show, the first heading is what readers see. When one is changed and
the other is not, a reader looks for a page that seems to be gone.

Markup, quotation marks, spacing, a final "(deprecated)" and a final "resource type", "enum type" or the like make no
difference, nor does the name of a site behind a dash; pages in the manner of OneDrive, whose titles are written for
search engines, may differ. The fix puts the heading into the front matter; which of the two is right is for a person
to say, so it is not safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import (
    Dialect,
    Edit,
    Entry,
    Example,
    Finding,
    Fix,
    Page,
    PageKind,
    Related,
    Severity,
    Workspace,
    plain_text,
    rule,
)

_SUFFIX = re.compile(
    r"(?:\s+(?:resource|complex|entity|enum(?:eration)?|facet)(?:\s+types?)?|\s+(?:type|values)|\s*\((?:deprecated|preview)\))+\s*\Z",
    re.IGNORECASE,
)
_ALIKE = str.maketrans("’‘“”–—\xa0", "''\"\"-- ")


@rule(
    severity=Severity.WARNING,
    valid=(
        Example('---\ntitle: "telescope: aim"\n---\n# telescope: **aim**\n'),
        Example("---\ntitle: lens\n---\n# lens Resource Type (deprecated)\n"),
    ),
    invalid=(
        Example(
            '---\ntitle: "⟦Get lens⟧"\n---\n# Get a `lens`\n',
            fixed='---\ntitle: "Get a lens"\n---\n# Get a `lens`\n',
        ),
        Example("---\ntitle: ⟦starchart⟧\n---\n# starChart\n", fixed='---\ntitle: "starChart"\n---\n# starChart\n'),
    ),
)
def front_matter_title_mismatch(page: Page, workspace: Workspace) -> Iterator[Finding]:
    entry = page.front_matter.get("title") if page.front_matter else None
    if page.kind is PageKind.INCLUDE or not page.h1 or not entry or not entry.value:
        return
    if workspace.dialect(page) is Dialect.ONEDRIVE:
        return
    title, heading = str(entry.value).strip(), page.h1.text
    if title != heading and _alike(title) != _alike(heading) and not title.startswith(f"{heading} - "):
        yield Finding(
            entry.inner.span,
            f'The title "{title}" is not that of the page, "{heading}"',
            "Give both the same words",
            Fix("Take the title from the heading", (_retitled(entry, heading),), safe=False),
            (Related("The heading", page.h1.title.span),),
        )


def _alike(title: str) -> str:
    return " ".join(_SUFFIX.sub("", plain_text(title).translate(_ALIKE)).split())


def _retitled(entry: Entry, title: str) -> Edit:
    escaped = title.replace("\\", "\\\\").replace('"', '\\"')
    return Edit(entry.text.span, f'"{escaped}"')
