"""A type or a URL in a namespace that is not public.

Generated pages show the names that a type has inside its service. Readers who send them get errors, and they tell
what nobody outside should know. Types in type cells, `@odata.type` values of examples and annotations, the namespace of
the page and types in URLs are looked at; primitives, error objects and identifiers that only look like types (of open
extensions, recorded `@odata.id` values) are not. Which namespaces are public is a setting.

The fix takes the public type of that name, when the docs set knows one. It is not safe, as it may be another type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from doclint.api import Edit, Example, Finding, Fix, Page, Severity, Slice, Span, TypeCell, Workspace, resolve, rule

from ._types import type_cells

_TYPE_VALUE = re.compile(r'@odata\.type"[ \t]*:[ \t]*"#?(?:Collection\()?(?P<name>\w+(?:\.\w+)+)\)?"', re.IGNORECASE)
_CONTEXT = re.compile(r'[ \t>]*"@odata\.context"', re.IGNORECASE)
_REQUEST = re.compile(r"[ \t>]*(?:GET|POST|PUT|PATCH|DELETE)[ \t]+(?!\*)")
_NO_TYPES = re.compile(r"\.(?:com|net|org|ms)\Z|\.openTypeExtension\.", re.IGNORECASE)
_LONGEST_URL = 2000
_NAME = re.compile(r"\w+(?:\.\w+)+")
_HEADER = "|Property|Type|\n|:---|:---|\n"


@rule(
    severity=Severity.ERROR,
    valid=(
        Example(
            f"{_HEADER}|lens|[microsoft.graph.sky.lens](lens.md)|\n|size|Edm.Int32|\n\n"
            '```json\n{"@odata.type": "#Collection(Microsoft.Graph.lens)", "size@odata.type": "#Int64"}\n```\n'
        ),
        Example(
            "```http\nGET /me/extensions/Microsoft.Inside.OpenTypeExtension.Com.Contoso.Referral\n```\n\n"
            '```json\n{"id": "microsoft.inside.openTypeExtension.Com.Contoso.Referral"}\n```\n'
        ),
    ),
    invalid=(
        Example(
            f"{_HEADER}|lens|[⟦Contoso.Inside.V2.lens⟧](lens.md) collection|\n",
            path="api-reference/beta/resources/telescope.md",
            others={"api-reference/beta/resources/lens.md": "# lens resource type\n"},
            fixed=f"{_HEADER}|lens|[lens](lens.md) collection|\n",
        ),
        Example(
            '<!-- {"blockType": "response", "@odata.type": "Collection(⟦microsoft.inside.dome⟧)"} -->\n'
            '```json\n{"@odata.type": "#⟦Microsoft.Inside.dome⟧", "door": {"@odata.type": "Edm.Guid"}}\n```\n'
        ),
        Example("```http\nGET https://graph.microsoft.com/beta/domes/⟦microsoft.inside.open⟧(x=1)\n```\n"),
    ),
)
def internal_namespace(page: Page, workspace: Workspace) -> Iterator[Finding]:
    public = workspace.settings.namespaces
    for cell in [cell for cell in type_cells(page, workspace) if "." in cell.name.text]:
        if _is_internal(cell.name.text, public) and not cell.name.text.endswith(".md"):
            yield _finding(cell.name, _name_in_table(cell, page, workspace))
    for match in _TYPE_VALUE.finditer(page.text):
        if _is_internal(match["name"], public) and not match["name"].endswith(".error"):
            name = Slice(match["name"], Span(*match.span("name")))
            yield _finding(name, _public_name(name.text, page, workspace))
    if page.namespace and (named := _NAME.match(page.namespace.text)) and _is_internal(named[0], public):
        yield _finding(page.namespace.group(named), "")
    for root in {namespace.partition(".")[0].lower() for namespace in public}:
        yield from (_finding(name, "") for name in _names_in_urls(page.text, root, public))


@lru_cache(1000)  # the same names are in many examples
def _is_internal(name: str, public: tuple[str, ...]) -> bool:
    if "." not in name:
        return False
    return not f"{name.lower()}.".startswith(tuple(f"{namespace.lower()}." for namespace in ("edm", *public)))


def _names_in_urls(text: str, root: str, public: tuple[str, ...]) -> Iterator[Slice]:
    """Names in request lines and context URLs that begin as public namespaces do, but go on otherwise."""
    for match in _names_in_url(root, public).finditer(text):
        span = Span(match.start() - len(root), match.end())
        name = text[slice(*span)]
        if _is_internal(name, public) and not _NO_TYPES.search(name):
            line = _line_start(text, span.start - 1)
            if _REQUEST.match(text, line) or _CONTEXT.match(text, line):
                yield Slice(name, span)


@cache
def _names_in_url(root: str, public: tuple[str, ...]) -> re.Pattern[str]:
    """Finds names of three parts at least that begin with the root of public namespaces, from the first full stop.

    What begins with a single character is found quickly, and most pages have none but public names.
    """
    begin = re.escape(root)
    known = "|".join(re.escape(name.partition(".")[2]) for name in public if name.lower().startswith(f"{root}."))
    others = rf"(?i:(?<=[/#(]{begin}\.)(?!(?:{known})\.))"
    return re.compile(rf"\.{others}[A-Za-z]\w*(?:\.[A-Za-z]\w*)+(?=[/()?'\"\s]|\Z)")


def _line_start(text: str, offset: int) -> int:
    far = max(0, offset - _LONGEST_URL)
    return max(text.rfind("\n", far, offset) + 1, text.rfind("\r", far, offset) + 1, far)


def _public_name(name: str, page: Page, workspace: Workspace) -> str:
    """The full name of the public type with that short name, or an empty string."""
    short, version = name.rpartition(".")[2], workspace.version(page) or ""
    names = (*workspace.type_names(version, short), *workspace.type_spellings(version, short))
    return next((known for known in names if not _is_internal(known, workspace.settings.namespaces)), "")


def _name_in_table(cell: TypeCell, page: Page, workspace: Workspace) -> str:
    """How a type cell names the public type: without the default namespace."""
    public = _public_name(cell.name.text, page, workspace)
    namespace, _, short = public.rpartition(".")
    if public:
        return short if namespace in workspace.settings.namespaces else public
    path = resolve(page.path, cell.target.partition("#")[0]) if cell.target else None
    return cell.short_name if path and workspace.exists(path) else ""


def _finding(name: Slice, public: str) -> Finding:
    return Finding(
        name.span,
        f'"{name.text}" is in no public namespace',
        f'Write "{public}" if that is the type' if public else "Write the name that the type has outside its service",
        Fix(f'Write "{public}"', (Edit(name.span, public),), safe=False) if public else None,
    )
