"""A value in an example that is the name of a type.

Examples must show values that a reader could send or receive. Generated pages hold `"Boolean"` or
`"String (timestamp)"` where a value belongs, and readers copy them.

Names of types are right in the JSON representation of a resource. They may be right in a property whose own name ends
in type, kind or format: there the documented values decide, and the rest of the body. A word with other uses, such as
`"Single"` or `"Date"`, counts only where the property is documented as that type or named after it.

The fix puts what another example of the page gives for the property, else what most examples of it on other pages do,
a documented member, a value of the documented type, or a sample of documented text. It is a guess, so it is not safe.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from doclint.api import (
    PRIMITIVES,
    Body,
    Edit,
    Example,
    Finding,
    Fix,
    Page,
    Related,
    Severity,
    Workspace,
    examples,
    rule,
)

from ._bodies import shown
from ._documented import documented_members, documented_values, type_text
from ._given import Gap, value_for
from ._plausible import sample_text, singular
from ._type_words import NAMES_A_TYPE, TypeWordUse, is_meant_as_type, type_words

_MAY_OCCUR = re.compile(
    r'"(?:string(?:collection)?|bool(?:ean)?|int(?:eger|16|32|64)?|date(?:time(?:offset)?)?|time(?:stamp|ofday)?|g?uu?id'
    r'|double|single|decimal|float|number|numeric|byte|binary|stream|duration|json|etag|ur[il])(?: ?\([\w ]{1,40}\))?"'
    r'|"(?:edm\.|collection\(|@odata\.type:)'
)
"""Found in bodies, put in lower case, that may hold the name of a type: four times as quick as to see past the case."""
_MANY = 2


@rule(
    severity=Severity.ERROR,
    valid=(
        Example('```http\nHTTP/1.1 200 OK\n\n{ "name": "Dome 4", "isOpen": true, "apertureType": "String" }\n```\n'),
        Example(
            '## JSON representation\n```json\n{ "name": "String", "openedDateTime": "String (timestamp)" }\n```\n',
            path="api-reference/beta/resources/dome.md",
        ),
    ),
    invalid=(
        Example(
            "## Request body\n"
            "|Property|Type|Description|\n"
            "|:---|:---|:---|\n"
            "|isOpen|Boolean|Whether the shutter is open.|\n"
            "|mode|domeMode|The possible values are: `idle`, `slewing`.|\n\n"
            "## Example\n"
            '```http\nPATCH https://graph.microsoft.com/beta/domes/4\n\n{ "isOpen": ⟦"Boolean"⟧, "mode": ⟦"String"⟧ }\n'
            "```\n",
            fixed="## Request body\n"
            "|Property|Type|Description|\n"
            "|:---|:---|:---|\n"
            "|isOpen|Boolean|Whether the shutter is open.|\n"
            "|mode|domeMode|The possible values are: `idle`, `slewing`.|\n\n"
            "## Example\n"
            '```http\nPATCH https://graph.microsoft.com/beta/domes/4\n\n{ "isOpen": true, "mode": "idle" }\n```\n',
        ),
        Example('```http\nHTTP/1.1 200 OK\n\n{ "value": [ { "name": ⟦"String"⟧, "tags": [ ⟦"String"⟧ ] } ] }\n```\n'),
    ),
)
def literal_type_value(page: Page, workspace: Workspace) -> Iterator[Finding]:
    types = {known.fact.type for _, known in documented_members(page, workspace)}
    own = {name.rpartition(".")[2] for name in types.difference(PRIMITIVES)}
    for body in examples(page, workspace):
        if not body.root or not _may_hold_words(page, body, own):
            continue
        words = list(type_words(body.root, documented_values(page, workspace)))
        often = Counter(use.node.value for use in words if not NAMES_A_TYPE.search(use.name))
        for use in words:
            if is_meant_as_type(use, in_stub=often[use.node.value] >= _MANY):
                yield _finding(use, _value(use, page, workspace))


def _may_hold_words(page: Page, body: Body, own: Collection[str]) -> bool:
    """Whether the name of a type stands in quotation marks in a body, be it one of the page's own types."""
    text = page.text[body.document.span.start : body.document.span.end]
    return bool(_MAY_OCCUR.search(text.lower())) or any(f'"{name}"' in text for name in own)


def _value(use: TypeWordUse, page: Page, workspace: Workspace) -> str | None:
    """The JSON text of a value to put there."""
    value = value_for(Gap(use.path, use.node, use.known, use.word.canonical), page, workspace)
    is_text = use.known is not None and use.known.fact.type == "String"
    return value or (sample_text(singular(use.name) if use.is_item else use.name) if is_text else None)


def _finding(use: TypeWordUse, value: str | None) -> Finding:
    node, known, name = use.node, use.known, shown(use.name)
    type_name = "the type's name" if known and known.fact.type == use.word.canonical else "the name of a type"
    subject = f"An item of {name}" if use.is_item else f"The value of {name}" if name else "The value"
    message = f'{subject} is the name of a type, "{node.value}"'
    if known:
        message = f'{name} is documented as {type_text(known)}, but the example gives {type_name}, "{node.value}"'
    return Finding(
        node.span,
        message,
        _help(value),
        Fix(f"Put {value}", (Edit(node.span, value),), safe=False) if value else None,
        (Related(f"{name} is documented here", known.place),) if known else (),
    )


def _help(value: str | None) -> str:
    if value == "true":
        return "Give a value: true or false"
    return f"Give a value, such as {value}" if value else "Give a value that the API could send or receive"
