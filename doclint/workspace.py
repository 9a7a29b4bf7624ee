"""The docs set as rules see it, and the record of what they asked.

A rule questions a ``Workspace``. Each question is noted with its answer, so that a result stands for as long as
the same questions have the same answers. Places take no part in the comparison: they are looked up, by ``Mark``,
when a finding is shown.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeVar

from doclint.documented import DocumentedEnum, DocumentedType
from doclint.index import Answer, Found, Index, Query
from doclint.page import Dialect, Page
from doclint.text import new_tuple

MadeT = TypeVar("MadeT")
_NOT_MADE = object()


@dataclass(frozen=True)
class Settings:
    """What the configuration tells rules about the API that is documented.

    ``namespaces``: roots that public types may live in. ``hosts``: hosts that public URLs may name. ``versions``:
    folder name to URL segment. ``strict``: whether pages of every dialect are held to the modern form.
    """

    namespaces: tuple[str, ...] = ("microsoft.graph",)
    hosts: tuple[str, ...] = ("graph.microsoft.com",)
    versions: Mapping[str, str] = field(default_factory=lambda: {"v1.0": "v1.0", "beta": "beta"})
    strict: bool = False


class Workspace:
    """What a rule may ask about the rest of the docs set. Paths are POSIX, relative to its root."""

    def __init__(self, index: Index, settings: Settings) -> None:
        self._index = index
        self.settings = settings
        self.asked: dict[Query, Answer] = {}
        """The questions that rules have put, each with its answer."""
        self._made: dict[tuple[Callable[..., object], Hashable], Any] = {}

    def version(self, page: Page) -> str | None:
        """The URL segment of the version that a page documents (``beta``), by its folders; None when unversioned."""
        return self.once(_version, page)

    def dialect(self, page: Page) -> Dialect:
        """The dialect by which a page is to be judged: its own, or the modern one where the settings are strict."""
        return Dialect.MODERN if self.settings.strict else page.dialect

    def exists(self, path: str) -> bool:
        """Whether there is a file or folder of that very path, letter case included."""
        return bool(self._ask("exists", path))

    def spelling(self, path: str) -> str | None:
        """How a path is spelt that exists in any letter case."""
        return self._ask("spelling", path)  # type: ignore[no-any-return]

    def has_lower_case_names(self) -> bool:
        """Whether nearly all pages of the docs set have file names without capitals."""
        return bool(self._ask("has_lower_case_names"))

    def closest_path(self, path: str) -> str | None:
        """The existing file that was most likely meant by a path that does not exist."""
        return self._ask("closest_path", path)  # type: ignore[no-any-return]

    def anchors(self, path: str) -> frozenset[str] | None:
        """Every fragment that a link to a page may name, includes followed; None when the page is not known."""
        return self._ask("anchors", path)  # type: ignore[no-any-return]

    def include_cycle(self, path: str) -> tuple[str, ...]:
        """The files by which a page comes to include itself, in order, itself the last; empty when it does not."""
        return self._ask("include_cycle", path)  # type: ignore[no-any-return]

    def is_linked(self, path: str) -> bool:
        """Whether another page has a link to this one, in any letter case.

        Of a path with a fragment (``page.md#anchor``): whether any page has, itself included.
        """
        return bool(self._ask("is_linked", path))

    def type_spellings(self, version: str, name: str) -> tuple[str, ...]:
        """How pages of a version spell the type of that short name in ``@odata.type``, the commonest first.

        Full names without ``#`` and without ``Collection()``; ``name`` in any letter case.
        """
        return self._ask("type_spellings", version, name)  # type: ignore[no-any-return]

    def type_pages(self, version: str, name: str) -> tuple[str, ...]:
        """The pages of a version that use just that full type name in an ``@odata.type``, in path order."""
        return self._ask("type_pages", version, name)  # type: ignore[no-any-return]

    def closest_scope(self, name: str) -> str | None:
        """The permission scope that one may be a slip for: used by far more pages, and the same but for a letter.

        That is: in another letter case, with its dots elsewhere, or with one letter of its first part other.
        """
        return self._ask("closest_scope", name)  # type: ignore[no-any-return]

    def request_name_pages(self, name: str) -> tuple[str, ...]:
        """The pages with a request annotation of that name, in path order."""
        return self._ask("request_name_pages", name)  # type: ignore[no-any-return]

    def resource(self, version: str, name: str) -> DocumentedType | None:
        """What the pages of a version say of a resource type, by its full or short name, letter case included.

        A short name that several namespaces know stands for the one used by most pages.
        """
        return self._ask("resource", version, name)  # type: ignore[no-any-return]

    def enum(self, version: str, name: str) -> DocumentedEnum | None:
        """The members that the pages of a version give an enum, by its short or full name, letter case included.

        Of several namespaces that know the name, the name's own counts, else that of most pages.
        """
        return self._ask("enum", version, name)  # type: ignore[no-any-return]

    def type_names(self, version: str, name: str) -> tuple[str, ...]:
        """The full names of the documented types with that short or full name, in any letter case."""
        return self._ask("type_names", version, name)  # type: ignore[no-any-return]

    def documents_types(self, version: str) -> bool:
        """Whether the pages of a version document nearly all the types they speak of, so that another stands out.

        The pages of a part of an API, or a page alone, do not; nothing can be said there of a type that is missing.
        """
        return bool(self._ask("documents_types", version))

    def types_on(self, path: str) -> tuple[str, ...]:
        """The names of the resource types and enums that a page documents, full where it gives the namespace."""
        return self._ask("types_on", path)  # type: ignore[no-any-return]

    def derived(self, version: str, name: str) -> tuple[str, ...]:
        """The full names of the types whose base type is of that name, one level down, however their pages write it."""
        return self._ask("derived", version, name)  # type: ignore[no-any-return]

    def closest_type(self, version: str, name: str) -> str | None:
        """The documented type or enum whose name is spelt most like one that is not; the first letter is the same."""
        return self._ask("closest_type", version, name)  # type: ignore[no-any-return]

    def example_values(
        self, version: str, of: str, wanted: Iterable[str], beside: Mapping[str, str | float] = MappingProxyType({})
    ) -> tuple[Mapping[str, str | float], ...]:
        """What single examples of a version show for properties that an object lacks, the one that fits best first.

        That is the one that shows most of them; then, the one that has most in common with what is ``beside`` them;
        then, what most examples show, and the fullest.
        ``of`` is the full or short name of the type that has the properties, or ``/`` and the property under whose key
        the object stands. See ``doclint.example_values`` for what counts as a value.
        """
        like = json.dumps({**beside, **dict.fromkeys(wanted)})
        return tuple(map(json.loads, self._ask("example_values", version, of, like)))

    def once(self, make: Callable[[Page, Workspace], MadeT], page: Page) -> MadeT:
        """What a function makes of a page and this workspace, made once for all the rules that want it."""
        key = (make, page.path)
        made = self._made.get(key, _NOT_MADE)
        if made is _NOT_MADE:
            made = self._made[key] = make(page, self)
        return made  # type: ignore[no-any-return]

    def once_about(self, find: Callable[..., MadeT], *about: Hashable) -> MadeT:
        """What a function finds out by asking this workspace about something, found out once for all the rules."""
        key = (find, about)
        made = self._made.get(key, _NOT_MADE)
        if made is _NOT_MADE:
            made = self._made[key] = find(self, *about)
        return made  # type: ignore[no-any-return]

    def remembered(self, find: Callable[..., MadeT], *about: Hashable) -> MadeT:
        """What a function finds out by asking about something, found out once for all pages as long as it holds.

        It may ask this workspace alone, which is given to it; whoever is told what it found has asked the same.
        """
        key = (find, about)
        known = self._index.found.get(key)
        if known is None:
            asked, self.asked = self.asked, {}
            try:
                known = self._index.found[key] = Found(find(self, *about), self.asked)
            finally:
                self.asked = asked
        self.asked.update(known.asked)
        return known.value  # type: ignore[no-any-return]

    def _ask(self, question: str, *about: str) -> Any:
        query = new_tuple(Query, (question, about))  # rules put some hundred questions on each page
        answer = self.asked.get(query)
        if answer is None:
            answer = self.asked[query] = self._index.answer(query)
        return answer.value


def resolve(page_path: str, target: str) -> str | None:
    """The docs-set path that a relative link of a page leads to; None when it leads out of the docs set."""
    return _resolved(page_path.rpartition("/")[0], target)


_RESOLVED = 50_000
"""Links whose target is remembered: the pages of a folder name the same files over and over."""


@lru_cache(_RESOLVED)
def _resolved(folder: str, target: str) -> str | None:
    path = posixpath.normpath(posixpath.join(folder, target))
    return None if path == ".." or path.startswith(("../", "/")) else path


def _version(page: Page, workspace: Workspace) -> str | None:
    versions = workspace.settings.versions
    return next((versions[folder] for folder in reversed(page.path.split("/")[:-1]) if folder in versions), None)
