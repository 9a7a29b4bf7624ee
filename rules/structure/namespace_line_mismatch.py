"""The `Namespace:` line names another namespace than the types of the page are in.

Generators of code and links to the reference go by that line; readers build `@odata.type` values from it. Compared are
the type in the annotation of a resource and, on pages about operations, the types that the responses are said to have
where they agree on a namespace; letter case is left to inconsistent-odata-type there. A name that is no namespace at
all, for a full stop in it, is told as well. Types of private namespaces are left to internal-namespace.

The fix takes the namespace of the types, or what is sound of the name. It is not safe: the types may be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from doclint.api import (
    PRIMITIVES,
    Edit,
    Example,
    Finding,
    Fix,
    Page,
    PageKind,
    Severity,
    Span,
    Workspace,
    canonical_type,
    resource_parts,
    rule,
)

_NAME = re.compile(r"[A-Za-z]\w*(?:\.[A-Za-z]\w*)*")
_RESPONSE_TYPE = re.compile(r"#?(?:collection\(\s*#?)?(?P<name>\w+(?:\.\w+)+)\)?", re.IGNORECASE)
_PATH = "api-reference/beta/resources/lens.md"
_SETTINGS = {"namespaces": ["contoso"]}
_LENS = (
    "# lens resource type\n\nNamespace: {}\n\n"
    '<!-- {{ "blockType": "resource", "@odata.type": "contoso.optics.lens" }} -->\n```json\n{{ }}\n```\n'
)
_RESPONSE = (
    "# Get lens\n\nNamespace: {}\n\n"
    '<!-- {{ "blockType": "response", "@odata.type": "{}" }} -->\n```http\nHTTP/1.1 200 OK\n\n{{ }}\n```\n'
)


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(_LENS.format("contoso.optics"), _PATH, settings=_SETTINGS),
        Example(_RESPONSE.format("contoso.optics", "Collection(contoso.optics.lens)"), settings=_SETTINGS),
        Example(_RESPONSE.format("contoso.optics", "Edm.String")),
    ),
    invalid=(
        Example(_LENS.format("⟦contoso⟧"), _PATH, fixed=_LENS.format("contoso.optics"), settings=_SETTINGS),
        Example(_LENS.format("⟦contoso.optics.⟧"), _PATH, fixed=_LENS.format("contoso.optics"), settings=_SETTINGS),
        Example(
            _RESPONSE.format("⟦contoso.optics.optics⟧", "contoso.optics.lens"),
            fixed=_RESPONSE.format("contoso.optics", "contoso.optics.lens"),
            settings=_SETTINGS,
        ),
    ),
)
def namespace_line_mismatch(page: Page, workspace: Workspace) -> Iterator[Finding]:
    line = page.namespace
    if line is None or page.kind not in (PageKind.API, PageKind.RESOURCE):
        return
    types = sorted({name.rpartition(".")[0] for name in _types(page)})
    public = tuple(f"{namespace}." for namespace in workspace.settings.namespaces)
    said = _NAME.match(line.text)
    is_slip_of_type = page.kind is PageKind.API and types and types[0].lower() == line.text.lower()
    if len(types) == 1 and f"{types[0]}.".startswith(public) and line.text != types[0] and not is_slip_of_type:
        message = f'The line says "{line.text}", but the types of this page are in {types[0]}'
        yield Finding(line.span, message, *_advice(line.span, types[0]))
    elif said and said[0] != line.text and not said[0].endswith(".") and " " not in line.text:
        yield Finding(line.span, f'"{line.text}" is no namespace', *_advice(line.span, said[0]))


def _advice(span: Span, namespace: str) -> tuple[str, Fix]:
    return f'Write "{namespace}"', Fix(f'Write "{namespace}"', (Edit(span, namespace),), safe=False)


def _types(page: Page) -> Iterator[str]:
    """The full names of the types that the page is about."""
    if page.kind is PageKind.RESOURCE:
        yield from (part.name.text for part in resource_parts(page) if part.block and part.block.annotation)
        return
    for block in page.annotated("response"):
        name = _named(block.annotation.text("@odata.type")) if block.annotation else ""
        if name:
            yield name


@lru_cache(1000)  # types recur
def _named(text: str) -> str:
    """The full name of a type that is no primitive; empty where a response is said to have none."""
    match = _RESPONSE_TYPE.fullmatch(text.strip())
    return match["name"] if match and canonical_type(match["name"]) not in PRIMITIVES else ""
