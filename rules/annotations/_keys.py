"""The keys an annotation may have, by its blockType (as API Doctor reads them, and the generators write them)."""

from __future__ import annotations

from doclint.api import Annotation

OLD_TYPE = "@type"
"""What `@odata.type` was called first; API Doctor still reads it."""

ANY = frozenset({"blockType", "name", "@odata.type", OLD_TYPE, "doclint", "scopes", "tags", "target", "idempotent"})
_MESSAGE = frozenset(
    {"isCollection", "isEmpty", "truncated", "expectError", "optionalProperties", "nullableProperties"}
)
_TYPE = frozenset({"optionalProperties", "nullableProperties", "keyProperty", "openType", "baseType"})

KEYS = {
    "ignored": _MESSAGE | _TYPE | {"sampleKeys"},
    "request": frozenset(
        {"sampleKeys", "opaqueUrl", "isComposable", "longRunning", "longRunningResponseType", "apiVersions"}
    )
    | _MESSAGE,
    "response": _MESSAGE | {"longRunning", "longRunningResponseType", "collectionProperty", "keyProperty"},
    "resource": _TYPE
    | {"abstract", "isAbstract", "isMediaEntity", "@odata.annotations", "@property.aka", "@type.aka", "isOpenType"}
    | {"truncated", "isCollection", "namespace", "deprecated"},
    "example": _MESSAGE | _TYPE | {"sampleKeys"},
    "permissions": frozenset({"requestUrls", "mergePermissions"}),
    "samples": _MESSAGE | {"sampleKeys"},
    "simulatedResponse": _MESSAGE,
    "testParams": _MESSAGE,
}
"""Keys by blockType, without those that any may have."""

PAGE = frozenset(
    {
        "type",
        "title",
        "toc.title",
        "canonicalUrl",
        "description",
        "keywords",
        "section",
        "tocPath",
        "tocBookmarks",
        "tocIndex",
        "suppressions",
        "namespace",
        "headerAdditions",
        "footerAdditions",
        "noIndex",
        "apiVersions",
        "doclint",
    }
)

BOOLEANS = frozenset(
    {"isCollection", "isEmpty", "truncated", "expectError", "isComposable", "longRunning", "opaqueUrl", "idempotent"}
    | {"openType", "isOpenType", "abstract", "isAbstract", "isMediaEntity", "deprecated", "mergePermissions", "noIndex"}
)
"""Keys whose value is true or false."""

LISTS = frozenset({"optionalProperties", "nullableProperties", "sampleKeys", "suppressions", "requestUrls"})
"""Keys whose value is a list of texts."""


def known_keys(annotation: Annotation) -> frozenset[str]:
    """The keys that this annotation may have; none when its kind is not known."""
    if annotation.is_page:
        return PAGE
    special = KEYS.get(annotation.block_type)
    return special | ANY if special is not None else frozenset()
