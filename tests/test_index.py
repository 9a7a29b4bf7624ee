"""An index that has seen any history answers as a fresh one, and says of every answer that changes that it may have."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches

from hypothesis import given, settings
from hypothesis import strategies as st

from doclint.enums import EnumFact
from doclint.facts import Facts
from doclint.index import Index, Query
from doclint.types import PropertyFact, ResourceFact, TypeFacts

PATHS = ["beta/a.md", "beta/b.md", "beta/B.md", "beta/deep/c.md", "v1.0/a.md", "d.md"]
FILES = ["beta/pic.png", "beta/Deep/x.png", "v1.0/a.md", "other/y.png"]
VERSIONS = ["beta", "v1.0"]
NAMES = ["sky.dome", "sky.Dome", "sea.dome", "dome", "sky.domes", "lens"]
SCOPES = ["Device.Read", "device.Read", "Devices.Read", "Devise.Read", "Mail.Read"]


def subsets(values: list[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), max_size=3)


properties = st.sampled_from(["", "String", "dome"]).map(
    lambda kind: PropertyFact(
        "shape", kind, is_collection=False, is_relationship=False, target="", says=frozenset(), values=()
    )
)
resources = st.builds(
    ResourceFact,
    name=st.sampled_from(NAMES),
    properties=st.tuples(properties),
    bases=subsets(NAMES).map(lambda names: tuple(sorted(names))),
    is_complete=st.booleans(),
)
enums = st.builds(
    EnumFact,
    name=st.sampled_from(["dome", "Dome", "lens"]),
    members=st.sampled_from([("a",), ("a", "b")]),
    is_flags=st.booleans(),
    namespace=st.sampled_from(["", "sky", "sea"]),
)
facts = st.builds(
    Facts,
    version=st.sampled_from(VERSIONS),
    anchors=subsets(["one", "two"]),
    includes=subsets(PATHS).map(lambda paths: tuple(sorted(paths))),
    links=subsets([path.lower() for path in PATHS]),
    types=subsets(NAMES[:4]),
    scopes=subsets(SCOPES),
    request_names=subsets(["get", "list"]),
    defined=st.builds(
        TypeFacts, resources=st.lists(resources, max_size=2).map(tuple), enums=st.lists(enums, max_size=1).map(tuple)
    ),
)
owned = st.dictionaries(
    st.sampled_from([*NAMES, "/lens"]), st.sampled_from(['{"mode":"idle"}', '{"mode":1,"name":"a"}', '{"name":"a"}'])
)
facts = st.builds(lambda said, values: replace(said, values=values), facts, st.just({}) | owned)
changes = st.tuples(st.dictionaries(st.sampled_from(PATHS), st.none() | facts), subsets(FILES))

QUERIES = [
    *(Query(name, (path,)) for name in ("exists", "spelling", "closest_path", "anchors") for path in (*PATHS, *FILES)),
    *(Query(name, (path,)) for name in ("include_cycle", "is_linked", "types_on") for path in PATHS),
    *(Query("exists", (folder,)) for folder in ("beta", "beta/deep", "beta/Deep", "other", ".")),
    *(Query("closest_scope", (scope,)) for scope in SCOPES),
    *(Query("request_name_pages", (name,)) for name in ("get", "list")),
    *(
        Query(name, (version, about))
        for version in VERSIONS
        for name in ("resource", "enum", "type_names", "derived", "closest_type", "type_pages", "type_spellings")
        for about in (*NAMES, "domer")
    ),
    *(
        Query("example_values", (version, of, like))
        for version in VERSIONS
        for of in ("sky.dome", "dome", "/lens")
        for like in ('{"mode": null}', '{"name": null, "mode": null}', '{"name": null, "mode": "idle"}')
    ),
    *(Query("documents_types", (version,)) for version in VERSIONS),
    Query("has_lower_case_names"),
]


@settings(max_examples=500)
@given(st.lists(changes, min_size=1, max_size=5), st.data())
def test_an_index_equals_a_fresh_one(
    history: list[tuple[dict[str, Facts | None], frozenset[str]]], data: st.DataObject
) -> None:
    index, pages = Index({}, frozenset()), dict[str, Facts]()
    for change, files in history:
        asked = data.draw(st.lists(st.sampled_from(QUERIES), max_size=20))
        before = {query: index.answer(query) for query in asked}
        was_empty = not pages
        for path, said in change.items():
            pages.pop(path, None)
            pages |= {path: said} if said else {}
        marks = index.update(change, files)
        fresh = Index(pages, files)
        for query in QUERIES if data.draw(st.booleans()) else asked:
            now = index.answer(query)
            assert now.value == fresh.answer(query).value, query
            assert now.digest == fresh.answer(query).digest, query
            if query in before and not was_empty and before[query].digest != now.digest:
                assert marks.intersection(before[query].marks), query


@given(st.frozensets(st.text("aab-.\u0161", min_size=1, max_size=24), max_size=12), st.text("aab-.\u0161", min_size=1))
def test_the_closest_name_in_a_folder_is_that_of_difflib_among_those_that_are_short_or_begin_or_end_alike(
    names: frozenset[str], name: str
) -> None:
    alike = [n for n in sorted(names) if n[:4] == name[:4] or n[-9:] == name[-9:] or max(len(n), len(name)) < 16]
    close = get_close_matches(name, alike, n=1, cutoff=0.85)
    index = Index({}, frozenset(f"beta/{other}" for other in names))
    if name not in names:
        assert index.closest_path(f"beta/{name}") == (f"beta/{close[0]}" if close else None)
