"""However a docs set came to be, its diagnostics are those of a fresh look at it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doclint.cache import Cache
from doclint.checking import EnabledRule
from doclint.docset import Reading, Stamp
from doclint.registry import installed_rules
from doclint.report import Located, make_report
from doclint.session import Session
from doclint.text import Source
from doclint.workspace import Settings

RULES = [EnabledRule(r.name, r.category, r.severity, r.bind({})) for r in installed_rules()]
SETTINGS = Settings(namespaces=("contoso.sky",))
FOLDER = "api-reference/beta/"
PATHS = [f"{FOLDER}{name}" for name in ("api/get.md", "api/list.md", "resources/dome.md", "resources/Dome.md")]

names = st.sampled_from(["contoso.sky.dome", "contoso.Sky.dome", "Sky.Internal.dome", "contoso.sky.mirror"])
types = st.sampled_from(["String", "Boolean", "[mirror](../resources/dome.md)", "Contoso.Internal.mirror", "strin"])
values = st.sampled_from(['"Boolean"', "true", '"1"', "[]", '{"@odata.type": "#contoso.sky.mirror"}'])
targets = st.sampled_from(["../resources/dome.md", "dome.md#two", "#two", "../api/get.md", "Dome.md", "none.md"])
pieces = st.one_of(
    st.builds("[link]({})\n\n".format, targets),
    st.builds("|Property|Type|Description|\n|:-|:-|:-|\n|isOpen|{}|Text.|\n\n".format, types),
    st.builds(
        '<!-- {{"blockType": "request", "name": "get_dome"}} -->\n'
        '```http\nPOST /domes\n\n{{"isOpen": {}}}\n```\n'.format,
        values,
    ),
    st.builds(
        '<!-- {{"blockType": "response", "@odata.type": "{}"}} -->\n'
        '```http\nHTTP/1.1 200 OK\n\n{{"isOpen": {}}}\n```\n'.format,
        names,
        values,
    ),
    st.builds(
        '<!-- {{"blockType": "resource", "@odata.type": "{}"}} -->\n```json\n{{"isOpen": "Boolean"}}\n```\n'.format,
        names,
    ),
    st.builds(
        "# dome resource type\n\nInherits from [mirror](dome.md).\n\n|Property|Type|Description|\n|:-|:-|:-|\n"
        "|kind|{}|Possible values are: `a`, `b`.|\n\n### kind values\n\n|Member|\n|:-|\n|a|\n\n"
        '<!-- {{"blockType": "resource", "@odata.type": "{}", "baseType": "{}", "keyProperty": "kind"}} -->\n'
        '```json\n{{"kind": "Boolean"}}\n```\n'.format,
        types | st.just("kind"),
        names,
        names,
    ),
    st.builds(
        '<!-- {{"blockType": "response", "@odata.type": "{}"}} -->\n'
        '```http\nHTTP/1.1 200 OK\n\n{{"motto": {}}}\n```\n'.format,
        names,
        st.sampled_from(['"String"', '"motto-value"', '"Look up"', '"Look down"', "1"]),
    ),
    st.sampled_from(["## Two\n\n", "# Dome\nNamespace: contoso.sky\n\n", "TODO: add text\n\n", "| a | b\n", "```\n"]),
)
texts = st.none() | st.lists(pieces, max_size=4).map("".join)
changes = st.dictionaries(st.sampled_from(PATHS), texts, min_size=1)


trusted = st.sets(st.sampled_from(PATHS)).map(frozenset)
"""The pages whose files say that they are as they were, if they are."""


def stamps(pages: Mapping[str, Source], paths: frozenset[str]) -> dict[str, Stamp]:
    return {path: Stamp(0, 0, 0, crc32(pages[path].text.encode())) for path in pages.keys() & paths}


def new_session(cache: Cache | None = None, pages: Mapping[str, Source] = MappingProxyType({})) -> Session:
    def read(paths: Iterable[str]) -> Reading:
        return Reading({path: pages[path] for path in paths}, {})

    return Session(lambda _: RULES, SETTINGS, cache=cache, read=read)


def seen(session: Session) -> tuple[Located, ...]:
    return make_report(session, session.paths()).diagnostics


@settings(max_examples=500)
@given(st.lists(st.tuples(changes, st.none() | trusted), min_size=1, max_size=5))
def test_updates_agree_with_a_fresh_look(history: list[tuple[dict[str, str | None], frozenset[str] | None]]) -> None:
    pages = dict[str, Source]()
    session = new_session(pages=pages)
    for change, stamped in history:
        for path, text in change.items():
            pages.pop(path, None)
            pages |= {} if text is None else {path: Source(path, text)}
        if stamped is None:
            session.update({path: pages.get(path) for path in change})
        else:
            session.refresh(pages, stamps(pages, stamped), frozenset())
        session.check()
    fresh = new_session()
    fresh.update(dict(pages))
    fresh.check()
    assert seen(session) == seen(fresh)


@settings(max_examples=500)
@given(st.lists(st.tuples(changes, trusted), min_size=1, max_size=4))
def test_a_cache_agrees_with_a_fresh_look(history: list[tuple[dict[str, str | None], frozenset[str]]]) -> None:
    pages = dict[str, Source]()
    with TemporaryDirectory() as folder:
        for change, stamped in history:
            for path, text in change.items():
                pages.pop(path, None)
                pages |= {} if text is None else {path: Source(path, text)}
            cached = new_session(Cache(Path(folder), SETTINGS, pytest.fail), pages)
            cached.update({path: pages[path] for path in cached.recall(pages, stamps(pages, stamped))})
            fresh = new_session()
            fresh.update(dict(pages))
            for session in (cached, fresh):
                session.check()
            cached.save()
            assert seen(cached) == seen(fresh)
