"""Two requests have the same name.

The `name` of a request annotation is the key under which tools file the request: the names of snippet files and of test
results are made from it. Of two requests with one name on a page, one overwrites the other. Across pages of one version
the same happens wherever the files lie in one folder, so there it is a warning.

An ignored block that has a name and shows a request counts on its page, since API Doctor reads it as a request.

The fix gives the later of two requests, or that of the later page, another name, and its responses with it. Snippets
and tests are filed under that one then, so it is not safe.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import (
    Annotation,
    CodeBlock,
    Edit,
    Example,
    Finding,
    Fix,
    Mark,
    Page,
    Related,
    Severity,
    Span,
    Workspace,
    rule,
)

from ._names import new_request_names, pages_with_request

REQUEST = '<!-- {{ "blockType": "request", "name": "{}" }} -->\n```http\nGET /telescopes\n```\n\n'


@rule(
    severity=Severity.ERROR,
    valid=(
        Example(REQUEST.format("list_telescopes") + REQUEST.format("list_telescopes_by_site")),
        Example(
            REQUEST.format("list_telescopes"),
            others={"api-reference/v1.0/api/page.md": REQUEST.format("list_telescopes")},
        ),
    ),
    invalid=(
        Example(
            REQUEST.format("list_telescopes") + REQUEST.format("⟦list_telescopes⟧"),
            fixed=REQUEST.format("list_telescopes") + REQUEST.format("list_telescopes_2"),
        ),
        Example(
            REQUEST.format("⟦list_telescopes⟧"),
            others={"api-reference/beta/api/other.md": REQUEST.format("list_telescopes")},
            fixed=REQUEST.format("page"),
        ),
    ),
)
def duplicate_request_name(page: Page, workspace: Workspace) -> Iterator[Finding]:
    seen: dict[str, Annotation] = {}
    names: dict[str, Iterator[str]] = {}
    answers = {pair.request.span: pair.responses for pair in page.exchanges.pairs}
    for block in page.annotated("request", "ignored"):
        annotation = block.annotation
        name = annotation.text("name") if annotation else ""
        if annotation is None or not name or not _is_request(block):
            continue
        first = seen.setdefault(name, annotation)
        if first is not annotation:
            related = (Related("The other request of that name", _place(first)),)
            names.setdefault(name, new_request_names(page, workspace, name))
            fix = _fix(annotation, answers.get(block.span, ()), names[name])
            yield Finding(_place(annotation), f"This page has two requests named `{name}`", _HELP, fix, related)
        elif block.kind == "request" and (others := pages_with_request(name, page, workspace)):
            related = (Related("The other request of that name", Mark(others[0], f"request:{name}")),)
            message = f"`{others[0]}` has a request named `{name}`, too"
            names.setdefault("", new_request_names(page, workspace))
            fix = _fix(annotation, answers.get(block.span, ()), names[""]) if others[0] < page.path else None
            yield Finding(_place(annotation), message, _HELP, fix, related, Severity.WARNING)


_HELP = "Give each request a name of its own, for example with what is special about it as a suffix"


def _is_request(block: CodeBlock) -> bool:
    """Whether tools take the block for a request: API Doctor reads ignored blocks that have a name by their content."""
    return block.kind == "request" or any(message.method for message in block.messages[:1])


def _place(annotation: Annotation) -> Span:
    """Where the name of a request stands."""
    return annotation.place("name") or annotation.span


def _fix(annotation: Annotation, responses: tuple[CodeBlock, ...], names: Iterator[str]) -> Fix | None:
    """Another name for a request, and for it in its responses; none where a response names several requests."""
    new = next(names)
    edits = [Edit(_place(annotation), new)]
    for block in responses:
        said = block.annotation.at("name") if block.annotation else None
        if said and said.kind != "string":
            return None
        if said and said.value == annotation.text("name"):
            edits.append(Edit(said.inner, new))
    return Fix(f"Name it {new}", tuple(edits), safe=False)
