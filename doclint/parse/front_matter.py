"""The YAML front matter of a page, with the place of every key and value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml
from yaml.reader import ReaderError

from doclint.lazy import lazy
from doclint.text import Problem, Slice, Source, Span, new_tuple, slice_at


class Entry(NamedTuple):
    """One top-level ``key: value`` of the front matter.

    ``value`` is what YAML makes of it; an alias within a list or a mapping counts as null. ``text`` is the source of
    the value, quotation marks included, and empty where nothing stands; ``inner`` the same without the marks.
    """

    key: Slice
    text: Slice
    inner: Slice
    value: object


@dataclass(frozen=True)
class FrontMatter:
    """The YAML between the two ``---`` lines at the top. ``span`` includes them.

    ``problems`` are ``unclosed``, ``invalid-yaml`` and ``repeated-key``. Where YAML cannot be read, and where the
    closing line is missing, the entries are what the lines of the form ``key: value`` say.
    """

    span: Span
    content: Slice
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()

    def get(self, key: str) -> Entry | None:
        """The first entry of that key."""
        return self._by_key.get(key)

    @lazy
    def _by_key(self) -> dict[str, Entry]:
        return {entry.key.text.strip("\"'"): entry for entry in reversed(self.entries)}

    def text(self, key: str) -> str:
        """The value of a key as text, stripped; empty when missing or empty."""
        entry = self.get(key)
        return "" if entry is None or entry.value is None else str(entry.value).strip()


def read_front_matter(source: Source) -> FrontMatter | None:
    """The front matter at the top of a page, or None when the page does not begin with ``---``; never fails."""
    opening = _OPENING.match(source.text)
    if not opening:
        return None
    closing = _CLOSING.search(source.text, opening.end())
    if closing:
        content = source.slice(Span(opening.end(), closing.start()))
        entries, problems = _read_content(content)
        if not problems or not _PAGE_TEXT.search(content.text):
            problems = (*problems, *_duplicate_keys(entries))
            return FrontMatter(Span(0, closing.end()), content, entries, problems)
    content = source.slice(Span(opening.end(), _end_of_keys(source.text, opening.end())))
    problem = Problem("unclosed", Span(*opening.span("marker")), "the front matter has no closing `---` line")
    return FrontMatter(Span(0, content.span.end), content, tuple(_line_entries(content)), (problem,))


_LONGEST = 65_536  # characters; the YAML reader is slow, and real front matter has a few hundred
_DEEPEST = 50
_TOP_LEVEL = 2  # open collections when a value of the mapping itself is read
_LONGEST_NUMBER = 100

_OPENING = re.compile(r"(?P<marker>---)[ \t]*(?:\r\n|[\r\n]|\Z)")
_CLOSING = re.compile(r"(?:---(?<=[\r\n]---)|\.\.\.(?<=[\r\n]\.\.\.))[ \t]*(?=[\r\n]|\Z)")
_PAGE_TEXT = re.compile(r"(?:(?<=\n)|(?<=\r))(?:#{1,6}[ \t]|```|<!--)")
"""What tells a page from front matter that cannot be read, when the closing line found is a later one."""

_KEY_LINE = re.compile(r"(?:[A-Za-z][\w.-]*[ \t]*:|[ \t]+\S|- )[^\r\n]*(?:\r\n|[\r\n]|\Z)", re.ASCII)
_ENTRY = re.compile(
    r"(?<![^\r\n])(?P<key>[A-Za-z][\w.-]*)[ \t]*(?P<colon>:)"
    r"(?:[ \t]+(?P<text>[^\s][^\r\n]*)|[ \t]*(?=[\r\n]|\Z))",
    re.ASCII,
)
_UNPLAIN = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
"""Controls and breaks. A class of all other characters, said outright, takes milliseconds to compile."""
_LINE_END = r"(?:[\r\n]|\Z)"
_PLAIN_LINE = (
    rf"""(?:[A-Za-z][\w.-]*:(?: +(?:"[^"\\{_UNPLAIN}]*"|'[^'{_UNPLAIN}]*'|[0-9]+/[0-9]+/[0-9]+"""
    rf"""|(?!(?i:true|false|yes|no|on|off|null) *{_LINE_END})[A-Za-z]"""
    rf"""(?:[^#:{_UNPLAIN}]|:(?! |{_LINE_END})|(?<! )\#)*+))? *| *)"""
)
_PLAIN = re.compile(rf"(?:{_PLAIN_LINE}(?:\r\n|[\r\n]))*+{_PLAIN_LINE}", re.ASCII)
"""Lines that YAML and the reader of lines agree on. Nearly all pages have no others."""

_OPEN_QUOTE = re.compile(
    r"""(?:^|(?<=\n)|(?<=\r))[A-Za-z][\w.-]*:[ \t]+(?P<quote>"(?:[^"\\\r\n]|\\.)*+|'[^'\r\n]*+)"""
    r"""(?:\Z|(?:\r\n|[\r\n])(?:\Z|[A-Za-z][\w.-]*:))""",
    re.ASCII,
)
"""A quotation mark that the next key, or the end, comes before the next of."""

_ADVICE_THERE = (
    ("found character '\\t'", "a tab cannot stand here: YAML takes spaces only"),
    ("cannot start any token", "a value that begins with this character needs quotation marks"),
    ("are not allowed here", "a value that begins with this character needs quotation marks"),
    ("expected '<document start>'", "this line is not indented as those before it"),
    ("expected <block end>", "this does not belong to the value before it: the whole value needs quotation marks"),
    ("<stream end>", "a bracket is not closed: a value that begins with one needs quotation marks"),
    ("escape", "a backslash in double quotation marks must be doubled"),
)
"""What PyYAML says, and what to tell a writer at the place of the error."""

_ADVICE_BEFORE = (
    ("alphabetic or numeric character", "a value that begins with this character needs quotation marks"),
    ("a comment or a line break", "a value that begins with this character needs quotation marks"),
    ("expected ','", "this bracket is never closed: a value that begins with one needs quotation marks"),
    ("could not find expected ':'", "this line is not of the form `key: value`"),
    ("unexpected end of stream", "this quotation mark is not closed"),
)
"""The same where the error shows later than what causes it."""


class _Node(NamedTuple):
    """A value in the YAML: offsets into the content, and for a mapping or a list the nodes in it, keys included."""

    start: int
    end: int
    value: object
    nodes: tuple[_Node, ...] = ()
    is_mapping: bool = False


@dataclass
class _Frame:
    """A mapping or list that is not closed yet."""

    start: int
    is_mapping: bool
    nodes: list[_Node] = field(default_factory=list)

    def close(self, start: int, end: int) -> _Node:
        """The node, given the place of its closing bracket; without one that place is empty and lies anywhere."""
        end = self.nodes[-1].end if start == end and self.nodes else end
        keys, values = self.nodes[::2], self.nodes[1::2]
        value: object = [node.value for node in self.nodes]
        if self.is_mapping:
            value = {str(key.value): node.value for key, node in zip(keys, values, strict=True) if not key.nodes}
        return _Node(self.start, end, value, tuple(self.nodes), self.is_mapping)


def _end_of_keys(text: str, at: int) -> int:
    """Where the lines end that look like front matter."""
    while match := _KEY_LINE.match(text, at):
        at = match.end()
    return at


def _read_content(content: Slice) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    if len(content.text) > _LONGEST:
        problem = Problem("invalid-yaml", content.part(0, 1).span, "the front matter is too long to be read as YAML")
        return tuple(_line_entries(content)), (problem,)
    if _PLAIN.fullmatch(content.text):
        return tuple(_line_entries(content)), ()
    try:
        return tuple(_yaml_entries(content)), ()
    except yaml.YAMLError as error:
        return tuple(_line_entries(content)), (_yaml_problem(content, error),)
    except (ValueError, OverflowError):  # what PyYAML makes of "\\UFFFFFFFF"
        escape = content.part(max(0, content.text.find("\\U"))).part(0, len("\\UFFFFFFFF"))
        problem = Problem("invalid-yaml", escape.span, "this is not the escape of a character")
        return tuple(_line_entries(content)), (problem,)


def _line_entries(content: Slice) -> Iterator[Entry]:
    """What the lines of the form ``key: value`` say, each by itself, in as much as real front matter has."""
    base = content.span.start
    for match in _ENTRY.finditer(content.text[:_LONGEST]):
        key, _, written = match.groups()
        if written is None:
            text = inner = slice_at(base + match.end("colon"), "")
            value = None
        else:
            text = slice_at(base + match.start("text"), written.rstrip(" \t"))
            inner = _unquoted(text)
            value = inner.text
        yield new_tuple(Entry, (slice_at(base + match.start(), key), text, inner, value))


def _unquoted(text: Slice) -> Slice:
    whole, (start, _) = text
    is_quoted = whole[:1] in ("'", '"') and whole[1:].endswith(whole[0])
    return slice_at(start + 1, whole[1:-1]) if is_quoted else text


def _duplicate_keys(entries: tuple[Entry, ...]) -> Iterator[Problem]:
    seen: set[str] = set()
    for entry in entries:
        name = entry.key.text.strip("\"'")
        if name in seen:
            yield Problem("repeated-key", entry.key.span, f"the key `{name}` stands here a second time")
        seen.add(name)


def _yaml_entries(content: Slice) -> Iterator[Entry]:
    root = _yaml_root(content.text)
    if root and not root.is_mapping:
        raise _NotReadable(root.start, "the front matter is not made of lines of the form `key: value`")
    for key, node in zip(*(root.nodes[::2], root.nodes[1::2]) if root else ((), ()), strict=True):
        if key.start == key.end:
            continue
        text = content.part(node.start, node.end)
        text = text.part(0, len(text.text.rstrip(" \t\r\n")))
        yield Entry(content.part(key.start, key.end), text, _unquoted(text), node.value)


class _NotReadable(yaml.YAMLError):
    """What YAML allows and front matter cannot be."""

    def __init__(self, offset: int, message: str) -> None:
        super().__init__(message)
        self.offset = offset


def _yaml_root(text: str) -> _Node | None:
    """The root of the YAML, made from events, so that neither depth nor aliases can run away."""
    loader: Any = yaml.SafeLoader(text)
    anchors: dict[str | None, object] = {}
    stack = [_Frame(0, is_mapping=False)]
    while loader.check_event():
        event = loader.get_event()
        start, end = _offset(event.start_mark), _offset(event.end_mark)
        if len(stack) > _DEEPEST:
            raise _NotReadable(start, "the front matter is nested too deeply")
        if isinstance(event, yaml.CollectionStartEvent):
            stack.append(_Frame(start, isinstance(event, yaml.MappingStartEvent)))
            anchors[event.anchor] = None
        elif isinstance(event, yaml.CollectionEndEvent):
            closed = stack.pop().close(start, end)
            stack[-1].nodes.append(closed)
        elif isinstance(event, yaml.ScalarEvent):
            anchors[event.anchor] = value = _scalar(loader, event)
            stack[-1].nodes.append(_Node(start, end, value))
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor not in anchors:
                raise _NotReadable(start, "a value that begins with `*` needs quotation marks")
            value = anchors[event.anchor] if len(stack) == _TOP_LEVEL else None
            stack[-1].nodes.append(_Node(start, end, value))
    return next(iter(stack[0].nodes), None)


def _scalar(loader: Any, event: yaml.ScalarEvent) -> object:
    """The value of a scalar: by its form when it is plain, else its text. Tags are disregarded."""
    # Escapes can make halves of a surrogate pair, which must be joined, and alone cannot be written anywhere.
    text = event.value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if not event.implicit[0] or len(text) > _LONGEST_NUMBER:
        return text
    tag = loader.resolve(yaml.ScalarNode, text, (True, False))
    if tag.rpartition(":")[2] not in ("null", "bool", "int", "float", "timestamp"):
        return text
    try:
        return loader.construct_object(yaml.ScalarNode(tag, text))
    except (ValueError, OverflowError):  # the thirteenth month
        return text


def _yaml_problem(content: Slice, error: yaml.YAMLError) -> Problem:
    offset, message = 0, str(error)
    if isinstance(error, _NotReadable):
        offset = error.offset
    elif isinstance(error, ReaderError):
        offset = error.position
        message = f"the character U+{ord(content.text[offset]):04X} cannot stand in front matter"
    elif isinstance(error, yaml.MarkedYAMLError):
        offset, message = _explained(content.text, error)
    last = len(content.text[: offset + 1].rstrip("\r\n"))  # an error at a line's end is shown at what stands there
    return Problem("invalid-yaml", content.part(max(0, last - 1), max(1, last)).span, message)


def _explained(text: str, error: yaml.MarkedYAMLError) -> tuple[int, str]:
    """Where the error is, and what it means to a writer."""
    offset, problem = _offset(error.problem_mark), error.problem or ""
    quote = _OPEN_QUOTE.search(text)
    if quote and quote.start("quote") <= offset:
        return quote.start("quote"), "this quotation mark is not closed"
    if "mapping values are not allowed" in problem:
        return _explained_colon(text, offset)
    for said, advice in _ADVICE_BEFORE:
        if said in problem:
            return _offset(error.context_mark), advice
    advice = next((advice for said, advice in _ADVICE_THERE if said in problem), f"this is not YAML: {problem}")
    return offset, advice


def _explained_colon(text: str, offset: int) -> tuple[int, str]:
    """A colon too many; if it is the only one on its line, it is another line that is wrong."""
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    if not re.fullmatch(r"\s*[\w.-]+\s*", text[start:offset]):
        return offset, "a value with a colon and a space in it needs quotation marks"
    if text[start].isspace():
        return start, "this line is indented, which makes it part of the value before it"
    before = text[:start].rstrip()
    return max(before.rfind("\n"), before.rfind("\r")) + 1, "this line is not of the form `key: value`"


def _offset(mark: yaml.Mark | None) -> int:
    return mark.index if mark else 0
