"""A request URL that cannot be meant as it is written.

An opened brace, parenthesis or quotation mark that is never closed, an empty path segment (`//`), a query option that
stands twice or that OData does not know (`$fliter`), an option in the path because its `?` is missing: readers who
copy such a URL get an error. On modern pages, two placeholders of one name (`/domes/{id}/keepers/{id}`) and
placeholders in angle brackets are reported as a warning, since they hide which value is meant.

Blanks in `$filter`, arrays and parameter names as function arguments, and `{a|b}` placeholders are accepted.

The fixes write `{x}` for `<x>`, `?` for the missing one, and one slash for two; they are safe.

Authority: RFC 3986; OData 4.01 URL Conventions, 5.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches

from doclint.api import Dialect, Edit, Example, Finding, Fix, Page, Severity, Slice, Workspace, rule

from ._blocks import templates
from ._brackets import unmatched

_OPTIONS = (
    *("$apply", "$compute", "$count", "$deltatoken", "$expand", "$filter", "$format", "$id", "$index", "$levels"),
    *("$orderby", "$schemaversion", "$search", "$select", "$skip", "$skiptoken", "$top"),
)
_LITERAL = re.compile(r"'[^']*+'|\"[^\"]*+\"|\{[^{}]*+\}")
_OPTION = re.compile(r"(?P<before>[?&]\s*|\A)(?P<name>\$?[A-Za-z]\w*)(?=\s*=)")
_IN_PATH = re.compile(r"(?P<sign>[/&]?)\$(?:filter|select|expand|orderby|top|skip|search)(?=\s*=)", re.IGNORECASE)
_SLASHES = re.compile(r"(?<=[^:/])//+")
_PLACEHOLDER = re.compile(r"\{([^{}|]+)\}")
_ANGLE = re.compile(r"<[A-Za-z][\w |-]*>")
_PLAIN = re.compile(r"(?:https?:/)?(?:/(?:[\w.:$-]|\{[\w|-]+\})++)++/?")
"""A URL with nothing in it that could be wrong, as most have."""
_GET = "## HTTP request\n\n```http\nGET "


@rule(
    severity=Severity.ERROR,
    valid=(
        Example(f"{_GET}/domes('{{a|b}}')/find(ids=['1','2'])?$filter=name eq 'O''Neil' and size gt 7\n```\n"),
        Example(f"{_GET}https://graph.microsoft.com/beta/domes?$expand=keepers($select=id)&$select=id\n```\n"),
    ),
    invalid=(
        Example(f"{_GET}/domes/⟦{{⟧dome-id/keepers\n```\n"),
        Example(f"{_GET}/domes⟦//⟧7\n```\n", fixed=f"{_GET}/domes/7\n```\n"),
        Example(f"{_GET}/domes?$select=id&⟦$fliter⟧=size gt 7&⟦$select⟧=name\n```\n"),
        Example(f"{_GET}/domes⟦/⟧$filter=size gt 7\n```\n", fixed=f"{_GET}/domes?$filter=size gt 7\n```\n"),
        Example(
            f"{_GET}/domes/{{id}}/keepers/⟦{{id}}⟧/keys/⟦<key>⟧\n```\n",
            fixed=f"{_GET}/domes/{{id}}/keepers/{{id}}/keys/{{key}}\n```\n",
            settings={"extends": "strict"},
        ),
    ),
)
def url_syntax(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for block in page.code_blocks:
        for message in block.messages:
            if message.target and message.method and not _PLAIN.fullmatch(message.target.text):
                yield from _judge(message.target)
    if workspace.dialect(page) is Dialect.MODERN:
        patterns = [message.target for message in templates(page, workspace)]
        yield from _ambiguous(patterns)
        yield from _in_angles(patterns)


def _judge(target: Slice) -> Iterator[Finding]:
    alone = unmatched(target)
    if alone:
        what = "opened" if alone.text in ")}]" else "closed"
        yield Finding(alone.span, f"`{alone.text}` is never {what} in the URL", "Complete the URL")
        return
    plain = Slice(_LITERAL.sub(lambda match: "x" * len(match[0]), target.text), target.span)
    cut = plain.text.find("?")
    path, query = plain.part(0, cut if cut >= 0 else None), plain.part(cut if cut >= 0 else len(plain.text))
    for match in _SLASHES.finditer(path.text):
        slashes = path.group(match)
        yield Finding(slashes.span, "The path has an empty segment", "Write one slash", _replacing(slashes, "/"))
    misplaced = _IN_PATH.search(path.text) if "$" in path.text else None
    if misplaced:
        place = path.group(misplaced, "sign" if misplaced["sign"] else 0)
        fix = _replacing(place, "?") if misplaced["sign"] and not query else None
        yield Finding(place.span, "A query option stands in the path", "Begin the query with ?", fix)
    if query:
        yield from _options(query)


def _options(query: Slice) -> Iterator[Finding]:
    flat = re.sub(r"\([^()]*\)", lambda match: "x" * len(match[0]), query.text)
    seen: Counter[str] = Counter()
    for match in _OPTION.finditer(flat):
        name = query.group(match, "name")
        key = name.text.lower().removeprefix("$")
        seen[key] += 1
        if seen[key] == 2:  # noqa: PLR2004, said once
            yield Finding(name.span, f"The query option `{name.text}` stands twice", "Write both into one option")
        elif name.text.startswith("$") and name.text.lower() not in _OPTIONS:
            close = get_close_matches(name.text.lower(), _OPTIONS, 1)
            help_text = f"Did you mean {close[0]}?" if close else f"OData knows {', '.join(_OPTIONS)}"
            yield Finding(name.span, f"`{name.text}` is no query option of OData", help_text)


def _ambiguous(patterns: list[Slice]) -> Iterator[Finding]:
    """The first placeholder of each name that stands twice in one path."""
    reported: set[str] = set()
    for target in patterns:
        seen: set[str] = set()
        for match in _PLACEHOLDER.finditer(target.text.partition("?")[0]):
            if match[1] in seen and match[1] not in reported:
                reported.add(match[1])
                text = f"Two placeholders of the path are called `{match[0]}`"
                help_text = "Name each for what it identifies, as in {dome-id}"
                yield Finding(target.group(match).span, text, help_text, severity=Severity.WARNING)
            seen.add(match[1])


def _in_angles(patterns: list[Slice]) -> Iterator[Finding]:
    found = [target.group(match) for target in patterns for match in _ANGLE.finditer(target.text)]
    if found:
        edits = tuple(Edit(place.span, f"{{{place.text[1:-1]}}}") for place in found)
        text = f"The placeholder `{found[0].text}` stands in angle brackets"
        fix = Fix("Write braces", edits)
        yield Finding(found[0].span, text, "Write placeholders in braces", fix, severity=Severity.WARNING)


def _replacing(place: Slice, text: str) -> Fix:
    return Fix(f"Write {text}", (Edit(place.span, text),))
