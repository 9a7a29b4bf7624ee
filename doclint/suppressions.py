"""Hide the findings that a page's directives speak of, and say which directives are wrong or of no use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from doclint.checking import (
    CRASH,
    ENGINE,
    INVALID,
    MISPLACED,
    UNEXPLAINED,
    UNUSED,
    Diagnostic,
    Suppressed,
    engine_diagnostic,
)
from doclint.directives import Directive, Kind, read_directives
from doclint.page import Page
from doclint.parse.comments import Annotation
from doclint.placement import LISTS, misplaced
from doclint.rule import Edit, Finding, Fix
from doclint.scopes import ALL, Layout, Scope, Scopes, read_scopes
from doclint.text import Span


@dataclass(frozen=True)
class Policy:
    """What the configuration says of suppressions.

    ``names`` are the names of all rules there are, each under its own name and its old ones. ``usual`` are the rules
    that must have run before a suppression of ``all`` may be called unused.
    """

    names: Mapping[str, str]
    usual: frozenset[str] = frozenset()
    require_reason: bool = False
    report_unused: bool = True


def suppress(
    page: Page, diagnostics: Sequence[Diagnostic], ran: frozenset[str], policy: Policy
) -> tuple[Diagnostic, ...]:
    """The diagnostics of a page, in order of place, those suppressed marked, and those of its suppressions added.

    ``ran`` are the names of the rules that ran on the page.
    """
    directives, faults = read_directives(page)
    if not directives and not faults:
        return tuple(diagnostics)
    scopes = read_scopes(page, directives, policy.names)
    layout = Layout(page, directives)
    marked, used = _marked(diagnostics, scopes.found)
    own = [(INVALID, Finding(*fault)) for fault in faults]
    own += [(INVALID, finding) for finding in scopes.faults]
    own += [(MISPLACED, finding) for finding in misplaced(layout)]
    if policy.require_reason:
        own += [(UNEXPLAINED, _unexplained(d)) for d in directives if not d.reason and d.kind is not Kind.END]
    if policy.report_unused and not any(d.rule == CRASH for d in diagnostics):
        judged = [scope for scope in scopes.found if scope.rule in ran or (scope.rule == ALL and policy.usual <= ran)]
        own += [(UNUSED, finding) for finding in _unused(layout, scopes, [s for s in judged if s not in used])]
    signed = [engine_diagnostic(name, page.path, finding) for name, finding in own]
    return tuple(sorted((*marked, *signed), key=lambda d: (d.span, d.rule, d.message)))


def _marked(diagnostics: Iterable[Diagnostic], scopes: Sequence[Scope]) -> tuple[list[Diagnostic], set[Scope]]:
    """The diagnostics with their suppression, and the scopes that hide one. The scope that begins last hides it."""
    marked: list[Diagnostic] = []
    used: set[Scope] = set()
    open_scopes: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    begun = 0
    for diagnostic in diagnostics:
        at = diagnostic.span.start
        while begun < len(scopes) and scopes[begun].region.start <= at:
            scope = scopes[begun]
            heappush(open_scopes[scope.rule], (-scope.region.start, scope.region.end, begun))
            begun += 1
        hiding: list[tuple[int, int, int]] = []
        for rule in (diagnostic.rule, ALL) if diagnostic.category != ENGINE else ():
            heap = open_scopes[rule]
            while heap and heap[0][1] <= at:
                heappop(heap)
            hiding += heap[:1]
        if hiding:
            scope = scopes[min(hiding)[2]]
            used.add(scope)
            reason = Suppressed(scope.directive.reason, scope.directive.span)
            marked.append(diagnostic._replace(suppressed=reason))
        else:
            marked.append(diagnostic)
    return marked, used


def _unexplained(directive: Directive) -> Finding:
    how = 'Add "reason": "..."' if directive.annotation else "Add a colon and the reason"
    return Finding(directive.span, "This suppression says no reason", how)


def _unused(layout: Layout, scopes: Scopes, unused: Iterable[Scope]) -> Iterator[Finding]:
    by_directive: dict[Directive, list[Scope]] = defaultdict(list)
    for scope in unused:
        by_directive[scope.directive].append(scope)
    for directive, idle in by_directive.items():
        if len(idle) == len(directive.names):
            names = ", ".join(scope.name.text for scope in idle)
            fix = _without_directive(layout, directive, scopes)
            yield Finding(directive.span, f"There is no finding of {names} here to suppress", "Remove it", fix)
        else:
            places = {name.span: at for at, name in enumerate(directive.names)}
            for scope in idle:
                message = f"There is no finding of {scope.name.text} here to suppress"
                fix = _without_name(layout, directive, places[scope.name.span], scopes)
                yield Finding(scope.name.span, message, "Remove it", fix)


def _without_name(layout: Layout, directive: Directive, at: int, scopes: Scopes) -> Fix | None:
    """Take one of several names away, and for ``-disable`` also from what ends it."""
    own = _without_item(layout.page, directive, at)
    name = directive.names[at].text
    closing = scopes.partners[directive.span] if directive.kind is Kind.BEGIN else set()
    ends = [end for end in closing if name in (listed.text for listed in end.names)]
    if own is None or any(scopes.partners[end.span] != {directive} for end in ends):
        return None
    edits, safe = [own], True
    for end in sorted(ends, key=lambda end: end.span):
        if len(end.names) == 1:
            edit, grows_not = _without_comment(layout, end.span)
            edits, safe = [*edits, edit], safe and grows_not
        else:
            places = [place for place, listed in enumerate(end.names) if listed.text == name]
            edits += filter(None, (_without_item(layout.page, end, place) for place in places[:1]))
    return Fix("Remove it", tuple(edits), safe)


def _without_item(page: Page, directive: Directive, at: int) -> Edit | None:
    """Take one name out of a list of several, with the comma; in an annotation they stand in quotation marks."""
    marks = 1 if directive.annotation else 0
    if directive.annotation and _annotation_of(page, directive).slips:
        return None
    spans = [Span(name.span.start - marks, name.span.end + marks) for name in directive.names]
    start = spans[at - 1].end if at else spans[at].start
    end = spans[at].end if at else spans[1].start
    return Edit(Span(start, end), "")


def _without_directive(layout: Layout, directive: Directive, scopes: Scopes) -> Fix | None:
    if directive.annotation:
        return _without_key(layout.page, directive)
    closing = scopes.partners[directive.span] if directive.kind is Kind.BEGIN else set()
    if any(scopes.partners[end.span] != {directive} for end in closing):
        return None
    removed = [_without_comment(layout, one.span) for one in sorted((directive, *closing), key=lambda d: d.span)]
    return Fix("Remove it", tuple(edit for edit, _ in removed), safe=all(safe for _, safe in removed))


def _without_key(page: Page, directive: Directive) -> Fix | None:
    annotation = _annotation_of(page, directive)
    members = annotation.root.members if annotation.root else ()
    at = next(at for at, member in enumerate(members) if member.key_span.start == directive.span.start)
    if annotation.slips:
        return None
    start = members[at - 1].node.span.end if at else directive.span.start
    end = members[1].key_span.start if not at and members[1:] else directive.span.end
    return Fix("Remove it", (Edit(Span(start, end), ""),))


def _annotation_of(page: Page, directive: Directive) -> Annotation:
    return next(annotation for annotation in page.annotations if annotation.span == directive.annotation)


def _without_comment(layout: Layout, span: Span) -> tuple[Edit, bool]:
    """An edit that takes a comment away, with its line if it has one for itself, and whether nothing grows together."""
    source = layout.page.source
    first, last = source.line_column(span.start)[0], source.line_column(span.end - 1)[0]
    before, after = source.line(first).text[: span.start - source.lines(first - 1, first).start], source.line(last)
    rest = after.part(span.end - after.span.start)
    if before.strip() or rest.text.strip():
        start = span.start - (len(before) - len(before.rstrip()) if before.strip() else 0)
        return Edit(Span(start, span.end), ""), True
    lines = source.lines(first - 1, last)
    blank_above = first == 1 or not source.line(first - 1).text.strip()
    blank_below = last >= len(source.line_starts) or not source.line(last + 1).text.strip()
    follows = layout.after(lines.end)
    safe = follows >= len(layout.kinds) or layout.kinds[follows] not in {*LISTS, "code_block"}
    if not blank_above and not blank_below:
        return Edit(Span(lines.start, after.span.end), ""), safe
    end = (
        source.lines(last, last + 1).end
        if blank_above and blank_below and last < len(source.line_starts)
        else lines.end
    )
    return Edit(Span(lines.start, end), ""), safe
