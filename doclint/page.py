"""One parsed Markdown page: the source, and what each reader makes of it when it is first asked for."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from doclint.lazy import lazy
from doclint.parse.blocks import Blocks, CodeBlock, Heading, read_blocks
from doclint.parse.comments import Annotation, Comment
from doclint.parse.exchanges import Exchanges, read_exchanges
from doclint.parse.front_matter import FrontMatter, read_front_matter
from doclint.parse.links import Alert, Link, pack_links, read_alerts, read_links, unpack_links
from doclint.parse.properties import PropertyRow, read_properties
from doclint.parse.sections import Section, read_sections
from doclint.parse.statuses import StatedStatus, read_statuses
from doclint.parse.tables import Table
from doclint.text import LINE_START, Problem, Slice, Source, Span

_NAMESPACE = re.compile(
    LINE_START + r"[ \t]*[*_]{0,2}Namespace[*_]{0,2}[ \t]*:[ \t]*(?P<name>\S[^\r\n]*)", re.IGNORECASE
)
_BLANKS = bytes(code if code in b"\r\n" else ord(" ") for code in range(256))
"""What becomes of each byte of text that is blanked out."""
_ENUM_TITLE = re.compile(r"enum(?:eration)?(?: type)?s?(?: values)?\s*(?:\(deprecated\))?\Z", re.IGNORECASE)


class PageKind(StrEnum):
    """What a page documents, by its ``doc_type``, else its folder, else its first heading."""

    API = "api"
    RESOURCE = "resource"
    ENUM = "enum"
    CONCEPTUAL = "conceptual"
    INCLUDE = "include"


class Dialect(StrEnum):
    """The hand a page comes from, known by the page's own marks."""

    MODERN = "modern"
    CLASSIC = "classic"
    INTUNE = "intune"
    ONEDRIVE = "onedrive"


class TextKind(StrEnum):
    """What kind of text an offset of a page lies in."""

    FRONT_MATTER = "front matter"
    COMMENT = "comment"
    CODE = "code"
    CODE_SPAN = "code span"
    HEADING = "heading"
    TABLE = "table"
    PROSE = "prose"


class Kept(NamedTuple):
    """What was found in a page, for when it is needed again; the blocks take much space, and may be None."""

    blocks: Blocks | None
    links: array[int]
    """Packed."""


@dataclass(frozen=True)
class Page:
    """One parsed Markdown page. Each part is read when it is first asked for; nothing raises."""

    source: Source
    kept: Kept | None = field(default=None, repr=False, compare=False)
    """What need not be read again."""

    @lazy
    def path(self) -> str:
        """The path in the docs set (POSIX)."""
        return self.source.path

    @lazy
    def text(self) -> str:
        """The whole text."""
        return self.source.text

    @lazy
    def front_matter(self) -> FrontMatter | None:
        """The YAML at the top, if there is any."""
        return read_front_matter(self.source)

    @lazy
    def blocks(self) -> Blocks:
        """Headings, tables, code blocks and comments, as one pass over the page found them."""
        if self.kept and self.kept.blocks:
            return self.kept.blocks
        return read_blocks(self.source, self.front_matter.span.end if self.front_matter else 0)

    @lazy
    def headings(self) -> tuple[Heading, ...]:
        """All headings, docfx tabs included."""
        return self.blocks.headings

    @lazy
    def tables(self) -> tuple[Table, ...]:
        """All pipe tables."""
        return self.blocks.tables

    @lazy
    def code_blocks(self) -> tuple[CodeBlock, ...]:
        """All code blocks, each with the annotation that stands before it."""
        return self.blocks.code_blocks

    @lazy
    def sections(self) -> tuple[Section, ...]:
        """All sections, in the order of their headings; a section holds its subsections."""
        return read_sections(self.headings, len(self.text))

    @lazy
    def h1(self) -> Heading | None:
        """The first level-1 heading that is no tab."""
        return next((s.heading for s in self.sections if s.level == 1), None)

    def section(self, *titles: str) -> Section | None:
        """The first level-2 section of one of these titles, in any letter case."""
        wanted = {title.lower() for title in titles}
        return next((s for s in self.sections if s.level == 2 and s.title.lower() in wanted), None)  # noqa: PLR2004

    def section_at(self, offset: int) -> Section | None:
        """The innermost section that an offset lies in."""
        at = bisect_right(self.sections, offset, key=lambda section: section.span.start)
        return self.sections[at - 1] if at else None

    @property
    def comments(self) -> tuple[Comment, ...]:
        """All HTML comments, those inside paragraphs and table rows included."""
        return self.blocks.comments

    @lazy
    def annotations(self) -> tuple[Annotation, ...]:
        """The annotations of blocks and of the page."""
        return tuple(comment.annotation for comment in self.comments if comment.annotation)

    @lazy
    def page_annotation(self) -> Annotation | None:
        """The annotation that speaks of the whole page."""
        return next((annotation for annotation in self.annotations if annotation.is_page), None)

    def annotated(self, *kinds: str) -> Iterator[CodeBlock]:
        """The code blocks whose annotation has one of these blockTypes."""
        return iter([block for block in self.code_blocks if block.kind in kinds])

    @lazy
    def exchanges(self) -> Exchanges:
        """The example requests with their responses."""
        return read_exchanges(self.code_blocks)

    @lazy
    def properties(self) -> tuple[PropertyRow, ...]:
        """What the property, relationship and parameter tables document."""
        return read_properties(self.tables)

    @lazy
    def links(self) -> tuple[Link, ...]:
        """All links, images, includes, definitions and autolinks, in order."""
        return unpack_links(self.kept.links, self.prose) if self.kept else read_links(self.prose)

    @lazy
    def includes(self) -> tuple[Link, ...]:
        """The docfx includes among the links."""
        return tuple(link for link in self.links if link.kind == "include")

    @lazy
    def alerts(self) -> tuple[Alert, ...]:
        """The docfx alerts (``> [!NOTE]``)."""
        return read_alerts(self.prose)

    @lazy
    def namespace(self) -> Slice | None:
        """The name on the ``Namespace:`` line under the first heading."""
        start = self.h1.span.end if self.h1 else 0
        match = _NAMESPACE.search(self.prose, start)
        if match is None:
            return None
        end = match.start("name") + len(match["name"].rstrip())  # a comment behind it is blank in the prose
        return self.source.slice(Span(match.start("name"), end))

    @lazy
    def stated_statuses(self) -> tuple[StatedStatus, ...]:
        """The status codes that the prose of the Response section states, outside its code blocks and tables."""
        section = self.section("response", "responses")
        if section is None:
            return ()
        own = section.own
        stated = read_statuses(Slice(self.visible[own.start : own.end], own))
        tables = [table.span for table in self.tables if own.overlaps(table.span)]
        return tuple(s for s in stated if not any(span.holds(s.text.span) for span in tables))

    @lazy
    def visible(self) -> str:
        """The text with front matter, code blocks and comments blanked out: offsets hold, code spans stay."""
        hidden = [block.span for block in self.code_blocks] + [comment.span for comment in self.comments]
        if self.front_matter:
            hidden.append(self.front_matter.span)
        return _blanked(self.text, hidden)

    @lazy
    def prose(self) -> str:
        """``visible`` with code spans blanked out, too."""
        return _blanked(self.visible, self.blocks.code_spans)

    def text_kind(self, offset: int) -> TextKind:
        """What kind of text an offset lies in."""
        if self.front_matter and self.front_matter.span.holds(offset):
            return TextKind.FRONT_MATTER
        for kind, spans in self._kinds:
            at = bisect_right(spans, offset, key=lambda span: span.start)
            if at and spans[at - 1].holds(offset):
                return kind
        return TextKind.PROSE

    @lazy
    def kind(self) -> PageKind:
        """What the page documents."""
        folders = self.path.lower().split("/")[:-1]
        said = self.front_matter.text("doc_type").lower().rstrip("_") if self.front_matter else ""
        if "includes" in folders:
            return PageKind.INCLUDE
        if said in _DOC_TYPES:
            return _DOC_TYPES[said]
        title = self.h1.text if self.h1 else ""
        if _ENUM_TITLE.search(title):
            return PageKind.ENUM
        if folders and folders[-1] in ("api", "resources"):
            return PageKind.API if folders[-1] == "api" else PageKind.RESOURCE
        return PageKind.RESOURCE if "resource type" in title.lower() else PageKind.CONCEPTUAL

    @lazy
    def dialect(self) -> Dialect:
        """The hand the page comes from (marks as counted in a census of 11,000 pages)."""
        front = self.front_matter
        product = (front.text("ms.prod") or front.text("ms.subservice")).lower() if front else ""
        name = self.path.rpartition("/")[2]
        if product == "intune" or name.startswith("intune-") or self.section("prerequisites"):
            return Dialect.INTUNE
        if (front and front.get("ms.subservice")) or self._includes_permissions:
            return Dialect.MODERN
        keys = [entry.key.text for entry in front.entries] if front else []
        if "title" in keys and "ms.date" in keys[: keys.index("title")]:
            return Dialect.ONEDRIVE
        return Dialect.CLASSIC

    @lazy
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read, in order. JSON and HTTP keep their own."""
        front = self.front_matter.problems if self.front_matter else ()
        unclosed = (
            Problem(
                "unclosed-comment",
                Span(comment.span.start, comment.span.start + 4),
                "The comment is never closed",
            )
            for comment in self.comments
            if not comment.closed
        )
        return tuple(sorted((*front, *self.blocks.problems, *unclosed), key=lambda problem: problem.span))

    @property
    def _includes_permissions(self) -> bool:
        return "/permissions/" in self.text and any("/permissions/" in link.target.text for link in self.includes)

    @lazy
    def _kinds(self) -> tuple[tuple[TextKind, tuple[Span, ...]], ...]:
        return (
            (TextKind.COMMENT, tuple(comment.span for comment in self.comments)),
            (TextKind.CODE, tuple(block.span for block in self.code_blocks)),
            (TextKind.CODE_SPAN, self.blocks.code_spans),
            (TextKind.HEADING, tuple(heading.span for heading in self.headings)),
            (TextKind.TABLE, tuple(table.span for table in self.tables)),
        )


_DOC_TYPES = {
    "apipagetype": PageKind.API,
    "resourcepagetype": PageKind.RESOURCE,
    "enumpagetype": PageKind.ENUM,
    "conceptualpagetype": PageKind.CONCEPTUAL,
}


def parse_page(source: Source, kept: Kept | None = None) -> Page:
    """Parse one page, of which something may have been kept.

    Never fails: what cannot be read becomes a ``Problem``.
    """
    return Page(source, kept)


def keep_of(page: Page, *, with_blocks: bool) -> Kept:
    """What to keep of a page that is parsed again later."""
    return Kept(page.blocks if with_blocks else None, pack_links(page.links))


def _blanked(text: str, spans: Iterable[Span]) -> str:
    """The text with these spans replaced by blanks, line endings kept."""
    pieces: list[str] = []
    at = 0
    for span in sorted(spans):
        if span.end > at:
            start = max(at, span.start)
            pieces += (text[at:start], _blanks(text[start : span.end]))
            at = span.end
    return "".join((*pieces, text[at:])) if pieces else text


def _blanks(text: str) -> str:
    """As many blanks as the text has characters, line endings kept."""
    return text.encode("ascii", "replace").translate(_BLANKS).decode("ascii")
