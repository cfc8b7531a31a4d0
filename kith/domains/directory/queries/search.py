"""Finding things to do: what was typed is understood, looked for, and tried harder for where little is found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db import connection

from kith.domains.directory import wording
from kith.domains.directory.finding import Hit, Results, Search, run
from kith.domains.directory.geo import locate

if TYPE_CHECKING:
    from kith.domains.directory.geo import Place
    from kith.kernel.access import Viewer

__all__ = ["Hit", "Results", "Search", "search"]
FEW = 3


def search(viewer: Viewer, search: Search, *, here: Place | None = None, is_strict: bool = False) -> Results:
    """What fits, the best first: by words, then known before unknown, checked before unchecked, near before far.

    `is_strict` leaves it at what was typed, without mending it or taking any of the words.
    """
    del viewer  # what is withdrawn is found by nobody here; editors look it up at the desk
    understood = wording.understand(search.words)
    search = _with_filters(search, understood.filters)
    here = here or (locate(search.near) if search.near.strip() else None)
    results = run(search, understood, here)
    if results.total < FEW and understood.meant and not is_strict:
        results = _try_harder(search, understood, results)
    return replace(results, is_place_unknown=bool(search.near.strip()) and here is None)


def _with_filters(search: Search, filters: dict[str, Any]) -> Search:
    given: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in filters.items()
        if not getattr(search, name)
    }
    return replace(search, **given)


def _try_harder(search: Search, understood: wording.Wording, results: Results) -> Results:
    """With the spelling mended where nothing was found; then what has all the words before what has any of them."""
    here = results.here
    mended = _mended(understood) if results.total == 0 else understood
    results = run(search, mended, here) if mended != understood else results
    if results.total < FEW and len(mended.meant) > 1:
        loose = run(search, mended, here, any_word=True)
        first = {hit.id for hit in results.hits}
        hits = (*results.hits, *(hit for hit in loose.hits if hit.id not in first))[: search.size]
        results = replace(loose, hits=hits, is_loose=loose.total > results.total)
    changes = {a.said: b.said for a, b in zip(understood.meant, mended.meant, strict=False) if a.said != b.said}
    return replace(results, corrected=changes)


def _mended(understood: wording.Wording) -> wording.Wording:
    """Words that stand in no listing, replaced by the nearest word that does."""
    meant = []
    for one in understood.meant:
        said = one.said
        if not one.finds and " " not in said:
            said = wording.corrected(said, _listed_words_like(said))
        meant.append(wording.understand(said).meant[0] if said != one.said else one)
    return replace(understood, meant=tuple(meant))


def _listed_words_like(word: str) -> dict[str, int]:
    """Words of listings that are written something like this one, with how many listings have them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, listings FROM directory_searchword WHERE word = %(w)s OR word %% %(w)s"
            " OR (left(word, 2) = left(%(w)s, 2) AND length(word) BETWEEN %(a)s AND %(b)s)",
            {"w": word, "a": len(word) - 2, "b": len(word) + 2},
        )
        return dict(cursor.fetchall())
