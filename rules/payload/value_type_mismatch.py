"""A value in an example that does not fit the documented type of its property.

A Boolean is `true` or `false` without quotation marks, an Int32 a whole number in range, a collection an array whose
members all fit, a resource an object (OData JSON Format 4.01, Primitive Value). Int64 may also be digits in quotation
marks. Null fits unless the row says "Not nullable" or the type has `nullableProperties` that do not name the property.
The page's request table decides for what is sent, else the tables of the type that the object has, at any depth; where
pages differ, none does.

Quotation marks that a property's name gives away are a warning: `"true"` for `isOpen`, `"7"` for `domeCount`, `"null"`.
Text of another form, placeholders, names of types, and objects in place of a collection are left to other rules.

Quotation marks round a documented Boolean or number are removed safely; by the name alone it is a guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doclint.api import (
    BUILT_IN,
    Documented,
    DocumentedEnum,
    DocumentedType,
    Edit,
    Example,
    Finding,
    Fix,
    JsonMember,
    JsonNode,
    Misfit,
    Page,
    Related,
    Severity,
    Span,
    TypedObject,
    Verdict,
    Workspace,
    examples,
    misfits,
    resolve_type,
    rule,
    type_word,
    typed_objects,
)

from ._bodies import KINDS, shown
from ._documented import confuses_collection, documented_members, type_text
from ._plausible import is_placeholder, plausible
from ._quoted import MAY_BE_QUOTED, QuotedLiteral, literal_of, quoted_literals

_TABLE = (
    "## Request body\n|Property|Type|Description|\n|:---|:---|:---|\n|isOpen|Boolean|.|\n|tags|String collection|.|\n\n"
)
_TEXTS = ("Binary", "Date", "DateTimeOffset", "Duration", "Guid", "Stream", "String", "TimeOfDay")
_NOTHING_WRONG = frozenset(
    {
        ("Boolean", "boolean"),
        *((name, "number") for name in ("Decimal", "Double")),
        *((name, "string") for name in _TEXTS),
    }
)
"""Types with the kind of value that fits them; which text fits is for other rules to say."""
_REQUEST = "## Example\n```http\nPATCH https://graph.microsoft.com/beta/domes/4\n\n"


@rule(
    severity=Severity.ERROR,
    valid=(
        Example(f'{_TABLE}{_REQUEST}{{ "isOpen": true, "tags": ["north", null] }}\n```\n'),
        Example('```http\nHTTP/1.1 200 OK\n\n{ "isOpen": null, "value": "true", "newValue": "7" }\n```\n'),
    ),
    invalid=(
        Example(
            f'{_TABLE}{_REQUEST}{{ "isOpen": ⟦"true"⟧, "tags": ⟦"north"⟧ }}\n```\n',
            fixed=f'{_TABLE}{_REQUEST}{{ "isOpen": true, "tags": "north" }}\n```\n',
        ),
        Example(
            '```http\nHTTP/1.1 200 OK\n\n{ "isMoving": ⟦"False"⟧, "domeCount": ⟦"7"⟧, "comment": ⟦"null"⟧ }\n```\n',
            fixed='```http\nHTTP/1.1 200 OK\n\n{ "isMoving": false, "domeCount": 7, "comment": null }\n```\n',
        ),
    ),
)
def value_type_mismatch(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for member, doc in documented_members(page, workspace):
        if (doc.fact.type, member.node.kind) in _NOTHING_WRONG and not doc.fact.is_collection:
            continue
        if doc.fact.alternatives == 1 and not confuses_collection(doc, member.node):
            type_name = _judged_as(doc, page, workspace)
            yield from (_mismatch(member, doc, misfit) for misfit in _misfits(doc, type_name, member.node))
    if "null" in page.text:
        yield from _nulls(page, workspace)
    roots = [b.root for b in examples(page, workspace) if MAY_BE_QUOTED.search(page.text, *b.document.span)]
    known = _documented_places(page, workspace) if roots else frozenset()
    for root in filter(None, roots):
        yield from (_quoted(use) for use in quoted_literals(root) if use.node.span not in known)


def _documented_places(page: Page, workspace: Workspace) -> frozenset[Span]:
    """The places of all values that a page documents, if only each in another way."""
    return frozenset(
        node.span
        for typed in typed_objects(page, workspace)
        for member, documented in typed.members
        if documented
        for node in (member.node, *member.node.items)
    )


def _nulls(page: Page, workspace: Workspace) -> Iterator[Finding]:
    """Nulls where the documentation says that there are none."""
    for typed in typed_objects(page, workspace):
        for member, documented in typed.members:
            if member.node.kind == "null" and documented and _is_never_null(member.key, documented, typed):
                yield _null(member, documented[0])


def _is_never_null(name: str, documented: Sequence[Documented], typed: TypedObject) -> bool:
    if all("not nullable" in doc.fact.says for doc in documented):
        return True
    return typed.lineage is not None and name not in typed.rows and typed.lineage.is_never_null(name)


def _null(member: JsonMember, doc: Documented) -> Finding:
    name = shown(member.key)
    related = (Related(f"{name} is documented here", doc.place),)
    return Finding(
        member.node.span,
        f"{name} is documented as not nullable, but the example gives null",
        "Give a value, or correct the documentation",
        related=related,
    )


def _judged_as(doc: Documented, page: Page, workspace: Workspace) -> str:
    """The name of the type as ``misfits`` knows it: objects only for resources, text only for enums."""
    if doc.fact.type.lower() in BUILT_IN:
        return doc.fact.type
    kind = resolve_type(workspace, workspace.version(page) or "", doc.path, doc.fact.type, doc.fact.target)
    if isinstance(kind, DocumentedType):
        return "ComplexType"
    return "String" if isinstance(kind, DocumentedEnum) else doc.fact.type


def _misfits(doc: Documented, type_name: str, node: JsonNode) -> Iterator[Misfit]:
    for misfit in misfits((type_name,) if type_name else (), node, is_collection=doc.fact.is_collection):
        text = misfit.node.value if isinstance(misfit.node.value, str) else ""
        is_text = misfit.verdict is Verdict.WRONG_FORM and misfit.node.kind == "string"
        if not (
            is_text
            or type_word(text)
            or is_placeholder(text)
            or (text in doc.fact.values and not doc.fact.is_collection)
        ):
            yield misfit


def _mismatch(member: JsonMember, doc: Documented, misfit: Misfit) -> Finding:
    name, node, value = shown(member.key), misfit.node, plausible(member.key, doc)
    unquoted = literal_of(node, doc.fact.type)
    if doc.fact.is_collection and node is member.node:
        value, unquoted = f"[{value}]" if value else "", None
    return Finding(
        node.span,
        f"{name} is documented as {type_text(doc)}, but {_what_is_wrong(misfit)}",
        f"Give a value of that type{f', such as {value}' if value else ''}, or correct the table",
        Fix(f"Write {unquoted} without quotation marks", (Edit(node.span, unquoted),)) if unquoted else None,
        (Related(f"{name} is documented here", doc.place),),
    )


def _what_is_wrong(misfit: Misfit) -> str:
    node = misfit.node
    if node.kind in ("object", "array"):
        return f"the example gives {KINDS[node.kind]}"
    text = f'"{shown(node.value)}"' if isinstance(node.value, str) else str(node.value).lower()
    match misfit.verdict:
        case Verdict.OUT_OF_RANGE:
            return f"{text} is out of its range"
        case Verdict.WRONG_FORM:
            return f"{text} is no whole number"
        case _:
            return f"the example gives {KINDS[node.kind]}, {text}"


def _quoted(use: QuotedLiteral) -> Finding:
    return Finding(
        use.node.span,
        f"{shown(use.name)} has {use.literal} in quotation marks, which makes it text",
        f"Write {use.literal} without quotation marks",
        Fix(f"Write {use.literal}", (Edit(use.node.span, use.literal),), safe=False),
        severity=Severity.WARNING,
    )
