"""Links of all kinds, includes and alerts."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar, NamedTuple

from doclint.text import Slice, Span, new_tuple, slice_at


class Link(NamedTuple):
    """A link of any kind.

    ``kind`` is ``inline``, ``image``, ``reference`` (``[text][label]``, whose target is that of its definition),
    ``definition``, ``autolink``, ``include`` (``[!INCLUDE [title](path)]``) or ``html``. ``text`` is what stands
    in the brackets, ``target`` as written, without angle brackets and title.

    ``problem`` names a malformed one: ``unclosed``, ``space`` (inside the parentheses), ``gap`` (a space between
    brackets and parentheses), ``reversed`` (``(text)[url]``), ``undefined`` (a reference without definition),
    ``syntax`` (an include). Of these Markdown takes only a ``space`` at an end of the parentheses for a link.
    """

    kind: str
    text: Slice
    target: Slice
    span: Span
    problem: str = ""

    @property
    def path(self) -> str:
        """The target without query and fragment."""
        return self.target.text.partition("#")[0].partition("?")[0]

    @property
    def fragment(self) -> str:
        """What stands behind the ``#``, without it."""
        return self.target.text.partition("#")[2]

    @property
    def is_relative(self) -> bool:
        """Whether the target is a place relative to this page, or on it."""
        return is_relative(self.target.text)


class Alert(NamedTuple):
    """A docfx alert: ``> [!NOTE]``; ``kind`` in upper case, ``span`` is the mark with its brackets."""

    kind: str
    span: Span


def is_relative(target: str) -> bool:
    """Whether a target is a place relative to its page, or on it."""
    return not target.startswith("/") and not _has_scheme(target)


def read_links(prose: str) -> tuple[Link, ...]:
    """All links of a page, in order; ``prose`` is its text with all that is not prose blanked out."""
    reader = _Reader(prose)
    reader.read()
    return tuple(sorted(reader.found, key=lambda link: (link.span.start, -link.span.end)))


def pack_links(links: Iterable[Link]) -> array[int]:
    """The links in a twentieth of the space, as what they are and where: eight numbers each."""
    packed = array("I")
    for kind, text, target, span, problem in links:
        packed.extend((_KINDS.index(kind), *text.span, *target.span, *span, _PROBLEMS.index(problem)))
    return packed


def unpack_links(packed: array[int], prose: str) -> tuple[Link, ...]:
    """The links that were packed, given the text that they were read in."""
    numbers = iter(packed)
    links = [
        (
            _KINDS[kind],
            slice_at(a, prose[a:b]),
            slice_at(c, prose[c:d]),
            new_tuple(Span, (start, end)),
            _PROBLEMS[problem],
        )
        for kind, a, b, c, d, start, end, problem in zip(*[numbers] * 8, strict=True)
    ]
    return tuple([new_tuple(Link, link) for link in links])


def read_alerts(prose: str) -> tuple[Alert, ...]:
    """The alerts of a page, in order."""
    found, done = [], 0
    for match in _ALERT.finditer(prose):
        start = _line_start(prose, match.start(), done)
        if prose[start - 1 : start] in ("", "\r", "\n") and _QUOTED.fullmatch(prose, start, match.start()):
            found.append(Alert(match["kind"].upper(), Span(*match.span())))
        done = match.end()
    return tuple(found)


_KINDS = ("inline", "image", "reference", "definition", "autolink", "include", "html")
_PROBLEMS = ("", "unclosed", "space", "gap", "reversed", "undefined", "syntax")

_DEEPEST = 32  # brackets or parentheses in one another; nobody writes more
_LONGEST_LABEL = 1000  # by CommonMark

_ALERT = re.compile(r"\[!(?P<kind>[A-Za-z]+)\]")
_QUOTED = re.compile(r"[ \t]*+(?:(?:[-*+]|\d{1,9}[.)]) +)?>[ \t>]*")
_ALONE = re.compile(r"(?:(?:[^\S\r\n]|>)*+#|[^|\r\n]*\|)[^\r\n]*(?:\r\n|[\r\n]|\Z)")
"""A line that no link crosses: a heading, or a row of a table."""
_NEXT_PART = r"(?=(?:[^\S\r\n]|>)*+(?:#|[-*+](?=\s)|\d{1,9}[.)](?=\s)|[\r\n]|\Z)|[^|\r\n]*\|)"
_END = re.compile(rf"\n{_NEXT_PART}|\r\n?+{_NEXT_PART}")  # what begins with a single character is found quickly
"""The end of the last line of a paragraph or list item."""
_TOKEN = re.compile(r"\[(?!!)([^\[\]<\\\r\n]*+)\]\(([^\x00-\x20\x7f()<\\]*+)\)|\\[!-/:-@\[-`{-~]|!\[|\[|\]|<")
"""What links are made of; or else, as most are, a whole one on one line, with plain text and a plain target."""

_BLANKS = re.compile(r"[ \t\r\n]*+")
_ANGLE_TARGET = re.compile(r"<((?:[^<>\\\r\n]|\\.)*+)>")
_PLAIN_TARGET = re.compile(r"(?:[^\x00-\x20\x7f()\\]|\\[^\x00-\x20]?)*+")
_AFTER_TARGET = re.compile(
    r"""(?P<title>[ \t\r\n]+(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\)))?[ \t\r\n]*\)""",
    re.DOTALL,
)
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999}+)\]", re.DOTALL)
_DEFINITION = re.compile(
    r"(?:^|(?<=[\r\n]))[ \t>]*(?P<whole>\[(?P<label>(?:[^\[\]\\\r\n]|\\.){1,999}+)\]:[ \t]*(?:(?:\r\n|[\r\n])[ \t]*)?"
    r"(?:<(?P<angle>[^<>\r\n]*)>|(?P<plain>[^\s<]\S*+))"
    r"""(?:[ \t]+(?:"[^"\r\n]*"|'[^'\r\n]*'|\([^()\r\n]*\)))?)[ \t]*(?=[\r\n]|\Z)"""
)

_INCLUDE = re.compile(r"\[!include[ \t]*\[(?P<title>[^\[\]\r\n]*)\]\((?P<path>[^()\r\n]*)\)[ \t]*\]", re.IGNORECASE)
_LIKE_INCLUDE = re.compile(
    r"\[![ \t]?include\b[ \t:-]*\[?(?P<title>[^\[\]()\r\n]*)\]?(?:[ \t]*\((?P<path>[^()\[\]\r\n]*)\)?)?\]?",
    re.IGNORECASE,
)
_AUTOLINK = re.compile(r"<(?P<target>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>")
_TAG = re.compile(r"</?(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<attributes>[^<>]*)>")
_ATTRIBUTE = re.compile(
    r"""(?<![^\s])(?:href|src)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))""",
    re.IGNORECASE,
)

_PARENTHESIS = re.compile(r"\((?P<inside>[^()|\r\n]{0,1000})(?P<end>\)?)")
_GAP = re.compile(r"[ \t]{1,3}\([ \t]*(?P<target>(?:https?://|\.{1,2}/)[^\s()]+|[^\s()]+\.md[^\s()]*)[ \t]*\)")
_LIKE_PATH = re.compile(
    r"(?:https?:|\.{0,2}/|#\w)[^\s\]<>]*|[\w./\\%-]+\.(?:md|yml|html?|png|jpe?g|svg|gif)\b[^\s\]<>]*"
)
_CODE = re.compile(r"[\w\])}.$\"']")  # what stands before an index
_WORD = re.compile(r"[^\W\d_]")
_BEFORE_REVERSED = re.compile(r"(?<![\w\])])\((?P<text>[^()\[\]\r\n]{1,200})\)\Z")


_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*+:")


class _Brackets(NamedTuple):
    """A pair of square brackets in a page, and where the stretch that it stands in ends."""

    page: Slice
    start: int
    close: int
    limit: int

    @property
    def inner(self) -> Slice:
        return self.page.part(self.start + (2 if self.is_image else 1), self.close)

    @property
    def after(self) -> int:
        return self.close + 1

    @property
    def is_image(self) -> bool:
        return self.page.text[self.start] == "!"

    def link(self, kind: str, target: Slice, end: int, problem: str = "") -> Link:
        return Link("image" if self.is_image else kind, self.inner, target, Span(self.start, end), problem)


class _Reader:
    """Reads the links of one page, token after token, by the bracket stack of CommonMark 6.3."""

    def __init__(self, prose: str) -> None:
        self._page = Slice(prose, Span(0, len(prose)))
        self.found = list(_definitions(self._page))
        self._targets: dict[str, Slice] = {}
        for definition in self.found:
            self._targets.setdefault(_normalised(definition.text.text), definition.target)
        self._definition_ends = {definition.span.start: definition.span.end for definition in self.found}
        self._openers: list[int] = []
        self._dead = 0  # as many openers, from the bottom, stand around a link and so cannot begin one
        self._end = 0
        """Where the stretch ends that is being read: no link crosses it."""

    def read(self) -> None:
        """Find the links of the page."""
        text, at = self._page.text, 0
        while match := _TOKEN.search(text, at):
            start, at = match.span()
            if self._openers and start >= self._end:
                self._openers, self._dead = [], 0
            if match.lastindex and not self._openers:
                target = slice_at(match.start(2), match[2])
                self.found.append(Link("inline", slice_at(start + 1, match[1]), target, Span(start, at)))
            elif include := self._include(start):
                self.found.append(include)
                at = include.span.end
            elif step := self._STEPS.get(text[start]):
                if start >= self._end:
                    self._end = _end_of_stretch(text, start, self._end)
                at = min(step(self, start, start + 1 if match.lastindex else at), self._end)

    def _include(self, start: int) -> Link | None:
        """The docfx include that begins at an offset. It ends on its line, so no stretch is to be looked for."""
        is_one = self._page.text.startswith("[!", start) and start not in self._definition_ends
        return _include(self._page, start) if is_one else None

    def _open(self, start: int, after: int) -> int:
        if start in self._definition_ends:
            return self._definition_ends[start]
        if len(self._openers) == _DEEPEST:
            del self._openers[0]
            self._dead = max(0, self._dead - 1)
        self._openers.append(start)
        return after

    def _close(self, start: int, after: int) -> int:
        if not self._openers:
            return after
        brackets = _Brackets(self._page, self._openers.pop(), start, self._end)
        is_dead, self._dead = self._dead > len(self._openers), min(self._dead, len(self._openers))
        if is_dead and not brackets.is_image:
            return after
        link = _inline(brackets) or _reference(brackets, self._targets) or _malformed(brackets)
        if not link:
            return after
        self.found.append(link)
        if not brackets.is_image:
            self._dead = len(self._openers)
        return link.span.end

    def _angle(self, start: int, after: int) -> int:
        if match := _AUTOLINK.match(self._page.text, start, self._end):
            target = self._page.group(match, "target")
            self.found.append(Link("autolink", target, target, Span(*match.span())))
        elif match := _TAG.match(self._page.text, start, self._end):
            self.found += _html_links(self._page, match)
        return match.end() if match else after

    _STEPS: ClassVar = {"[": _open, "!": _open, "]": _close, "<": _angle}
    """What to do at what begins with a character; each gives where to read on. An escaped character is passed over."""


def _end_of_stretch(text: str, at: int, after: int) -> int:
    """Where the paragraph, list item, heading or row ends that an offset lies in, given an end before it."""
    alone = _ALONE.match(text, _line_start(text, at, after))
    end = alone or _END.search(text, at)
    return end.end() if end else len(text)


def _line_start(text: str, at: int, after: int) -> int:
    """Where the line begins that an offset lies in, or ``after``, when it begins before that."""
    return max(text.rfind("\n", after, at), text.rfind("\r", after, at), after - 1) + 1


def _definitions(page: Slice) -> Iterator[Link]:
    if "]:" not in page.text:
        return
    for match in _DEFINITION.finditer(page.text):
        target = page.group(match, "plain" if match["plain"] else "angle")
        if match["label"].strip():
            yield Link("definition", page.group(match, "label"), target, Span(*match.span("whole")))


def _include(page: Slice, at: int) -> Link | None:
    """The docfx include that begins at an offset."""
    exact = _INCLUDE.match(page.text, at)
    match = exact or _LIKE_INCLUDE.match(page.text, at)
    if not match:
        return None
    nothing = page.part(match.end(), match.end())
    path = page.group(match, "path").strip() if match["path"] is not None else nothing
    return Link("include", page.group(match, "title"), path, Span(*match.span()), "" if exact else "syntax")


def _html_links(page: Slice, tag: re.Match[str]) -> Iterator[Link]:
    """The link of an ``a`` or ``img`` tag."""
    if tag["name"].lower() not in ("a", "img"):
        return
    if match := _ATTRIBUTE.search(page.text, *tag.span("attributes")):
        target = page.group(match, match.lastgroup or 0)
        yield Link("html", page.part(tag.end(), tag.end()), target, Span(*tag.span()))


def _inline(brackets: _Brackets) -> Link | None:
    """``[text](target "title")``."""
    page, after, limit = brackets.page, brackets.after, brackets.limit
    if not page.text.startswith("(", after, limit):
        return None
    blanks = _BLANKS.match(page.text, after + 1, limit)
    begin = blanks.end() if blanks else after + 1
    target, end = _target(page, begin, limit)
    rest = _AFTER_TARGET.match(page.text, end, limit)
    if not rest:
        return None
    is_spaced = begin > after + 1 or (not rest["title"] and len(rest[0]) > 1)
    return brackets.link("inline", target, rest.end(), "space" if is_spaced else "")


def _target(page: Slice, begin: int, limit: int) -> tuple[Slice, int]:
    """A target and the offset behind it, which lies beyond the limit when brackets or parentheses stay open."""
    if match := _ANGLE_TARGET.match(page.text, begin, limit):
        return page.group(match, 1), match.end()
    if page.text.startswith("<", begin, limit):
        return page.part(begin, begin), limit + 1
    at, depth = begin, 0
    while match := _PLAIN_TARGET.match(page.text, at, limit):
        at = match.end()
        if page.text.startswith("(", at, limit) and depth < _DEEPEST:
            depth += 1
        elif page.text.startswith(")", at, limit) and depth:
            depth -= 1
        else:
            break
        at += 1
    return page.part(begin, at), limit + 1 if depth else at


def _reference(brackets: _Brackets, targets: Mapping[str, Slice]) -> Link | None:
    """``[text][label]``, ``[label][]`` or ``[label]``, if the label is defined."""
    label = _LABEL.match(brackets.page.text, brackets.after, brackets.limit)
    if not targets or brackets.close - brackets.start > _LONGEST_LABEL:
        return None
    name = label[1] if label and label[1] else brackets.inner.text
    target = targets.get(_normalised(name))
    return brackets.link("reference", target, label.end() if label else brackets.after) if target else None


def _normalised(label: str) -> str:
    return " ".join(label.split()).casefold()


def _malformed(brackets: _Brackets) -> Link | None:
    """Brackets that were meant to be a link."""
    text = brackets.page.text
    if text.startswith("(", brackets.after, brackets.limit):
        return _bad_parenthesis(brackets)
    if gap := _GAP.match(text, brackets.after, brackets.limit):
        return brackets.link("inline", brackets.page.group(gap, "target"), gap.end(), "gap")
    return _undefined(brackets) or _reversed(brackets)


def _bad_parenthesis(brackets: _Brackets) -> Link | None:
    """``[text](a target.md)`` and ``[text](target``."""
    page = brackets.page
    match = _PARENTHESIS.match(page.text, brackets.after, brackets.limit)
    inside = page.group(match, "inside").strip() if match else page.part(0, 0)
    path = _LIKE_PATH.match(inside.text)
    if not match or not path:
        return None
    if match["end"]:
        return brackets.link("inline", inside, match.end(), "space")
    target = inside.part(0, len(path[0].rstrip(".,;:")))
    return brackets.link("inline", target, target.span.end, "unclosed")


def _undefined(brackets: _Brackets) -> Link | None:
    """``[text][label]`` where no index or pattern stands."""
    text = brackets.page.text
    label = _LABEL.match(text, brackets.after, brackets.limit)
    if not label or text.startswith(("[", "(", ":"), label.end()) or _CODE.match(text, max(0, brackets.start - 1)):
        return None
    if not (_WORD.search(brackets.inner.text) and (not label[1] or _WORD.search(label[1]))):
        return None
    return brackets.link("reference", brackets.page.part(label.end(), label.end()), label.end(), "undefined")


def _reversed(brackets: _Brackets) -> Link | None:
    """``(text)[target]``."""
    page, start = brackets.page, brackets.start
    if brackets.is_image or not page.text.endswith(")", 0, start) or not _LIKE_PATH.fullmatch(brackets.inner.text):
        return None
    match = _BEFORE_REVERSED.search(page.text, max(0, start - 202), start)
    if not match:
        return None
    return Link("inline", page.group(match, "text"), brackets.inner, Span(match.start(), brackets.after), "reversed")


def _has_scheme(target: str) -> bool:
    return _SCHEME.match(target) is not None
