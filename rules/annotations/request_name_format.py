"""A request name has characters that cannot be part of a file name, or a separator at its end.

Snippet files and test results are named after the request, so its name is made of letters, digits, underscores, hyphens
and full stops, with one of the first two at either end. Generators leave names such as `create_telescope_from_` where a
part was not known.

A separator at the end is mild. Capital letters are common and do no harm; only `strict` asks for small ones. The fix
drops what is in excess. What refers to the old name has to follow, so it is not safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import Edit, Example, Finding, Fix, Page, Severity, Workspace, rule

_GOOD = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_.\-]*[A-Za-z0-9])?\Z")
_OTHER = re.compile(r"[^A-Za-z0-9_.\-]+")
_AT_THE_END = re.compile(r"(?:_(?:from|by|to|in|for|of|with))?[_.\-]+\Z")

REQUEST = '<!-- {{ "blockType": "request", "name": "{}" }} -->\n```http\nGET /telescopes\n```\n'


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(REQUEST.format("list_telescopes")),
        Example(REQUEST.format("telescope-get.v2")),
        Example(REQUEST.format("getTelescope")),
    ),
    invalid=(
        Example(REQUEST.format("⟦create_telescope_from_⟧"), fixed=REQUEST.format("create_telescope")),
        Example(REQUEST.format("⟦get telescope/mirror⟧"), fixed=REQUEST.format("get_telescope_mirror")),
        Example(
            REQUEST.format("⟦getTelescope⟧"),
            fixed=REQUEST.format("gettelescope"),
            settings={"extends": "strict"},
        ),
    ),
)
def request_name_format(page: Page, workspace: Workspace) -> Iterator[Finding]:
    strict = workspace.settings.strict
    for block in page.annotated("request"):
        name = block.annotation.text("name") if block.annotation else ""
        is_wrong = name and (not _GOOD.match(name) or (strict and name != name.lower()))
        node = block.annotation.at("name") if block.annotation and is_wrong else None
        if node:
            right = _AT_THE_END.sub("", _OTHER.sub("_", name)).lstrip("_.-")
            right = right.lower() if strict else right
            fix = Fix(f"Name it {right}", (Edit(node.inner, right),), safe=False) if right else None
            help_text = f"Write `{right}`" if right else "Give the request a name"
            severity = Severity.INFO if right and not _OTHER.search(name) else None
            yield Finding(node.inner, _message(name), help_text, fix, severity=severity)


def _message(name: str) -> str:
    odd = _OTHER.search(name)
    if odd:
        return f"The request name `{name}` has `{odd[0]}` in it"
    end = _AT_THE_END.search(name)
    if end:
        return f"The request name `{name}` ends with `{end[0]}`, as if a part were missing"
    return f"The request name `{name}` has capital letters" if _GOOD.match(name) else f"`{name}` is no request name"
