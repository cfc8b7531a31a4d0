"""What stands by itself, as those who watch over the rooms see it: lines about oneself, and a group's own words."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _

from kith.domains.rooms.models import GroupWords, Profile, WordsState
from kith.domains.rooms.models.belonging import GROUP_WORDS
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.kernel.contributions import Shown, State, Surroundings
from kith.kernel.use_cases import NotPossible

PROFILE, WORDS = "rooms.profile", "rooms.group_words"


class Lone:
    """What has no thread around it: it can be looked at and hidden, and nothing else."""

    def annotate(self, by: Viewer, contribution_id: uuid.UUID, notes: Iterable[str]) -> None:
        """It carries no notes."""
        raise NotPossible(_("Content notes go on posts."))

    def move(self, by: Viewer, contribution_id: uuid.UUID, place_id: uuid.UUID) -> None:
        """It belongs where it is."""
        raise NotPossible(_("It cannot be moved there."))

    def places(self, viewer: Viewer, contribution_id: uuid.UUID) -> Sequence[tuple[uuid.UUID, str]]:
        """Nowhere else."""
        return []

    def reply_privately(self, by: Viewer, contribution_id: uuid.UUID, words: str) -> None:
        """There is no place for a reply."""
        raise NotPossible(_("There is no way to answer this here. Write under one of their posts."))

    def forget_original(self, contribution_id: uuid.UUID) -> None:
        """Nothing else is kept of it."""


class ProfilePort(Lone):
    """The lines somebody wrote about themselves."""

    kind: ClassVar[str] = PROFILE

    def surroundings(self, viewer: Viewer, contribution_id: uuid.UUID) -> Surroundings | None:
        """The profile; None when it is gone or not the viewer's to see."""
        found = _profile(viewer, contribution_id)
        if found is None:
            return None
        place, href = _("What they say about themselves"), reverse("rooms:person", args=[found.pk])
        return Surroundings(place, found.pk, href, _profile_shown(found), [], [])

    def many(self, viewer: Viewer, contribution_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Shown]:
        """The lines of several."""
        found = Profile.objects.visible_to(viewer).filter(pk__in=contribution_ids)
        return {one.pk: _profile_shown(one) for one in found}

    def of_author(self, viewer: Viewer, author_id: uuid.UUID, most: int) -> Sequence[Shown]:
        """Their lines, where there are any."""
        found = _profile(viewer, author_id)
        return [_profile_shown(found)] if found and (found.about or found.likes) and most else []

    def change(self, by: Viewer, contribution_id: uuid.UUID, verb: str) -> None:
        """Hiding takes the lines away; their writer can write others."""
        found = _profile(by, contribution_id)
        if found is None or verb != "hide":
            raise NotPossible(_("These lines can be hidden, and nothing else."))
        found.about = found.likes = found.pronouns = ""
        found.save(update_fields=["about", "likes", "pronouns"])


class GroupWordsPort(Lone):
    """A group's own words, as its members proposed them."""

    kind: ClassVar[str] = WORDS

    def surroundings(self, viewer: Viewer, contribution_id: uuid.UUID) -> Surroundings | None:
        """The wording, on the page of its group."""
        found = _words(viewer, contribution_id)
        if found is None:
            return None
        href = reverse("rooms:group", args=[found.room.slug])
        return Surroundings(found.room.name, found.room_id, href, _words_shown(found), [], [])

    def many(self, viewer: Viewer, contribution_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Shown]:
        """Several wordings."""
        found = GroupWords.objects.visible_to(viewer).filter(pk__in=contribution_ids).select_related("author", "room")
        return {one.pk: _words_shown(one) for one in found}

    def of_author(self, viewer: Viewer, author_id: uuid.UUID, most: int) -> Sequence[Shown]:
        """What this handle proposed, the newest first."""
        rows = GroupWords.objects.visible_to(viewer).filter(author_id=author_id).select_related("author", "room")
        return [_words_shown(one) for one in rows.order_by("-written_at")[:most]]

    def change(self, by: Viewer, contribution_id: uuid.UUID, verb: str) -> None:
        """Hiding declines the wording, or takes it down again."""
        found = _words(by, contribution_id)
        leads_on = {WordsState.PROPOSED: "decline", WordsState.SHOWN: "replace"}
        if found is None or verb != "hide" or found.state not in leads_on:
            raise NotPossible(_("This wording can be hidden, and nothing else."))
        found.state = GROUP_WORDS.after(found.state, leads_on[WordsState(found.state)])
        found.decided_at, found.decided_by_id = now(), None if by.is_system else by.id
        found.save(update_fields=["state", "decided_at", "decided_by"])


def _profile(viewer: Viewer, profile_id: uuid.UUID) -> Profile | None:
    return Profile.objects.visible_to(viewer).filter(pk=profile_id).first()


def _profile_shown(profile: Profile) -> Shown:
    body = "\n".join(filter(None, [profile.about, profile.likes, profile.pronouns]))
    state = State.VISIBLE if body else State.HIDDEN
    place = _("What they say about themselves")
    return Shown(profile.pk, profile.pk, profile.shown_name, profile.avatar, body, state, now(), place=place)


def _words(viewer: Viewer, words_id: uuid.UUID) -> GroupWords | None:
    found = GroupWords.objects.visible_to(viewer).filter(pk=words_id)
    return found.select_related("author", "room").first()


def _words_shown(words: GroupWords) -> Shown:
    states = {WordsState.PROPOSED: State.HELD, WordsState.SHOWN: State.VISIBLE}
    state = states.get(WordsState(words.state), State.HIDDEN)
    author = words.author
    about = (author.pk, author.shown_name, author.avatar)
    return Shown(words.pk, *about, words.body, state, words.written_at, place=words.room.name)
