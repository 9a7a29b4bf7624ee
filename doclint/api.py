"""All that a rule may import from doclint. Names here change only with the major version."""

from doclint.bodies import Body, annotated_type, bodies, examples, is_representation, type_in
from doclint.documented import Documented, DocumentedEnum, DocumentedProperty, DocumentedType, Mark
from doclint.enums import EnumFact, enum_parts
from doclint.odata import BUILT_IN, CONTROL_ANNOTATIONS, Misfit, TypeWord, Verdict, fits, misfits, type_word
from doclint.page import Dialect, Page, PageKind, TextKind
from doclint.parse.blocks import CodeBlock, Heading
from doclint.parse.comments import Annotation, Comment
from doclint.parse.exchanges import Exchange, Exchanges
from doclint.parse.front_matter import Entry, FrontMatter
from doclint.parse.http_fields import Header
from doclint.parse.http_text import Message
from doclint.parse.inline import plain_text, slug
from doclint.parse.json_text import JsonDocument, JsonMember, JsonNode, Slip
from doclint.parse.links import Alert, Link, is_relative
from doclint.parse.possible_values import read_possible_values
from doclint.parse.properties import PropertyRow
from doclint.parse.sections import Section
from doclint.parse.statuses import StatedStatus
from doclint.parse.tables import Row, Table, TableKind
from doclint.parse.type_cells import ALIASES, PRIMITIVES, TypeCell, canonical_type, read_type_cell
from doclint.parse.url_paths import Segment, SegmentKind, read_path
from doclint.payloads import Origin, TypedObject, request_rows, typed_objects
from doclint.rule import Edit, Example, Finding, Fix, Preset, Related, Severity, rule
from doclint.text import LINE_START, NEWLINE, Problem, Slice, Source, Span
from doclint.types import (
    PropertyFact,
    ResourcePart,
    is_relationship,
    property_fact,
    resource_parts,
    stated_bases,
)
from doclint.typesystem import (
    ROOT_TYPE,
    Lineage,
    Members,
    Names,
    base_of,
    is_derived,
    lineage,
    members_of,
    names_in,
    resolve_type,
)
from doclint.workspace import Settings, Workspace, resolve

__all__ = [
    "ALIASES",
    "BUILT_IN",
    "CONTROL_ANNOTATIONS",
    "LINE_START",
    "NEWLINE",
    "PRIMITIVES",
    "ROOT_TYPE",
    "Alert",
    "Annotation",
    "Body",
    "CodeBlock",
    "Comment",
    "Dialect",
    "Documented",
    "DocumentedEnum",
    "DocumentedProperty",
    "DocumentedType",
    "Edit",
    "Entry",
    "EnumFact",
    "Example",
    "Exchange",
    "Exchanges",
    "Finding",
    "Fix",
    "FrontMatter",
    "Header",
    "Heading",
    "JsonDocument",
    "JsonMember",
    "JsonNode",
    "Lineage",
    "Link",
    "Mark",
    "Members",
    "Message",
    "Misfit",
    "Names",
    "Origin",
    "Page",
    "PageKind",
    "Preset",
    "Problem",
    "PropertyFact",
    "PropertyRow",
    "Related",
    "ResourcePart",
    "Row",
    "Section",
    "Segment",
    "SegmentKind",
    "Settings",
    "Severity",
    "Slice",
    "Slip",
    "Source",
    "Span",
    "StatedStatus",
    "Table",
    "TableKind",
    "TextKind",
    "TypeCell",
    "TypeWord",
    "TypedObject",
    "Verdict",
    "Workspace",
    "annotated_type",
    "base_of",
    "bodies",
    "canonical_type",
    "enum_parts",
    "examples",
    "fits",
    "is_derived",
    "is_relationship",
    "is_relative",
    "is_representation",
    "lineage",
    "members_of",
    "misfits",
    "names_in",
    "plain_text",
    "property_fact",
    "read_path",
    "read_possible_values",
    "read_type_cell",
    "request_rows",
    "resolve",
    "resolve_type",
    "resource_parts",
    "rule",
    "slug",
    "stated_bases",
    "type_in",
    "type_word",
    "typed_objects",
]
