"""What to do about each kind of slip in JSON."""

from __future__ import annotations

from collections.abc import Collection

from doclint.api import Edit, Slip, Span

SURE = frozenset(
    {
        "blank",
        "comment",
        "extra-comma",
        "missing-comma",
        "single-quotes",
        "smart-quotes",
        "trailing-comma",
        "unquoted-key",
        "unquoted-value",
    }
)
"""The kinds whose mending changes nothing that a reader of JSON would see."""

_HELP = {
    "blank": "Put a plain space",
    "comment": "Say it in the text",
    "control-character": "Join the lines, or write the character as an escape sequence",
    "empty": "Give the JSON, or delete the block",
    "ellipsis": "Leave the rest out and say in the text that it was left out",
    "extra-comma": "Delete the comma",
    "missing-colon": "Put a colon and a value after the key",
    "missing-comma": "Put a comma",
    "single-quotes": "Use straight double quotation marks",
    "smart-quotes": "Use straight double quotation marks",
    "text-after-end": "Move it out of the JSON, or delete it",
    "trailing-comma": "Delete the comma",
    "unclosed": "Write the missing bracket",
    "unquoted-key": "Put the key in double quotation marks",
    "unquoted-value": "Put the value in double quotation marks, or give another",
    "unterminated-string": "Write the closing quotation mark",
}

_TITLES = {"comment": "Delete the comment", "control-character": "Write it as an escape sequence"}


def closed(text: str, slip: Slip, commas: Collection[int]) -> Slip:
    """A string that nothing ends, with the mark that would end it, and the comma that is missing behind it, too."""
    start, end = slip.span
    if slip.kind != "unterminated-string" or end - start == 1 or text[end - 1] == "\\":
        return slip
    return slip._replace(replacement=f'{text[start:end]}"{"," if end in commas else ""}')


def advice(slip: Slip) -> str:
    """What a writer should do."""
    if slip.kind == "unquoted-value" and slip.replacement:
        return f"Write {slip.replacement}"
    return _HELP.get(slip.kind, "Make it strict JSON (RFC 8259)")


def fix_title(slip: Slip) -> str:
    """What the replacement does."""
    return _TITLES.get(slip.kind) or advice(slip)


def edit_of(text: str, slip: Slip) -> Edit:
    """The edit that mends a slip; of a comment the blanks before it go, too, and the line if there is nothing else."""
    start, end = slip.span
    if slip.kind == "comment":
        while text[start - 1 : start] in (" ", "\t"):
            start -= 1
        if text[start - 1 : start] == "\n" and text[end : end + 1] in ("\n", "\r"):
            end += 2 if text.startswith("\r\n", end) else 1
    return Edit(Span(start, end), slip.replacement or "")
