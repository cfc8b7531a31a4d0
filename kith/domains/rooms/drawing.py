"""Posts drawn by joining stored pieces: a page of fifty in a millisecond or two, with few elements.

Whatever somebody typed is escaped here or was when it was stored; all other pieces are ours.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kith.domains.rooms.models import ContentNote, ReactionKind
from kith.kernel.contributions import State
from kith.ui.avatars import avatar
from kith.ui.words import day_time

if TYPE_CHECKING:
    import uuid

    from kith.domains.rooms.queries import ShownPost

_PICTURE = (
    '<svg class="k-avatar k-avatar--s" viewBox="0 0 48 48" aria-hidden="true" focusable="false">'
    '<use href="#a{}"/></svg>'
)
_PICTURES = '<svg class="k-pictures" aria-hidden="true" focusable="false" width="0" height="0">{}</svg>'


@dataclass
class Drawing:
    """One page of posts for one reader: whether they are of the team, and what stands around single posts."""

    is_staff: bool
    promise: str = ""
    """When what waits is read."""
    href: str = ""
    """Where a post can be answered or changed: its id is put behind. Empty where it stands alone."""
    new_from: int = 0
    after: Mapping[uuid.UUID, str] = field(default_factory=dict)

    def draw(self, posts: Sequence[ShownPost]) -> SafeString:
        """All of them, with each writer's picture drawn once and pointed at afterwards."""
        pictures = {seed: number for number, seed in enumerate(dict.fromkeys(post.avatar for post in posts))}
        drawn = [_PICTURES.format("".join(f'<g id="a{n}">{avatar(seed)}</g>' for seed, n in pictures.items()))]
        for post in posts:
            if post.seq == self.new_from:
                drawn.append(f'<p class="k-new" id="new">{self._new}</p>')
            drawn.append(self._post(post, _PICTURE.format(pictures[post.avatar])))
            drawn.append(self.after.get(post.id, ""))
        return mark_safe("".join(drawn))

    def _post(self, post: ShownPost, picture: str) -> str:
        kind = f"k-post{' k-post--mine' if post.is_mine else ''}{'' if post.is_shown else ' k-post--apart'}"
        name = escape(post.author) or self._left
        who = name if post.is_muted else f"{picture}{name}{self._beside(post)}"
        changed = f", {self._changed}" if post.edited_at else ""
        return (
            f'<article class="{kind}" id="p{post.seq}"><h2 class="k-post__who">{who}</h2>'
            f'<time class="k-post__when" datetime="{post.written_at:%Y-%m-%dT%H:%MZ}">{self._when(post.written_at)}'
            f"{changed}</time>{self._words(post)}{self._below(post)}{self._way_on(post, name)}</article>"
        )

    def _beside(self, post: ShownPost) -> str:
        if post.is_team:
            return f" ({escape(post.role_words) or self._team})"
        return f" ({self._been_there})" if post.has_been_there else ""

    def _words(self, post: ShownPost) -> str:
        quoted = post.quoted
        quote = ""
        if quoted:
            words = self._closed if quoted.is_folded else escape(quoted.words)
            quote = f'<blockquote class="k-quote">{escape(quoted.author)}: {words}</blockquote>'
        if post.is_folded or (self.is_staff and not post.is_shown):
            return f'<details class="k-fold"><summary>{self._why(post)}</summary>{quote}{post.html}</details>'
        return f"{quote}{post.html}"

    def _why(self, post: ShownPost) -> str:
        """Why it stays closed until somebody opens it."""
        if not post.is_shown:
            why = _("Waits for the team.") if post.state == State.HELD else _("Hidden by the team.")
        elif post.is_muted:
            why = _("From somebody you muted.")
        elif post.notes:
            why = _("About: %(notes)s.") % {"notes": note_words(post.notes)}
        else:
            why = _("It has a word that you would rather not read.")
        return f"{why} {_('Show it')}"

    def _below(self, post: ShownPost) -> str:
        if not (post.is_mine or post.mine):
            return ""
        found = []
        if post.is_mine and post.state == State.HELD:
            waits = _("Only you and the team can see this. You are not in trouble.")
            found.append(f'<p class="k-post__state">{waits} {self.promise}</p>')
        elif post.is_mine and post.state == State.HIDDEN:
            hidden = _("Only you and the team can see this now. The team tells you why it hid it.")
            found.append(f'<p class="k-post__state">{hidden}</p>')
        for aside in post.asides:
            sent_by = escape(_("From %(who)s, to you alone:") % {"who": aside.by.shown_name})
            words = escape(aside.body or "")
            found.append(
                f'<div class="k-aside"><p class="k-small">{sent_by}</p><p class="k-aside__words">{words}</p></div>'
            )
        return "".join([*found, self._kind_words(post)])

    def _kind_words(self, post: ShownPost) -> str:
        """How many said which, for its writer; what they said themselves, for everybody else."""
        if post.is_mine and post.totals:
            said = " ".join(
                f"{label}: {post.totals[kind]}." for kind, label in ReactionKind.choices if kind in post.totals
            )
            return f'<p class="k-small">{said} {_("Only you see this.")}</p>'
        if post.mine and not post.is_mine:
            mine = " ".join(f"{label}." for kind, label in ReactionKind.choices if kind in post.mine)
            return f'<p class="k-small">{_("You said:")} {mine}</p>'
        return ""

    def _way_on(self, post: ShownPost, name: str) -> str:
        if not self.href or post.state == State.HIDDEN:
            return ""
        if post.is_mine:
            return f'<a class="k-post__more" href="{self.href}{post.id}">{self._own}</a>'
        label = self._respond_to % {"who": name}
        return f'<a class="k-post__more" href="{self.href}{post.id}" aria-label="{label}">{self._respond}</a>'

    @staticmethod
    def _when(at: dt.datetime) -> str:
        return day_time(at)

    # The words of every post are looked up once a page.
    @cached_property
    def _new(self) -> str:
        return _("New since you were here")

    @cached_property
    def _left(self) -> str:
        return _("Somebody who left")

    @cached_property
    def _team(self) -> str:
        return _("team")

    @cached_property
    def _been_there(self) -> str:
        return _("was once where you are")

    @cached_property
    def _changed(self) -> str:
        return _("changed since")

    @cached_property
    def _closed(self) -> str:
        return _("words that stay closed here")

    @cached_property
    def _own(self) -> str:
        return _("Change or take back")

    @cached_property
    def _respond(self) -> str:
        return _("Respond")

    @cached_property
    def _respond_to(self) -> str:
        return _("Respond to %(who)s")


def note_words(notes: Sequence[str]) -> str:
    """Content notes in words: "food, loss"."""
    labels = dict(ContentNote.choices)
    return ", ".join(str(labels[note]) for note in notes if note in labels)
