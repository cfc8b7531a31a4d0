"""What the map keeps about a person: handed out whole, with its picture, and erased whole."""

from __future__ import annotations

import uuid
from typing import Any

from django.template.loader import render_to_string

from kith.domains.network import queries
from kith.domains.network.models import Change, NetworkMap, Reflection, Tie
from kith.kernel.access import Viewer
from kith.kernel.records import records
from kith.kernel.sealed import unlock


def everything_about(person_id: uuid.UUID) -> dict[str, Any]:
    """The map with all that is on it, what can still be taken back, and the answers to the five questions."""
    network_map = NetworkMap.objects.filter(person_id=person_id).first()
    if network_map is None:
        return {}
    ties = list(Tie.objects.filter(person_id=person_id).order_by("position"))
    changes = list(Change.objects.filter(person_id=person_id).order_by("version"))
    words = list(Reflection.objects.filter(person_id=person_id).order_by("question"))
    unlock([*ties, *changes, *words])
    return {
        "begun_on": network_map.started_at.date().isoformat(),
        "changed_on": network_map.changed_at.date().isoformat(),
        "is_finished": network_map.finished_at is not None,
        "on_the_map": [_tie(tie) for tie in ties],
        "can_be_taken_back": [{"what": change.did, "how_it_was": change.before} for change in changes],
        "answers": [{"question": w.question, "words": w.words, "is_private": w.is_private} for w in words],
        "picture_svg": picture(person_id),
    }


def picture(person_id: uuid.UUID) -> str:
    """The map as one SVG file that needs nothing else."""
    board = queries.board(Viewer(id=person_id, sphere="member"))
    return render_to_string("network/picture.svg", {"drawing": board.drawing}, using="jinja2")


def erase(person_id: uuid.UUID) -> None:
    """The map is the person's own: nothing of it is kept."""
    NetworkMap.objects.filter(person_id=person_id).delete()


def register() -> None:
    """Take part in downloads and erasure."""
    models = [NetworkMap, Tie, Change, Reflection]
    records.register("network", everything_about=everything_about, erase=erase, models=models)


def _tie(tie: Tie) -> dict[str, Any]:
    return {
        "name": tie.name,
        "note": tie.note,
        "kind": tie.kind,
        "circle": tie.circle,
        "contact": tie.contact,
        "is_private": tie.is_private,
        "is_hard": tie.is_hard,
    }
