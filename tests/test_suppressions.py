"""What a page may say to doclint, and what doclint says of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doclint.api import Finding, Page, Severity, Span, Workspace
from doclint.checking import Diagnostic, EnabledRule
from doclint.config import Config
from doclint.docset import read_pages
from doclint.fix import apply_fixes
from doclint.page import parse_page
from doclint.registry import installed_rules
from doclint.run import Job, Means
from doclint.session import Session
from doclint.suppressions import Policy, suppress
from doclint.text import Source
from doclint.workspace import Settings

PATH = "api-reference/beta/api/page.md"
NAMES = {"star": "star", "old-star": "star", "moon": "moon", "idle": "idle"}
META = ("unused-suppression", "invalid-suppression", "misplaced-suppression", "suppression-without-reason")


def _finds(word: str, page: Page, _workspace: Workspace) -> Iterator[Finding]:
    at = page.text.find(f"{word}!")
    while at >= 0:
        yield Finding(Span(at, at + len(word)), f"A {word}")
        at = page.text.find(f"{word}!", at + 1)


def _rules(*names: str) -> list[EnabledRule]:
    return [EnabledRule(name, "sky", Severity.WARNING, partial(_finds, name)) for name in names]


def _check(text: str, *, ran: tuple[str, ...] = ("star", "moon"), **policy: bool) -> tuple[Diagnostic, ...]:
    suppressing = partial(suppress, policy=Policy(NAMES, frozenset(("star", "moon")), **policy))
    session = Session(lambda _: _rules(*ran), Settings(), suppressing)
    session.update({PATH: Source(PATH, text)})
    session.check()
    return session.diagnostics(PATH)


def _open(text: str) -> list[tuple[int, str]]:
    """Line and rule of what is reported of the rules' own."""
    return [
        (Source(PATH, text).line_column(d.span.start)[0], d.rule)
        for d in _check(text)
        if d.suppressed is None and d.rule not in META
    ]


def _meta(text: str, *, require_reason: bool = False, report_unused: bool = True) -> list[tuple[str, str]]:
    return [
        (d.rule, text[d.span.start : d.span.end])
        for d in _check(text, require_reason=require_reason, report_unused=report_unused)
        if d.rule in META
    ]


def _fixed(text: str) -> str:
    return apply_fixes(text, [d.fix for d in _check(text) if d.fix and d.fix.safe])


# Where directives reach


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        pytest.param("<!-- doclint-disable-file star: why -->\n\nstar! moon!\n", [(3, "moon")], id="file"),
        pytest.param("star!\n\n<!-- doclint-disable-file star -->\n", [], id="file-from-its-end"),
        pytest.param("star! <!-- doclint-disable-line star -->\nstar!\n", [(2, "star")], id="line"),
        pytest.param(
            "| a | b |\n|---|---|\n| star! | x <!-- doclint-disable-line star --> |\n| star! | y |\n",
            [(4, "star")],
            id="line-in-a-table",
        ),
        pytest.param("<!-- doclint-disable-next-line star -->\nstar!\nstar!\n", [(3, "star")], id="next-line"),
        pytest.param("<!-- doclint-disable-next-line\nstar: a\nb -->\nstar!\n", [], id="over-several-lines"),
        pytest.param("<!-- doclint-disable-next-line star -->", [], id="no-next-line"),
        pytest.param(
            "<!-- doclint-disable star -->\n\nstar!\n\n<!-- doclint-enable star -->\n\nstar!\n",
            [(7, "star")],
            id="range",
        ),
        pytest.param(
            "<!-- doclint-disable star, moon -->\n\nstar! moon!\n\n<!-- doclint-enable moon -->\n\nstar! moon!\n",
            [(7, "moon")],
            id="one-rule-of-a-range-ends",
        ),
        pytest.param(
            "<!-- doclint-disable star, moon -->\n\nstar!\n\n<!-- doclint-enable -->\n\nstar!\n",
            [(7, "star")],
            id="enable-everything",
        ),
        pytest.param("<!-- doclint-disable star -->\n\nstar!\n\nstar!", [], id="range-to-the-end"),
        pytest.param("<!-- doclint-disable-next-block star -->\n- star!\n- star!\n\nstar!\n", [(5, "star")], id="list"),
        pytest.param(
            "<!-- doclint-disable-next-block star -->\n\nOne\nstar!\n\nstar!\n", [(6, "star")], id="paragraph"
        ),
        pytest.param(
            '<!-- doclint-disable-next-block star -->\n<!-- {"name": "star!"} -->\n```json\nstar!\n```\n\nstar!\n',
            [(7, "star")],
            id="annotation-and-block",
        ),
        pytest.param(
            "<!-- doclint-disable-next-block star -->\n<!-- doclint-disable-next-block moon -->\n\nstar! moon!\n",
            [],
            id="two-for-one-block",
        ),
        pytest.param(
            "- a\n\n  <!-- doclint-disable-next-block star -->\n\n  star!\n\n- star!\n", [(7, "star")], id="nested"
        ),
        pytest.param("Text.\n\n<!-- doclint-disable-next-block star -->\n", [], id="no-next-block"),
        pytest.param(
            '<!-- {"blockType": "ignored", "doclint": {"disable": ["star"]}} -->\n```json\nstar!\n```\n\nstar!\n',
            [(6, "star")],
            id="annotation-of-a-block",
        ),
        pytest.param(
            'star!\n\n<!-- {"type": "#page.annotation", "doclint": {"disable": ["star"], "reason": "r"}} -->\n',
            [],
            id="page-annotation",
        ),
        pytest.param("star! moon! <!-- doclint-disable-line all -->\n", [], id="all"),
        pytest.param("star! <!-- doclint-disable-line old-star -->\n", [], id="old-name"),
        pytest.param("---\ntitle: star!\n---\n\n<!-- doclint-disable-file star -->\n", [], id="front-matter"),
        pytest.param("`<!-- doclint-disable-file star -->` star!\n", [(1, "star")], id="code-span-is-no-directive"),
        pytest.param(
            "```\n<!-- doclint-disable-file star -->\n```\nstar!\n", [(4, "star")], id="fence-is-no-directive"
        ),
        pytest.param(
            "---\ntitle: <!-- doclint-disable-file star -->\n---\nstar!\n", [(4, "star")], id="nor-front-matter"
        ),
        pytest.param("<!-- doclint-disable-next-line star -->\r\nstar!\r\nstar!\r\n", [(3, "star")], id="crlf"),
    ],
)
def test_reach(text: str, reported: list[tuple[int, str]]) -> None:
    assert _open(text) == reported


def test_what_is_suppressed_is_kept_with_its_reason() -> None:
    (found,) = _check("star! <!-- doclint-disable-line star: known to astronomers: see 4 -->\n")
    assert found.suppressed is not None
    assert found.suppressed.reason == "known to astronomers: see 4"


# What is wrong with directives


@pytest.mark.parametrize(
    ("directive", "message"),
    [
        ("doclint-disable-line strr", 'There is no rule "strr"'),
        ("doclint-disable-line star because", 'There is no rule "star because"'),
        ("doclint-disable-line unused-suppression", "unused-suppression cannot be suppressed"),
        ("doclint-disable-line", "This doclint-disable-line names no rule"),
        ("doclint-disable-line: reason", "This doclint-disable-line names no rule"),
        ("doclint-disabel star", '"doclint-disabel star" is no directive'),
        ("doclint disable-line star", '"doclint disable-line star" is no directive'),
        ("Doclint-Disable star", '"Doclint-Disable star" is no directive'),
        ("doclint: ignore star", '"doclint: ignore star" is no directive'),
        ("doclint-enable star", "star is not disabled here, so this enables nothing"),
        ("doclint-enable", "Nothing is disabled here that this could enable"),
        ('{"doclint": {"disable": "star"}}', '"doclint" has no list of rules under "disable"'),
        ('{"doclint": ["star"]}', '"doclint" has no list of rules under "disable"'),
        ('{"doclint": {"disable": ["star"], "why": "x"}}', '"why" means nothing to doclint'),
        ('{"doclint": {"disable": ["strr"]}}', 'There is no rule "strr"'),
    ],
)
def test_near_misses_are_findings(directive: str, message: str) -> None:
    found = [d.message for d in _check(f"Text.\n\n<!-- {directive} -->\n") if d.rule == "invalid-suppression"]
    assert found == [message]


@pytest.mark.parametrize(
    "comment", ["doclint is a tool", "markdownlint-disable star", "disable star", "[!doclint]", ""]
)
def test_other_comments_are_none_of_our_business(comment: str) -> None:
    assert _check(f"<!-- {comment} -->\n") == ()


def test_suggestions_name_what_was_meant() -> None:
    helps = [
        d.finding.help
        for d in _check("<!-- doclint disable next line star -->\n\n<!-- doclint-disable-file strr -->\n")
    ]
    assert helps == ["Write <!-- doclint-disable-next-line RULE: reason -->", "Did you mean star?"]


def test_unknown_names_do_not_spoil_the_others() -> None:
    text = "star! <!-- doclint-disable-line strr, star -->\n"
    assert _open(text) == []
    assert _meta(text) == [("invalid-suppression", "strr")]


def test_meta_findings_cannot_be_suppressed() -> None:
    text = "<!-- doclint-disable-file all -->\n\n<!-- doclint-disable-line strr -->\n\nstar!\n"
    assert _meta(text) == [("invalid-suppression", "strr")]


@pytest.mark.parametrize(
    "text",
    [
        '<!-- {"blockType": "request"} -->\n@\n```http\nGET /a\n```\n',
        '<!-- {"type": "#page.annotation"} -->\n\n@\n',
        '<!-- {"blockType": "permissions"} -->\n@\n[!INCLUDE [permissions](a.md)]\n',
        "@\n---\ntitle: star\n---\n",
        "\n@\n\n---\ntitle: star\n---\n",
        "| a |\n|---|\n| star! |\n@\n| star! |\n",
        "One\n@\nstar!\n",
        "- One\n@\n- star!\n",
    ],
)
def test_directives_that_change_the_page_are_misplaced(text: str) -> None:
    directive = "<!-- doclint-disable-next-line star -->"
    assert ("misplaced-suppression", directive) in _meta(text.replace("@", directive))


@pytest.mark.parametrize(
    ("text", "fixed", "safe"),
    [
        pytest.param(
            "Text.\n\n<!-- {} -->\n<!-- doclint-disable-next-block star: r -->\n```json\nstar!\n```\n",
            "Text.\n\n<!-- doclint-disable-next-block star: r -->\n<!-- {} -->\n```json\nstar!\n```\n",
            True,
            id="block-below-annotation",
        ),
        pytest.param(
            "<!-- {} -->\r\n<!-- doclint-disable-next-line star -->\r\n```\r\nstar!\r\n```\r\n",
            "<!-- doclint-disable-next-block star -->\r\n<!-- {} -->\r\n```\r\nstar!\r\n```\r\n",
            False,
            id="line-below-annotation",
        ),
        pytest.param(
            "- One\n\n  <!-- {} -->\n  <!-- doclint-disable-next-block star -->\n  ```\n  star!\n  ```\n",
            "- One\n\n  <!-- doclint-disable-next-block star -->\n  <!-- {} -->\n  ```\n  star!\n  ```\n",
            True,
            id="in-a-list",
        ),
        pytest.param(
            '<!-- {"type": "#page.annotation"} -->\n\n<!-- doclint-disable-file star -->\n\nstar!\n',
            '<!-- doclint-disable-file star -->\n<!-- {"type": "#page.annotation"} -->\n\n\nstar!\n',
            True,
            id="below-page-annotation",
        ),
        pytest.param(
            "| a |\n|---|\n| b |\n<!-- doclint-disable-next-line star: r -->\n| star! |\n",
            "| a |\n|---|\n| b |\n| star! <!-- doclint-disable-line star: r --> |\n",
            False,
            id="table",
        ),
        pytest.param(
            "- One\n<!-- doclint-disable-next-line star -->\n- star!\n",
            "- One\n- star! <!-- doclint-disable-line star -->\n",
            False,
            id="list",
        ),
        pytest.param(
            "One\n<!-- doclint-disable-next-line star -->\nstar!",
            "One\nstar! <!-- doclint-disable-line star -->",
            False,
            id="paragraph",
        ),
        pytest.param(
            "<!-- doclint-disable-file star -->\n---\ntitle: x\n---\nstar!\n",
            "---\ntitle: x\n---\n<!-- doclint-disable-file star -->\nstar!\n",
            False,
            id="above-front-matter",
        ),
        pytest.param("- One\n<!-- doclint-disable-next-line star -->\n- star!  \n", None, None, id="hard-break"),
        pytest.param("One\n<!-- doclint-disable-next-block star -->\nstar!", None, None, id="block-in-a-paragraph"),
        pytest.param(
            "<!-- {} -->\n<!-- doclint-disable star -->\n```\nstar!\n```\n", None, None, id="range-below-annotation"
        ),
    ],
)
def test_misplaced_ones_are_put_where_they_belong(text: str, fixed: str | None, *, safe: bool | None) -> None:
    if "{}" in text and fixed:
        text, fixed = (each.replace("{}", '{"blockType": "ignored"}') for each in (text, fixed))
    text = text.replace("{}", '{"blockType": "ignored"}')
    (found,) = (d for d in _check(text) if d.rule == "misplaced-suppression")
    assert (found.fix and found.fix.safe) == safe
    if found.fix and fixed:
        assert apply_fixes(text, [found.fix]) == fixed
        assert not [rule for rule, _ in _meta(fixed)]
        assert _open(fixed) == []


@pytest.mark.parametrize(
    "text",
    [
        '@\n<!-- {"blockType": "request"} -->\n```http\nGET /a\n```\n',
        '@\n\n<!-- {"type": "#page.annotation"} -->\n',
        "# One\n@\n| a |\n|---|\n| star! |\n",
        "One\n\n@\nstar!\n",
        "One\n@\n\nstar!\n",
        "One\n@\n```\nstar!\n```\n",
        "One @ two\nstar!\n",
        "@\n\n---\n\nstar!\n\n---\n",
        "---\ntitle: star\n---\n@\n",
    ],
)
def test_directives_that_change_nothing_are_well_placed(text: str) -> None:
    found = _meta(text.replace("@", "<!-- doclint-disable-next-line star -->"))
    assert not [rule for rule, _ in found if rule == "misplaced-suppression"]


def test_reasons_are_asked_for_where_the_configuration_says_so() -> None:
    text = "<!-- doclint-disable star -->\n\nstar!\n\n<!-- doclint-enable -->\n\n"
    text += "moon! <!-- doclint-disable-line moon: ok -->\n"
    assert _meta(text) == []
    assert _meta(text, require_reason=True) == [("suppression-without-reason", "<!-- doclint-disable star -->")]


# Unused ones


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("Text. <!-- doclint-disable-line star -->\n", "Text.\n"),
        ("One.\n\n<!-- doclint-disable-next-line star -->\nTwo.\n", "One.\n\nTwo.\n"),
        ("One.\n\n<!-- doclint-disable-file star -->\n\nTwo.\n", "One.\n\nTwo.\n"),
        ("# One\n<!-- doclint-disable-file star -->\nTwo.\n", "# One\n\nTwo.\n"),
        ("<!-- doclint-disable-file star -->\n# One\n", "# One\n"),
        ("One.\n\n<!-- doclint-disable-file star -->", "One.\n\n"),
        ("One.\r\n\r\n<!-- doclint-disable-file star -->\r\n\r\nTwo.\r\n", "One.\r\n\r\nTwo.\r\n"),
        ("| a |\n|---|\n| b <!-- doclint-disable-line star --> |\n", "| a |\n|---|\n| b |\n"),
        ("moon! <!-- doclint-disable-line star, moon: r -->\n", "moon! <!-- doclint-disable-line moon: r -->\n"),
        ("moon! <!-- doclint-disable-line moon, star: r -->\n", "moon! <!-- doclint-disable-line moon: r -->\n"),
        ("<!-- doclint-disable star -->\n\nOne.\n\n<!-- doclint-enable star -->\n\nTwo.\n", "One.\n\nTwo.\n"),
        (
            "star! <!-- doclint-disable-line star --> <!-- doclint-disable-line star -->\n",
            "star! <!-- doclint-disable-line star -->\n",
        ),
        (
            "<!-- doclint-disable star, moon -->\n\nmoon!\n\n<!-- doclint-enable -->\n\nTwo.\n",
            "<!-- doclint-disable moon -->\n\nmoon!\n\n<!-- doclint-enable -->\n\nTwo.\n",
        ),
        (
            "<!-- doclint-disable moon, star -->\n\nmoon!\n\n<!-- doclint-enable star, moon: r -->\n\nTwo.\n",
            "<!-- doclint-disable moon -->\n\nmoon!\n\n<!-- doclint-enable moon: r -->\n\nTwo.\n",
        ),
        (
            "<!-- doclint-disable moon, star -->\n\nmoon!\n\n<!-- doclint-enable star -->\n\nmoon!\n",
            "<!-- doclint-disable moon -->\n\nmoon!\n\nmoon!\n",
        ),
        (
            '<!-- {"a": 1, "doclint": {"disable": ["star", "moon"]}} -->\n```json\nmoon!\n```\n',
            '<!-- {"a": 1, "doclint": {"disable": ["moon"]}} -->\n```json\nmoon!\n```\n',
        ),
        (
            '<!-- {"a": 1, "doclint": {"disable": ["moon", "star"]}} -->\n```json\nmoon!\n```\n',
            '<!-- {"a": 1, "doclint": {"disable": ["moon"]}} -->\n```json\nmoon!\n```\n',
        ),
        (
            '<!-- {"a": 1, "doclint": {"disable": ["star"]}, "b": 2} -->\n```json\n{}\n```\n',
            '<!-- {"a": 1, "b": 2} -->\n```json\n{}\n```\n',
        ),
        (
            '<!-- {"doclint": {"disable": ["star"]}, "b": 2} -->\n```json\n{}\n```\n',
            '<!-- {"b": 2} -->\n```json\n{}\n```\n',
        ),
    ],
)
def test_unused_ones_are_reported_and_removed(text: str, fixed: str) -> None:
    assert [rule for rule, _ in _meta(text)] == ["unused-suppression"]
    assert _fixed(text) == fixed
    assert _meta(fixed) == []


def test_the_removal_that_joins_two_lists_is_no_safe_fix() -> None:
    (found,) = _check("- One\n\n<!-- doclint-disable-next-block star -->\n\n- Two\n")
    assert found.fix is not None
    assert not found.fix.safe


@pytest.mark.parametrize(
    ("names", "ran", "reported"),
    [
        ("star", ("moon",), False),
        ("star", ("star",), True),
        ("all", ("star",), False),
        ("all", ("star", "moon"), True),
        ("star, moon", ("star",), True),
    ],
)
def test_a_suppression_is_unused_only_when_its_rule_ran(names: str, ran: tuple[str, ...], *, reported: bool) -> None:
    assert bool(_check(f"Text. <!-- doclint-disable-line {names} -->\n", ran=ran)) is reported


def test_unused_ones_need_not_be_reported() -> None:
    assert _meta("Text. <!-- doclint-disable-line star -->\n", report_unused=False) == []


# Whatever the page


PIECES = st.sampled_from(
    [
        *(
            f"<!-- doclint-{kind} {names} -->\n"
            for kind in ("disable-file", "disable-next-block", "disable-line", "disable-next-line", "disable", "enable")
            for names in ("star", "moon, star", "all", "strr", "")
        ),
        '<!-- {"blockType": "ignored", "doclint": {"disable": ["star", "moon"]}} -->\n',
        "star! moon!\n",
        "\n",
        "- star!\n",
        "| star! |\n|---|\n| moon! |\n",
        "```\nstar!\n```\n",
        "> moon!\n",
        "# star!\n",
    ]
)


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_suppressing_adds_and_takes_nothing_away(text: str) -> None:
    raw = [d for d in _check(text.replace("doclint", "xxxxxxx")) if d.rule not in META]
    seen = [d for d in _check(text) if d.rule not in META]
    assert [(d.span, d.rule) for d in seen] == [(d.span, d.rule) for d in raw]


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_removing_what_is_unused_changes_no_other_finding(text: str) -> None:
    before, after = _check(text), _check(_fixed(text))
    for hidden in (True, False):
        kept = [
            [d.rule for d in found if d.rule not in META and bool(d.suppressed) is hidden] for found in (before, after)
        ]
        assert kept[0] == kept[1]


@pytest.mark.parametrize(
    "text",
    [
        "<!-- doclint-disable-next-block star -->\n" * 5_000,
        "<!-- doclint-disable star -->\n<!-- doclint-enable moon -->\n" * 3_000,
        "<!-- doclint-disable " * 5_000,
        "<!-- doclint-disable-line " + "star," * 20_000 + " -->",
        "star! <!-- doclint-disable-line star -->\n\n" * 3_000,
    ],
)
def test_hostile_pages_are_read_in_time(text: str) -> None:
    _check(text)


# With all the rules there are

SAMPLES = Path(__file__).parent.parent / "sample_docs"
DIRECTIVES = [
    f"<!-- doclint-{kind} include-cycle: why -->"
    for kind in ("disable-next-block", "disable-next-line", "disable", "disable-file", "disable-line")
]
"""Of each kind one, about a rule that finds nothing on these pages."""


@pytest.mark.parametrize(
    "path", ["beta/api/dome-get.md", "v1.0/api/observation-post.md", "v1.0/resources/observation.md"]
)
def test_where_a_directive_stands_changes_nothing_that_is_reported(path: str) -> None:
    """On any line: either it is reported as misplaced itself, or all else is reported as without it."""
    session, path = _samples(), f"api-reference/{path}"
    source = session.source(path)
    expected = _reported(session, path)
    after_front_matter = source.text.index("\n---\n", 4) + 5
    for number, at in enumerate(source.line_starts):
        directive = f"{DIRECTIVES[number % len(DIRECTIVES)]}\n"
        session.update({path: Source(path, source.text[:at] + directive + source.text[at:])})
        found = _reported(session, path)
        stands_in_text = at == 0 or (at >= after_front_matter and found["unused-suppression"])
        if stands_in_text and not found["misplaced-suppression"]:
            del found["unused-suppression"]
            assert found == expected, f"line {source.line_column(at)[0]}"


@pytest.mark.parametrize(
    "path", ["beta/api/dome-open.md", "v1.0/api/observation-update.md", "v1.0/resources/observation.md"]
)
def test_a_directive_at_the_end_of_a_line_changes_nothing_that_is_reported(path: str) -> None:
    """In rows it stands in the last cell. Lines of code, and those that are nothing but marks, take none."""
    session, path = _samples(), f"api-reference/{path}"
    source = session.source(path)
    expected = _reported(session, path)
    page = parse_page(source)
    no_text = [*(block.span for block in page.code_blocks), *(comment.span for comment in page.comments)]
    after_front_matter = source.text.index("\n---\n", 4) + 5
    for number, start in enumerate(source.line_starts, 1):
        line = source.line(number).text
        is_text = re.search(r"\w.*[\w.)|]$", line) and start >= after_front_matter and "<!--" not in line
        if not is_text or any(span.start <= start < span.end for span in no_text):
            continue
        end = start + len(line.rstrip("|"))
        session.update({path: Source(path, f"{source.text[:end]} {DIRECTIVES[-1]}{source.text[end:]}")})
        found = _reported(session, path)
        assert found.pop("unused-suppression", 0) == 1, f"line {number}"
        assert found == expected, f"line {number}"


def _samples() -> Session:
    """All the sample pages, and all the rules."""
    job = Job(SAMPLES, Config(extends="all"), installed_rules())
    session, files = job.session(Means()), job.files()
    session.update(read_pages(SAMPLES, files.pages, {}).sources, files=files.names)
    return session


def _reported(session: Session, path: str) -> Counter[str]:
    """How often each rule and text is reported, and each of the engine's own rules."""
    session.check([path])
    text = session.source(path).text
    return Counter(
        d.rule if d.rule in META else f"{d.rule}: {d.message}: {text[d.span.start : d.span.end]}"
        for d in session.diagnostics(path)
    )
