"""Which part of a page each directive is about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import NamedTuple

from doclint.checking import ENGINE_RULES
from doclint.directives import Directive, Kind
from doclint.extents import Extent, read_extents
from doclint.page import Page
from doclint.rule import Finding
from doclint.text import Slice, Span

ALL = "all"
"""What stands for every rule in a directive."""


class Scope(NamedTuple):
    """One rule, or all, that one directive hides, and where: findings that begin in ``region``."""

    region: Span
    rule: str
    name: Slice
    directive: Directive


class Scopes(NamedTuple):
    """What the directives of a page hide, in the order of the regions, and what is wrong with them.

    ``partners`` are the ``-enable`` comments that close each ``-disable``, by its place, and the reverse.
    """

    found: tuple[Scope, ...]
    faults: tuple[Finding, ...]
    partners: Mapping[Span, set[Directive]]


def read_scopes(page: Page, directives: Sequence[Directive], names: Mapping[str, str]) -> Scopes:
    """What the directives hide; ``names`` are those of all rules, each under its own name and its old ones."""
    layout = Layout(page, directives)
    faults: list[Finding] = []
    found: list[Scope] = []
    opened: dict[str, list[Scope]] = defaultdict(list)
    partners: dict[Span, set[Directive]] = defaultdict(set)
    for directive in directives:
        faults += (_unknown(name, names) for name in directive.names if _rule(name, names) is None)
        named = [(name, rule) for name in directive.names if (rule := _rule(name, names))]
        if directive.kind is Kind.END:
            rules = [rule for _, rule in named] if directive.names else list(opened)
            faults += _closing_nothing(directive, named, opened)
            for scope in [scope for rule in rules for scope in opened.pop(rule, ())]:
                found.append(scope._replace(region=Span(scope.region.start, directive.span.start)))
                partners[scope.directive.span].add(directive)
                partners[directive.span].add(scope.directive)
        else:
            region = layout.region(directive)
            for name, rule in named:
                scope = Scope(region, rule, name, directive)
                (opened[rule] if directive.kind is Kind.BEGIN else found).append(scope)
    found += (scope for left in opened.values() for scope in left)
    return Scopes(tuple(sorted(found, key=lambda scope: (scope.region, scope.name.span))), tuple(faults), partners)


@dataclass(frozen=True)
class Layout:
    """The blocks of a page, as its directives see them."""

    page: Page
    directives: Sequence[Directive]

    @cached_property
    def extents(self) -> list[Extent]:
        """All blocks, outer ones before those in them."""
        return read_extents(self.page)

    @cached_property
    def comments(self) -> dict[int, Directive]:
        """The directives that are comments, by where they begin."""
        return {d.span.start: d for d in self.directives if not d.annotation}

    @cached_property
    def kinds(self) -> list[str]:
        """The kind of each block; ``directive`` and ``annotation`` for the comments that are one."""
        said = {a.span.start: "annotation" for a in self.page.annotations if not a.is_page}
        said |= dict.fromkeys(self.comments, "directive")
        return [
            said.get(self.first_text(extent), extent.kind) if extent.kind == "html_block" else extent.kind
            for extent in self.extents
        ]

    def region(self, directive: Directive) -> Span:
        """Where the findings begin that a directive is about; ``-disable`` is taken to be never closed."""
        source, behind = self.page.source, len(self.page.text) + 1
        first = source.line_column(directive.span.start)[0]
        last = source.line_column(directive.span.end - 1)[0]
        match directive.kind:
            case Kind.FILE:
                return Span(0, behind)
            case Kind.BLOCK:
                region = self._units[self._block_at(directive)]
            case Kind.LINE:
                region = source.lines(first - 1, last)
            case Kind.NEXT_LINE:
                region = source.lines(last, last + 1) if last < len(source.line_starts) else Span(behind, behind)
            case _:
                region = Span(directive.span.end, behind)
        return Span(region.start, behind) if region.end == len(self.page.text) else region

    def after(self, offset: int) -> int:
        """Which block is the first that begins at an offset or after it."""
        return bisect_left(self._starts, offset)

    @cached_property
    def _starts(self) -> list[int]:
        return [extent.span.start for extent in self.extents]

    @cached_property
    def _units(self) -> list[Span]:
        """For each block what "the next block" is there: an annotation goes together with what follows it."""
        end = len(self.page.text)
        units = [Span(end, end)] * (len(self.extents) + 1)
        for at in range(len(self.extents) - 1, -1, -1):
            here, after = self.extents[at].span, units[at + 1]
            unit = Span(here.start, after.end) if self.kinds[at] == "annotation" else here
            units[at] = after if self.kinds[at] == "directive" else unit
        return units

    def _block_at(self, directive: Directive) -> int:
        """Which block is the annotation that a directive stands in, or follows its comment."""
        if directive.annotation:
            return bisect_right(self._starts, directive.annotation.start) - 1
        return self.after(directive.span.end)

    def first_text(self, extent: Extent) -> int:
        """Where a block begins when blanks and the marks of quotations are left out."""
        text, at = self.page.text, extent.span.start
        while at < extent.span.end and text[at] in " \t>":
            at += 1
        return at


def _rule(name: Slice, names: Mapping[str, str]) -> str | None:
    return ALL if name.text == ALL else names.get(name.text)


def _unknown(name: Slice, names: Mapping[str, str]) -> Finding:
    first = name.text.split()[0]
    if name.text in ENGINE_RULES:
        return Finding(name.span, f"{name.text} cannot be suppressed")
    if first in names and first != name.text:
        return Finding(name.span, f'There is no rule "{name.text}"', f"Write a colon after {first}")
    close = get_close_matches(name.text, [*names, ALL], n=1)
    hint = f"Did you mean {close[0]}?" if close else "The command doclint rules lists them"
    return Finding(name.span, f'There is no rule "{name.text}"', hint)


def _closing_nothing(
    directive: Directive, named: Iterable[tuple[Slice, str]], opened: Mapping[str, list[Scope]]
) -> list[Finding]:
    if not directive.names:
        said = "Nothing is disabled here that this could enable"
        return [] if any(opened.values()) else [Finding(directive.span, said)]
    return [
        Finding(name.span, f"{name.text} is not disabled here, so this enables nothing")
        for name, rule in named
        if not opened.get(rule)
    ]
