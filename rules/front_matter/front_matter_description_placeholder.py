"""The description in the front matter says nothing.

Search engines show the description under the title. A stock phrase, or the title once more, tells readers nothing
that could lead them to the page; the title once more is mild, as it is at least not wrong. Write one sentence that says
what the page is for.

The phrases are an option, compared with the whole value in any letter case. A description that holds TODO or TBD
belongs to todo-placeholder.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from doclint.api import Example, Finding, Page, PageKind, Severity, Workspace, plain_text, rule

_MARKS = " .*_<>[]{}\"'"


@dataclass(frozen=True)
class Options:
    """``phrases``: descriptions that say nothing."""

    phrases: tuple[str, ...] = (
        "Not yet documented",
        "Add description",
        "Add a description",
        "Description",
        "Description here",
        "Placeholder",
    )


@rule(
    severity=Severity.WARNING,
    options=Options,
    valid=(
        Example('---\ntitle: "Get lens"\ndescription: "Read the focal length and other properties of a lens."\n---\n'),
        Example("---\ntitle: Get lens\ndescription: ''\n---\n"),
    ),
    invalid=(
        Example('---\ntitle: "Get lens"\ndescription: "⟦Not yet documented⟧"\n---\n'),
        Example('---\ntitle: "Get lens"\ndescription: ⟦Get lens.⟧\n---\n'),
    ),
)
def front_matter_description_placeholder(page: Page, workspace: Workspace, *, options: Options) -> Iterator[Finding]:
    front = page.front_matter
    entry = front.get("description") if front else None
    said = _bare(str(entry.value or "")) if entry else ""
    if page.kind is PageKind.INCLUDE or not front or not entry or not said:
        return
    if any(said == _bare(phrase) for phrase in options.phrases if len(phrase) >= len(said)):
        message, severity = f'The description "{entry.inner.text}" says nothing', None
    elif said == _bare(front.text("title")):
        message, severity = "The description only repeats the title", Severity.INFO
    else:
        return
    yield Finding(entry.inner.span, message, "Say in one sentence what the page is for", severity=severity)


def _bare(text: str) -> str:
    return plain_text(text).strip(_MARKS).lower()
