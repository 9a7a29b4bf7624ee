"""What stands inside a paragraph, heading or table row: code spans, comments, and text without its markup."""

from __future__ import annotations

import re

from doclint.text import Span

_TICKS = re.compile(r"``*")  # what begins with a single character is found ten times as fast as "`+"
_TICKS_OR_COMMENT = re.compile(r"``*|<!--")
_LINK = re.compile(r"!?\[((?:[^\[\]\\]|\\.)*)\](?:\([^()]*\)|\[[^\[\]]*\])")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_MARKUP = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)|`+")
_MARKS = re.compile(r"[*_`]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_NOT_SLUG = re.compile(r"[^\w\- ]")


def code_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The code spans of one block of text (CommonMark 6.1), back-ticks included."""
    return [span for is_code, span in code_and_comments(text, start, end, _TICKS) if is_code]


def code_and_comments(
    text: str, start: int = 0, end: int | None = None, marks: re.Pattern[str] = _TICKS_OR_COMMENT
) -> list[tuple[bool, Span]]:
    """The code spans (True) and closed comments (False) of one block of text, in order."""
    end = len(text) if end is None else end
    opening = list(marks.finditer(text, start, end))
    if not opening:
        return []
    ticks = _Ticks(opening)
    comments_close = text.rfind("-->", start, end)
    found: list[tuple[bool, Span]] = []
    done = start
    for match in opening:
        at, is_code = match.start(), text[match.start()] == "`"
        if at < done or (is_code and at > start and text[at - 1] == "\\"):
            continue
        if is_code:
            close = ticks.close(match)
        else:
            close = text.index("-->", match.end(), end) + len("-->") if match.end() <= comments_close else None
        if close is not None:
            done = close
            found.append((is_code, Span(at, done)))
    return found


class _Ticks:
    """Runs of back-ticks by their length, to find the next run as long as a given one, each in one step."""

    def __init__(self, runs: list[re.Match[str]]) -> None:
        self._starts: dict[int, list[int]] = {}
        for match in reversed(runs):
            self._starts.setdefault(len(match[0]), []).append(match.start())

    def close(self, run: re.Match[str]) -> int | None:
        """Where the code span that a run opens ends; None when it opens none. Runs are asked for in order."""
        after = self._starts[len(run[0])]
        while after and after[-1] <= run.start():
            after.pop()
        return after[-1] + len(run[0]) if after else None


def plain_text(inline: str) -> str:
    """Inline Markdown without its markup: links become their text, emphasis, code marks and tags go."""
    text = _LINK.sub(r"\1", inline) if "[" in inline else inline
    text = _TAG.sub("", text) if "<" in text else text
    text = _MARKUP.sub("", text) if _MARKS.search(text) else text
    return (_ESCAPE.sub(r"\1", text) if "\\" in text else text).strip()


def slug(title: str) -> str:
    """The fragment that links to a heading of that plain text, as GitHub and docfx make it."""
    return _NOT_SLUG.sub("", title.lower()).replace(" ", "-")
