"""Drawing the map: everything saves at once, can be taken back, and never overwrites what another window did."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, TypedDict

from django.utils.translation import gettext as _

from kith.domains.directory.queries import Suggestions, ideas_for
from kith.domains.network.models import Change, Circle, Contact, Did, Kind, NetworkMap, Question, Reflection, Tie
from kith.domains.network.queries import last_change
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.kernel.use_cases import NotPossible, note, use_case

LONGEST_NAME, LONGEST_NOTE, LONGEST_WORDS = 60, 500, 4000
STEPS_BACK = 30
MOST_TIES = 100
_KEPT = ("name", "note", "kind", "circle", "contact", "is_private", "is_hard", "position")


class Said(TypedDict, total=False):
    """What may be said of a tie. What is not mentioned stays as it was."""

    name: str
    kind: str
    circle: str
    contact: str
    words: str
    is_private: bool
    is_hard: bool


class Outdated(NotPossible):
    """The same thing was changed in another window since this page was drawn; nothing was overwritten."""


@use_case("network.start_map")
def start_map(*, by: Viewer) -> NetworkMap:
    """Begin a map, or go on with the one there is."""
    at = now()
    return NetworkMap.objects.get_or_create(person_id=by.subject, defaults={"started_at": at, "changed_at": at})[0]


@use_case("network.add_tie", on="network_map")
def add_tie(
    *,
    by: Viewer,
    network_map: NetworkMap,
    name: str,
    kind: str,
    circle: str,
    contact: str = "",
    words: str = "",
    is_private: bool = False,
    is_hard: bool = False,
) -> Tie:
    """Put someone or something on the map."""
    if network_map.ties.count() >= MOST_TIES:
        raise NotPossible(_("Your map holds %(most)s. Take one off to add another.") % {"most": MOST_TIES})
    last = network_map.ties.order_by("-position").values_list("position", flat=True).first()
    tie = Tie(network_map=network_map, person_id=network_map.person_id, position=(last or 0) + 1)
    _say(tie, {"name": name, "kind": kind, "circle": circle, "contact": contact, "words": words})
    tie.is_hard, tie.is_private = is_hard, is_private or is_hard
    _keep(network_map, tie, Did.ADDED, before=None)
    note(kind=tie.kind, circle=tie.circle)
    return tie


@use_case("network.change_tie", on="network_map")
def change_tie(*, by: Viewer, network_map: NetworkMap, tie_id: uuid.UUID, version: int, said: Said) -> Tie:
    """Say something else about it: name, kind, circle, contact, a note, private, hard for me."""
    tie = _tie(by, network_map, tie_id, version)
    before = _state(tie)
    _say(tie, said)
    # What is hard for somebody is kept private from the moment they say so, unless they then say otherwise.
    if tie.is_hard and not before["is_hard"]:
        tie.is_private = True
    if _state(tie) != before:
        _keep(network_map, tie, Did.CHANGED, before=before)
    note(changed=sorted(said))
    return tie


@use_case("network.move_tie", on="network_map")
def move_tie(*, by: Viewer, network_map: NetworkMap, tie_id: uuid.UUID, circle: str, version: int) -> Tie:
    """Move it to another circle, nearer or further; a drag and a button do the same."""
    tie = _tie(by, network_map, tie_id, version)
    before = _state(tie)
    _say(tie, {"circle": circle})
    if tie.circle != before["circle"]:
        _keep(network_map, tie, Did.MOVED, before=before)
    note(circle=tie.circle)
    return tie


@use_case("network.remove_tie", on="network_map")
def remove_tie(*, by: Viewer, network_map: NetworkMap, tie_id: uuid.UUID, version: int) -> NetworkMap:
    """Take it off the map, without a question why; undo brings it back."""
    tie = _tie(by, network_map, tie_id, version)
    _keep(network_map, tie, Did.REMOVED, before=_state(tie))
    return network_map


@use_case("network.undo", on="network_map")
def undo(*, by: Viewer, network_map: NetworkMap, version: int) -> Change:
    """Take back the last change; pressed again, the one before it."""
    if version != network_map.version:
        raise Outdated(_("Your map changed in another window. Here it is now."))
    change = last_change(by, network_map)
    if change is None:
        raise NotPossible(_("There is nothing more to take back."))
    _changed(network_map)
    if change.before is None:
        Tie.objects.filter(pk=change.tie_id).delete()
    else:
        _restore(network_map, change)
    note(undone=change.did)
    Change.objects.filter(pk=change.pk).delete()
    return change


@use_case("network.reflect", on="network_map")
def reflect(
    *,
    by: Viewer,
    network_map: NetworkMap,
    answers: Mapping[str, str],
    private: Mapping[str, bool] | None = None,
    version: int | None = None,
) -> NetworkMap:
    """Keep the person's own words to any of the five questions; empty words take an answer back."""
    rows = {row.question: row for row in network_map.reflections.all()}
    _check_answers(by, rows, answers)
    changed = [
        _answered(network_map, rows.get(q), q, words.strip(), (private or {}).get(q)) for q, words in answers.items()
    ]
    if any(changed) and version is not None and version != network_map.words_version:
        raise Outdated(_("Your words were changed in another window."))
    if any(changed):
        network_map.words_version += 1
        network_map.save(update_fields=["words_version"])
    note(questions=sorted(answers))
    return network_map


@use_case("network.finish", on="network_map")
def finish(*, by: Viewer, network_map: NetworkMap) -> NetworkMap:
    """Say that the map is done for now. However little is on it, it is a complete map."""
    network_map.finished_at = now()
    network_map.save(update_fields=["finished_at"])
    return network_map


@use_case("network.look_for_ideas")
def look_for_ideas(*, by: Viewer, count: int = 3, skip: int = 0, is_low_day: bool = False) -> Suggestions:
    """Look for things to do that fit what the person said, each with its reasons; the record keeps why."""
    found = ideas_for(by, count=count, skip=skip, is_low_day=is_low_day)
    note(ideas=[{"id": i.candidate.id, "because": [b.field for b in i.because]} for i in found.ideas])
    return found


def _tie(by: Viewer, network_map: NetworkMap, tie_id: uuid.UUID, version: int) -> Tie:
    """The tie as it is now; Outdated when it is gone, or was changed after the page was drawn."""
    tie = Tie.objects.visible_to(by).filter(network_map=network_map, pk=tie_id).first()
    if tie is None:
        raise Outdated(_("That is no longer on your map. Here it is now."))
    if tie.version > version:
        raise Outdated(_("That was changed in another window. Here it is now."))
    return tie


def _say(tie: Tie, said: Said) -> None:
    """Check and set what was said; what was not mentioned stays."""
    if "name" in said:
        tie.name = _line(said["name"], LONGEST_NAME, "name")
        if not tie.name:
            raise NotPossible(_("Write a name, a nickname or initials."), field="name")
    if "words" in said:
        tie.note = _line(said["words"], LONGEST_NOTE, "words") or None
    _say_codes(tie, said)
    tie.is_private = said.get("is_private", tie.is_private)
    tie.is_hard = said.get("is_hard", tie.is_hard)


def _say_codes(tie: Tie, said: Mapping[str, Any]) -> None:
    for field, known in (("kind", Kind.values), ("circle", Circle.values), ("contact", ["", *Contact.values])):
        if field in said:
            if said[field] not in known:
                raise NotPossible(_("Choose one of these."), field=field)
            setattr(tie, field, said[field])


def _line(words: str, longest: int, field: str) -> str:
    kept = " ".join(words.split())
    if len(kept) > longest:
        raise NotPossible(_("Please make this shorter."), field=field)
    return kept


def _state(tie: Tie) -> dict[str, Any]:
    return {field: getattr(tie, field) for field in _KEPT}


def _keep(network_map: NetworkMap, tie: Tie, did: Did, *, before: dict[str, Any] | None) -> None:
    """Save the tie at the map's next version, and remember how to take that back."""
    _changed(network_map)
    tie.version = network_map.version
    if did is Did.REMOVED:
        Tie.objects.filter(pk=tie.pk).delete()
    else:
        tie.save()
    Change(
        network_map=network_map,
        person_id=network_map.person_id,
        did=did,
        tie_id=tie.pk,
        before=before,
        is_private=tie.is_private or bool(before and before["is_private"]),
        version=network_map.version,
    ).save()
    Change.objects.filter(network_map=network_map, version__lte=network_map.version - STEPS_BACK).delete()


def _restore(network_map: NetworkMap, change: Change) -> None:
    """Make the tie what it was before the change, also when it was taken off the map."""
    tie = Tie.objects.filter(pk=change.tie_id).first()
    tie = tie or Tie(id=change.tie_id, network_map=network_map, person_id=network_map.person_id)
    for field, value in (change.before or {}).items():
        setattr(tie, field, value)
    tie.version = network_map.version
    tie.save()


def _changed(network_map: NetworkMap) -> None:
    """The next version. A map that is drawn on again is not finished any more."""
    network_map.version += 1
    network_map.changed_at = now()
    network_map.finished_at = None
    network_map.save(update_fields=["version", "changed_at", "finished_at"])


def _check_answers(by: Viewer, rows: Mapping[str, Reflection], answers: Mapping[str, str]) -> None:
    """Staff who act for the person neither read nor overwrite an answer that is private."""
    for question, words in answers.items():
        if question not in Question.values:
            raise NotPossible(_("We do not know this question."), field=question)
        if len(words) > LONGEST_WORDS:
            raise NotPossible(_("Please make this shorter."), field=question)
        if by.on_behalf_of is not None and question in rows and rows[question].is_private:
            raise NotPossible(_("They keep their own words to this private."), field=question)


def _answered(
    network_map: NetworkMap, row: Reflection | None, question: str, words: str, is_private: bool | None
) -> bool:
    """Keep one answer as it is now; whether that changed anything."""
    if not words:
        if row is not None:
            row.delete()
        return row is not None
    if row is None:
        row = Reflection(network_map=network_map, person_id=network_map.person_id, question=question, words="")
        row.is_private = question == Question.HARD
    private = row.is_private if is_private is None else is_private
    if (row.words, row.is_private) == (words, private):
        return False
    row.words, row.is_private = words, private
    row.save()
    return True
