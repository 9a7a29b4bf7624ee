"""What a rule is and what it yields."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from inspect import cleandoc
from typing import Any, Protocol, TypeVar, overload

from doclint.documented import Mark
from doclint.page import Page
from doclint.text import Span
from doclint.workspace import Workspace


class Severity(StrEnum):
    """How much a finding matters, as RULES.md of the project defines it.

    Error: sure, and harmful to a reader or to the tools that read the page. Warning: sure but mild, or harmful and
    right at least 85 times in 100. Info: worth knowing.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Preset(StrEnum):
    """The sets of rules a team can start from; each holds the ones before it."""

    RECOMMENDED = "recommended"
    STRICT = "strict"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace a span of the page with other text."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that belong together: all of them are made, or none.

    Safe: what is rendered and what the API is said to do stay the same. Unsafe: a guess a person should look at.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that explains a finding: a span of the same page, or the mark of a fact of any page.

    A mark is looked up when the finding is shown, so that it stays right when that page's text moves.
    """

    message: str
    place: Span | Mark


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a rule objects to.

    ``message`` says what is wrong, quoting the page, without a full stop at its end; ``help`` says what to do.
    ``severity`` is for the milder cases of a rule; most findings leave it to the rule.
    """

    span: Span
    message: str
    help: str = ""
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A small docs set; ``⟦`` and ``⟧`` mark what the rule must flag in ``page``.

    ``path`` is where the page lies, ``others`` are further files of the set. ``fixed`` is the page after all of the
    rule's fixes, unsafe ones included; None when it offers none. ``options`` are the rule's, ``settings`` the
    configuration keys (``namespaces``, ``hosts``, ``versions``, ``extends``) that differ from the defaults.
    """

    page: str
    path: str = "api-reference/beta/api/page.md"
    others: Mapping[str, str] = field(default_factory=dict)
    fixed: str | None = None
    options: Mapping[str, object] = field(default_factory=dict)
    settings: Mapping[str, object] = field(default_factory=dict)


OptionsT_contra = TypeVar("OptionsT_contra", contravariant=True)
Check = Callable[[Page, Workspace], Iterator[Finding]]


class CheckWithOptions(Protocol[OptionsT_contra]):
    """A check that users can adjust."""

    __name__: str
    __module__: str

    def __call__(self, page: Page, workspace: Workspace, *, options: OptionsT_contra) -> Iterator[Finding]:
        """Yield what is wrong with the page."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A named check with everything needed to explain, configure and test it.

    ``url`` is where its documentation can be read; its pack says so, or it is empty. ``fix`` is the kind of fix that it
    offers (``safe``, ``unsafe``), of a rule that has no examples to show it.
    """

    name: str
    category: str
    docs: str
    severity: Severity
    preset: Preset
    valid: tuple[Example, ...]
    invalid: tuple[Example, ...]
    aliases: tuple[str, ...]
    options: type[Any] | None
    _check: Callable[..., Iterator[Finding]] = field(repr=False)
    url: str = ""
    fix: str = ""

    @property
    def summary(self) -> str:
        """The first line of the documentation, without its full stop."""
        return self.docs.partition("\n")[0].removesuffix(".")

    def bind(self, given: Mapping[str, object]) -> Check:
        """The check with its options settled."""
        if self.options is None:
            return self._check
        return partial(self._check, options=self.options(**given))


@overload
def rule(
    *,
    severity: Severity,
    valid: tuple[Example, ...],
    invalid: tuple[Example, ...],
    preset: Preset = ...,
    aliases: tuple[str, ...] = ...,
) -> Callable[[Check], Rule]: ...
@overload
def rule(
    *,
    severity: Severity,
    valid: tuple[Example, ...],
    invalid: tuple[Example, ...],
    preset: Preset = ...,
    aliases: tuple[str, ...] = ...,
    options: type[OptionsT_contra],
) -> Callable[[CheckWithOptions[OptionsT_contra]], Rule]: ...
def rule(  # noqa: PLR0913, one door for everything a rule says of itself
    *,
    severity: Severity,
    valid: tuple[Example, ...],
    invalid: tuple[Example, ...],
    preset: Preset = Preset.RECOMMENDED,
    aliases: tuple[str, ...] = (),
    options: type[Any] | None = None,
) -> Callable[[Any], Rule]:
    """Make a rule of a check.

    Its name is the function's, in kebab case, its category the folder's, its documentation the module's docstring.
    ``preset`` is the smallest preset the rule is on in.
    """

    def make(check: Any) -> Rule:
        docs = cleandoc(sys.modules[check.__module__].__doc__ or "")
        category = check.__module__.split(".")[-2].replace("_", "-")
        name = check.__name__.replace("_", "-")
        if check.__name__ != check.__module__.rpartition(".")[2]:
            raise ValueError(
                f"the function {check.__name__} must stand in a file of its name, not in {check.__module__}"
            )
        return Rule(name, category, docs, severity, preset, valid, invalid, aliases, options, check)

    return make
