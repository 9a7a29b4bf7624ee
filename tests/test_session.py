"""A change re-checks the pages it can matter to, and no others."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from doclint.api import Finding, Page, Related, Severity, Workspace, resolve
from doclint.checking import EnabledRule
from doclint.documented import Mark
from doclint.session import Session
from doclint.text import Source, Span
from doclint.workspace import Settings

BETA = "api-reference/beta/"


def lost_anchor(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for link in page.links:
        target = resolve(page.path, link.path) if link.path else page.path
        anchors = workspace.anchors(target) if target else None
        if link.fragment and anchors is not None and link.fragment not in anchors:
            yield Finding(link.span, f"No {link.fragment}")


def other_spelling(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for first in workspace.type_spellings("beta", "dome")[:1]:
        for path in workspace.type_pages("beta", first):
            yield Finding(Span(0, 1), first, related=(Related("here", Mark(path, f"type:{first}")),))


def broken(page: Page, workspace: Workspace) -> Iterator[Finding]:
    yield Finding(Span(0, 1), "One finding before it breaks")
    raise KeyError(page.path)


def odd_one(page: Page, workspace: Workspace) -> Iterator[Finding]:
    yield Finding(Span(0, 1), page.path)
    if "odd" in page.path:
        raise KeyError(page.path)


def enabled(*checks: object) -> list[EnabledRule]:
    return [EnabledRule(c.__name__.replace("_", "-"), "test", Severity.WARNING, c) for c in checks]  # type: ignore[attr-defined,arg-type]


def session_of(*checks: object, **pages: str) -> Session:
    rules = enabled(*checks)
    session = Session(lambda _: rules, Settings())
    session.update(sources(pages))
    session.check()
    return session


def sources(pages: dict[str, str]) -> dict[str, Source | None]:
    paths = {name: f"{BETA}{name.replace('_', '-')}.md" for name in pages}
    return {paths[name]: Source(paths[name], text) for name, text in pages.items()}


@pytest.mark.parametrize(
    ("change", "checked"),
    [
        pytest.param({"a": "New prose.\n\n# One\n"}, {"a"}, id="prose"),
        pytest.param({"a": "# Two\n"}, {"a", "uses_a"}, id="heading-renamed"),
        pytest.param({"b": "# Two\n"}, {"b"}, id="page-nobody-asked-about"),
        pytest.param({"uses_a": "[x](a.md#one) [y](b.md#one)"}, {"uses_a"}, id="the-page-itself"),
        pytest.param({"none": "# One\n"}, {"none", "uses_none"}, id="page-that-was-missing"),
    ],
)
def test_update_checks_what_it_must(change: dict[str, str], checked: set[str]) -> None:
    session = session_of(lost_anchor, a="# One\n", b="# One\n", uses_a="[x](a.md#one)", uses_none="[x](none.md#one)")
    session.update(sources(change))
    assert session.check() == set(sources(dict.fromkeys(checked, "")))


def test_a_page_that_is_gone_is_missed() -> None:
    session = session_of(lost_anchor, a="# One\n", uses_a="[x](a.md#two)")
    uses = f"{BETA}uses-a.md"
    assert [d.message for d in session.diagnostics(uses)] == ["No two"]
    session.update({f"{BETA}a.md": None})
    assert session.check() == {uses}
    assert session.diagnostics(uses) == ()


def test_related_places_follow_the_text_without_a_new_check() -> None:
    text = '<!-- {"blockType": "resource", "@odata.type": "contoso.sky.dome"} -->\n```json\n{}\n```\n'
    session = session_of(other_spelling, a=text, b="Text.\n")
    moved = "New prose.\n\n" + text
    session.update(sources({"a": moved}))
    session.check()
    [diagnostic] = session.diagnostics(f"{BETA}b.md")
    where = session.resolve(diagnostic.path, diagnostic.finding.related[0].place)
    assert where is not None
    path, span = where
    assert (path, moved[span.start : span.end]) == (f"{BETA}a.md", "contoso.sky.dome")


def test_a_crashed_rule_costs_one_diagnostic() -> None:
    session = session_of(broken, lost_anchor, a="[x](#none)\n", b="Text.\n")
    assert [(d.rule, d.severity) for d in session.diagnostics(f"{BETA}a.md")] == [
        ("rule-crash", Severity.ERROR),
        ("broken", Severity.WARNING),
        ("lost-anchor", Severity.WARNING),
    ]


def test_pages_that_are_checked_together_have_each_its_own_rules_and_crashes() -> None:
    names = [f"{'odd' if number % 5 == 0 else 'even'}-{number}" for number in range(25)]
    session = Session(lambda path: enabled(odd_one, *([lost_anchor] if "7" in path else [])), Settings())
    session.update(sources({name: f"[x](#{name})\n" for name in names}))
    session.check()
    for name in names:
        path = f"{BETA}{name}.md"
        expected = {("odd-one", path)}
        expected |= {("lost-anchor", f"No {name}")} if "7" in name else set()
        expected |= {("rule-crash", f"The rule odd-one crashed: KeyError: '{path}'")} if "odd" in name else set()
        assert {(d.rule, d.message) for d in session.diagnostics(path)} == expected


def test_an_unreadable_page_is_one_diagnostic() -> None:
    session = session_of(lost_anchor, a="# One\n")
    session.fail(f"{BETA}a.md", "It is a directory")
    session.update({})
    session.check()
    assert [d.rule for d in session.diagnostics(f"{BETA}a.md")] == ["unreadable-file"]
