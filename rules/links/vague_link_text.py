"""The text of a link or image does not say what it is about.

Readers who go from link to link, by screen reader or by eye, see nothing but their texts: "here" and "this link" tell
them nothing, and an image without a text is not there for them. The authoring guidelines ask for the title of the
target, or for words that describe it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import Example, Finding, Page, Preset, Severity, Workspace, plain_text, rule

_VAGUE = re.compile(
    r"(?:click |look |see )?here|this(?: link| page| article| topic)?"
    r"|(?:read |see |learn )?more|more info(?:rmation)?",
    re.IGNORECASE,
)


@rule(
    severity=Severity.WARNING,
    preset=Preset.STRICT,
    valid=(
        Example("See [how to mount a mirror](mirror.md) and the [page](page.md) type.\n"),
        Example("![A dome at night](dome.png)\n\n[here]: mirror.md\n"),
    ),
    invalid=(
        Example("To mount a mirror, click [⟦here⟧](mirror.md), or read **[⟦this page.⟧](dome.md)**\n"),
        Example("⟦![](dome.png)⟧\n"),
    ),
)
def vague_link_text(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for link in page.links:
        if link.problem or link.kind not in ("inline", "reference", "image"):
            continue
        text = plain_text(page.text[link.text.span.start : link.text.span.end])
        if _VAGUE.fullmatch(text.strip(" .:!…")):
            message = f'The link text "{text}" does not say where the link leads'
            yield Finding(link.text.span, message, "Write the title of what it leads to")
        elif link.kind == "image" and not text:
            yield Finding(link.span, "The image has no text for those who cannot see it", "Describe it in the brackets")
