"""The blocks of a page: headings, sections and code blocks (CommonMark 0.31 by markdown-it-py, docfx tabs).

markdown-it gives each block's lines; what stands where within them is found in the source text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from doclint.lazy import lazy
from doclint.parse.comments import Annotation, Comment, read_comments
from doclint.parse.http_text import Message, read_messages
from doclint.parse.inline import code_and_comments, plain_text, slug
from doclint.parse.json_text import JsonDocument, read_json
from doclint.parse.tables import Table, is_delimiter_row, read_table
from doclint.text import NEWLINE, Problem, Slice, Source, Span, new_tuple, slice_at

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAB = re.compile(r"\[[^\]]*\]\(#tab/([^)/\s]+)[^)]*\)\Z")


class Heading(NamedTuple):
    """A heading. ``title`` is the inline text as written, ``text`` the same without its markup.

    ``slug`` is the fragment that links to it, unique on the page. A docfx tab (``# [HTTP](#tab/http)``) is a heading
    with a ``tab`` name; it opens no section.
    """

    level: int
    title: Slice
    text: str
    slug: str
    span: Span
    tab: str = ""
    nested: bool = False
    """Whether it stands in a list or quotation, where it opens no section either."""


@dataclass(frozen=True)
class CodeBlock:
    """A code block. ``body`` is the content in the page's own text.

    In a quotation the marks at the line beginnings are blanked out, so that offsets hold. ``section`` are the titles
    of the sections the block stands in, from the top. ``indented`` says that the block is no fence but text indented
    by four.
    """

    info: Slice
    body: Slice
    span: Span
    annotation: Annotation | None = None
    section: tuple[str, ...] = ()
    indented: bool = False
    closed: bool = True

    @lazy
    def language(self) -> str:
        """The first word of the info string, in lower case."""
        return self.info.text.split()[0].lower() if self.info.text.split() else ""

    @lazy
    def kind(self) -> str:
        """The annotation's blockType, or an empty string."""
        return self.annotation.block_type if self.annotation else ""

    @lazy
    def messages(self) -> tuple[Message, ...]:
        """The HTTP messages in the block, when it is one for HTTP; several requests may share one fence."""
        return read_messages(self.body, self.kind, self.language)

    @lazy
    def json(self) -> JsonDocument | None:
        """The body as JSON, when the language or the annotation says that it is."""
        says = self.language in ("json", "jsonc") or (self.kind in ("resource", "example") and not self.messages)
        return read_json(self.body) if says else None


class Blocks(NamedTuple):
    """All blocks of a page, in order."""

    headings: tuple[Heading, ...] = ()
    tables: tuple[Table, ...] = ()
    code_blocks: tuple[CodeBlock, ...] = ()
    comments: tuple[Comment, ...] = ()
    """All HTML comments, those inside paragraphs and table rows included."""
    code_spans: tuple[Span, ...] = ()
    inline: tuple[Span, ...] = ()
    """Where inline markup is read: the lines of paragraphs, headings and tables."""
    breaks: tuple[Span, ...] = ()
    """Thematic breaks (``---``)."""
    problems: tuple[Problem, ...] = ()


def read_blocks(source: Source, front_matter_end: int) -> Blocks:
    """The blocks of a page after its front matter, which ends at that offset; never fails."""
    from doclint.parse.block_tokens import read_tokens  # noqa: PLC0415, many a run finds all its pages in the cache

    return _Reader(source).read(read_tokens(source, bisect_left(source.line_starts, front_matter_end)))


class _Reader:
    """One walk over the tokens of a page, with the sections that are open."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.starts = (*source.line_starts, len(source.text))
        self.open: list[tuple[int, str]] = []
        self.slugs: dict[str, int] = {}
        self.headings: list[Heading] = []
        self.tables: list[Table] = []
        self.code: list[CodeBlock] = []
        self.comments: list[Comment] = []
        self.code_spans: list[Span] = []
        self.inline: list[Span] = []
        self.breaks: list[Span] = []
        self.problems: list[Problem] = []

    def read(self, tokens: Sequence[Token]) -> Blocks:
        annotation: Annotation | None = None
        for number, token in enumerate(tokens):
            if token.map is not None and token.type != "inline":
                content = tokens[number + 1].content if token.type == "heading_open" else ""
                annotation = self._block(token, content, annotation)
        return Blocks(
            tuple(self.headings),
            tuple(self.tables),
            tuple(self.code),
            tuple(self.comments),
            tuple(self.code_spans),
            tuple(self.inline),
            tuple(self.breaks),
            tuple(self.problems),
        )

    def _block(self, token: Token, content: str, annotation: Annotation | None) -> Annotation | None:
        """Take in one block; the annotation before it goes in, one for the next block comes out."""
        first, end = token.map or (0, 0)
        span = new_tuple(Span, (self.starts[first], self.starts[end]))
        match token.type:
            case "heading_open":
                self._heading(token, content, span)
            case "fence" | "code_block":
                self._code(token, span, annotation)
            case "html_block":
                return self._html(span)
            case "paragraph_open":
                self._paragraph(span)
            case "table_open":
                self._table(first, end)
            case "hr":
                self.breaks.append(span)
        return None

    @property
    def section(self) -> tuple[str, ...]:
        return tuple(title for _, title in self.open)

    def _heading(self, token: Token, content: str, span: Span) -> None:
        self._inline([span])
        level, first = int(token.tag[1]), content.partition("\n")[0]
        if first.endswith("-->") and "<!--" in first:  # a comment behind the title is no part of it
            first = first[: first.rfind("<!--")].rstrip()
        start = max(span.start, self.source.text.find(first, span.start, span.end))
        title = slice_at(start, self.source.text[start : min(start + len(first), span.end)])
        text, name, tab = _read_title(first)
        if not tab and token.level == 0:
            while self.open and self.open[-1][0] >= level:
                self.open.pop()
            self.open.append((level, text))
        self.headings.append(Heading(level, title, text, self._unique(name), span, tab, token.level > 0))

    def _unique(self, name: str) -> str:
        number = self.slugs.get(name, 0)
        self.slugs[name] = number + 1
        return f"{name}-{number}" if number else name

    def _code(self, token: Token, span: Span, annotation: Annotation | None) -> None:
        first, end = token.map or (0, 0)
        opening = self.source.line(first + 1)
        if token.type == "code_block":
            body, info, closed = self.source.slice(span), Slice("", Span(span.start, span.start)), True
        else:
            closing = self.source.line(end)
            last = closing.text.strip(" \t>")
            info = opening.part(opening.text.find(token.markup) + len(token.markup)).strip()
            closed = end - first > 1 and last.startswith(token.markup) and not last.strip(token.markup[0])
            start = self.source.lines(first + 1, end).start
            body = self.source.slice(Span(start, closing.span.start if closed else span.end))
        if token.level and ">" in body.text:
            body = Slice(_without_marks(body.text, token.content), body.span)
        if not closed:
            self.problems.append(
                Problem("unclosed-fence", opening.span, f"The code block {token.markup} is never closed")
            )
        code = CodeBlock(info, body, span, annotation, self.section, token.type == "code_block", closed)
        self.code.append(code)

    def _html(self, span: Span) -> Annotation | None:
        comments = read_comments(self.source, span)
        self.comments += comments
        if not comments:
            return None
        last = comments[-1]
        alone = not self.source.text[last.span.end : span.end].strip()
        return last.annotation if alone else None

    def _paragraph(self, span: Span) -> None:
        self._inline([span])
        if self.source.text.find("|", span.start, span.end) < 0:
            return
        lines = list(self.source.line_slices(span))
        for line, below in pairwise(lines):
            if is_delimiter_row(below.text) and "|" in line.text:
                message = "The row of dashes does not have as many cells as the header, so this is no table"
                self.problems.append(Problem("table-delimiter", below.strip().span, message))
        is_table = any(is_delimiter_row(line.text) for line in lines)
        if lines and lines[0].text.lstrip(" \t>").startswith("|") and not is_table:
            self.problems.append(Problem("row-outside-table", lines[0].strip().span, "This row belongs to no table"))

    def _table(self, first: int, end: int) -> None:
        text, starts = self.source.text, self.starts
        lines = [
            slice_at(starts[line], text[starts[line] : starts[line + 1]].rstrip("\r\n")) for line in range(first, end)
        ]
        self._inline([line.span for line in lines])
        self.tables.append(read_table(lines, self.section))

    def _inline(self, spans: Sequence[Span]) -> None:
        """Take in the code spans and comments of a paragraph or heading, or of the rows of a table."""
        self.inline += spans
        text, start, end = self.source.text, spans[0].start, spans[-1].end
        if text.find("`", start, end) < 0 and text.find("<!--", start, end) < 0:
            return
        for line in spans:
            for is_code, span in code_and_comments(text, *line):
                if is_code:
                    self.code_spans.append(span)
                else:
                    inside = Span(span.start + len("<!--"), span.end - len("-->"))
                    self.comments.append(Comment(span, self.source.slice(inside)))


@lru_cache(1000)  # most pages have the same headings
def _read_title(title: str) -> tuple[str, str, str]:
    """The text of a heading without its markup, its fragment, and the name of the tab, if it is one."""
    text = plain_text(title)
    tab = _TAB.match(title) if title.startswith("[") else None
    return text, slug(text), tab[1] if tab else ""


def _without_marks(body: str, content: str) -> str:
    """The body with the marks of its container blanked, given its lines without them."""
    lines = iter(content.split("\n"))
    return "".join(_aligned(line, next(lines, "")) for line in _with_endings(body))


def _with_endings(text: str) -> Iterator[str]:
    start = 0
    for match in NEWLINE.finditer(text):
        yield text[start : match.end()]
        start = match.end()
    yield text[start:]


def _aligned(line: str, content: str) -> str:
    bare = line.rstrip("\r\n")
    if not bare.endswith(content):
        return line
    cut = len(bare) - len(content)
    return " " * cut + line[cut:]
