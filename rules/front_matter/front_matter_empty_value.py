"""A key of the front matter has no value.

`ms.prod: ""` says as little as no `ms.prod` at all, but a check for the key alone is content with it. Keys that a
site treats as optional are better left out than left empty; keys that neither Microsoft's site nor its tools know, left
over from other systems, are worth a remark.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Example, Finding, Page, Severity, Workspace, rule

_KNOWN = frozenset(
    {"title", "description", "author", "localization_priority", "doc_type", "toc.title", "robots", "redirect_url"}
)


@rule(
    severity=Severity.WARNING,
    valid=(Example('---\ntitle: "Get lens"\nms.date: 2031-05-01\n---\n# Get lens\n'),),
    invalid=(
        Example('---\ntitle: "Get lens"\n⟦ms.prod⟧: ""\n---\n# Get lens\n'),
        Example("---\ntitle: Get lens\n⟦author⟧:\n---\n# Get lens\n"),
    ),
)
def front_matter_empty_value(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for entry in page.front_matter.entries if page.front_matter else ():
        if entry.value is None or (isinstance(entry.value, str) and not entry.value.strip()):
            key = entry.key.text
            severity = None if key.startswith("ms.") or key.lower() in _KNOWN else Severity.INFO
            help_text = f"Give {key} a value, or leave it out"
            yield Finding(entry.key.span, f"The front matter gives no value for {key}", help_text, severity=severity)
