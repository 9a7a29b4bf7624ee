"""The headings of several examples are not "Example 1: ...", "Example 2: ..." and so on.

With a number and a few words readers can choose an example, speak of it, and see that there are more. A number that is
missing or stands twice makes them look for an example that there is not.

Only pages with several examples are looked at: headings under Examples that have a request under them, or begin with
"Example". Headings of one word ("CSV", "JSON") tell forms of one example apart, and are accepted. The fix sets the
numbers right; since links may lead to the old heading, it is not safe.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from doclint.api import Edit, Example, Finding, Fix, Page, PageKind, Preset, Section, Severity, Span, Workspace, rule

_EXAMPLE = re.compile(r"example\b", re.IGNORECASE)
_NUMBERED = re.compile(r"Examples?[ \t]+(?P<number>\d{1,3})\b(?P<colon>[ \t]*[:.–-][ \t]*)?(?P<text>.*)", re.IGNORECASE)
_REQUEST = "\n\n```http\nGET https://graph.microsoft.com/beta/domes\n```\n\n"
_PAGE = f"# List domes\n\n## Examples\n\n### {{}}{_REQUEST}### {{}}{_REQUEST}"


@rule(
    severity=Severity.WARNING,
    preset=Preset.STRICT,
    valid=(
        Example(_PAGE.format("Example 1: Get all domes", "Example 2: Get open domes")),
        Example(f"# Get dome\n\n## Example\n\n### Request{_REQUEST}### Response\n\nNone.\n"),
    ),
    invalid=(
        Example(
            _PAGE.format("Example 1: Get all domes", "Example ⟦1⟧: Get open domes"),
            fixed=_PAGE.format("Example 1: Get all domes", "Example 2: Get open domes"),
        ),
        Example(
            _PAGE.format("⟦Get all domes⟧", "⟦Example: open domes⟧"),
            fixed=_PAGE.format("Example 1: Get all domes", "Example 2: open domes"),
        ),
        Example(_PAGE.format("Example 1: Get all domes", "⟦Example 2⟧")),
    ),
)
def example_numbering(page: Page, workspace: Workspace) -> Iterator[Finding]:
    section = page.section("examples", "example") if page.kind is PageKind.API else None
    if section is None:
        return
    listed = [s for s in page.sections if s.level == section.level + 1 and section.content.holds(s.span)]
    requests = sorted(pair.request.span.start for pair in page.exchanges.pairs)
    examples = [s for s in listed if _EXAMPLE.match(s.title) or _holds_any(s.span, requests)]
    if all(" " not in example.title for example in examples):
        return
    if len(examples) > 1 and not any(s.title.lower().startswith(("request", "response")) for s in listed):
        for number, example in enumerate(examples, 1):
            yield from _judge(example, number)


def _holds_any(span: Span, places: list[int]) -> bool:
    at = bisect_left(places, span.start)
    return at < len(places) and places[at] < span.end


def _judge(section: Section, number: int) -> Iterator[Finding]:
    title = section.heading.title
    match = _NUMBERED.match(title.text)
    if match and int(match["number"]) != number:
        place = title.group(match, "number")
        fix = Fix(f"Write {number}", (Edit(place.span, str(number)),), safe=False)
        yield Finding(place.span, f"Example {number} has the number {place.text}", f"Write {number}", fix)
    elif match and not match["text"].strip():
        yield Finding(title.span, f'"{section.title}" does not say what it shows', "Add a colon and a few words")
    elif not match:
        rest = re.sub(r"\Aexamples?\b[ \t:.–-]*", "", title.text, flags=re.IGNORECASE)
        right = f"Example {number}: {rest}"
        added = Fix("Number the example", (Edit(title.span, right),), safe=False) if rest else None
        message = f'"{section.title}" is one of several examples, but has no number'
        yield Finding(title.span, message, f'Write "Example {number}: ..."', added)
