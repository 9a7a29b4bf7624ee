"""The keys an annotation may have, by its blockType (as API Doctor reads them, and the generators write them)."""

from __future__ import annotations

from doclint.api import Annotation

ANY = frozenset({"blockType", "name", "@odata.type", "doclint", "scopes", "tags", "target", "idempotent"})
_MESSAGE = frozenset(
    {"isCollection", "isEmpty", "truncated", "expectError", "optionalProperties", "nullableProperties"}
)
_TYPE = frozenset({"optionalProperties", "nullableProperties", "keyProperty", "openType", "baseType"})

KEYS = {
    "ignored": _MESSAGE | _TYPE | {"sampleKeys"},
    "request": frozenset(
        {"sampleKeys", "opaqueUrl", "isComposable", "truncated", "isCollection", "longRunning", "apiVersions"}
    )
    | _MESSAGE,
    "response": _MESSAGE | {"longRunning", "collectionProperty", "keyProperty"},
    "resource": _TYPE
    | {"abstract", "isAbstract", "isMediaEntity", "@odata.annotations", "@property.aka", "@type.aka", "isOpenType"}
    | {"truncated", "isCollection", "namespace", "deprecated"},
    "example": _MESSAGE | _TYPE | {"sampleKeys"},
    "permissions": frozenset({"requestUrls", "mergePermissions"}),
    "samples": _MESSAGE | {"sampleKeys"},
}
"""Keys by blockType, without those that any may have."""

PAGE = frozenset(
    {
        "type",
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


def known_keys(annotation: Annotation) -> frozenset[str] | None:
    """The keys that this annotation may have; None when its kind is not known."""
    if annotation.is_page:
        return PAGE
    special = KEYS.get(annotation.block_type)
    return special | ANY if special is not None else None
