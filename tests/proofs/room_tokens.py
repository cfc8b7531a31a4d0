"""A token in every field of rooms and safety in which somebody writes, each with those who may meet it.

What is written goes the way it goes in life, through use cases, so that notices, jobs, audit and logs come about too.
"""

from __future__ import annotations

import datetime as dt
import uuid
from types import SimpleNamespace

from kith.domains.rooms import actions as rooms
from kith.domains.rooms.looking import HeldChoice
from kith.domains.rooms.models import Aside, GroupWords, Line, Post, WordsState
from kith.domains.rooms.queries.lines import HOUSE
from kith.domains.rooms.queries.seats import seat
from kith.domains.rooms.speaking import Spoken
from kith.domains.safety import actions as safety
from kith.domains.safety.models import BreakGlass, Case, Phrase, Screened
from kith.kernel.acting import acting_as
from kith.kernel.clock import now
from kith.kernel.contributions import port_of
from tests.proofs.canaries import Planted
from tests.proofs.houses import INSIDE, NORTH_STAFF, SOUTH_STAFF, room, viewer

DESPAIR = "I do not want to be here any more."
LOOKED_FOR = "lantern"
"""Stands in every reply, so that one search asks for all of them."""
DESKS = {"north": (*NORTH_STAFF,), "south": (*SOUTH_STAFF, "ana")}
"""Who reads what people wrote for the team: clinician, moderator, peer worker, and who answers for safety."""
MEMBERS_OF = {"north": ("heron", "wren", "alder"), "south": ("saffron", "finch", "birch")}


def plant(houses: SimpleNamespace, planted: Planted) -> None:
    """Everything, in both houses and in the living room."""
    for house in ("north", "south"):
        Author(houses, planted, house).write_all()
    _talk(houses, planted)


class Author:
    """One house's first member, the one who writes; the second member reads, and asks the team to look."""

    def __init__(self, houses: SimpleNamespace, planted: Planted, house: str) -> None:
        self.houses, self.planted, self.house = houses, planted, house
        self.who, self.other, self.slug = MEMBERS_OF[house]
        self.me, self.room = viewer(houses, self.who), room(houses, self.slug)
        self.desk = DESKS[house]
        self.clinician, self.moderator = self.desk[0], self.desk[1]

    def write_all(self) -> None:
        topic = self.topic()
        self.changed(topic)
        self.waiting(topic)
        self.about_oneself()
        self.decided(topic)
        self.worried(topic)

    def everybody(self, where: str) -> str:
        """For all who are inside the room; and on an open case, for who answers for safety in that team."""
        return self.planted.new(where, *INSIDE[self.slug], *self.desk)

    def team(self, where: str, *also: str) -> str:
        """For the writer and the team at its desk."""
        return self.planted.new(where, self.who, *self.desk, *also)

    def desk_only(self, where: str) -> str:
        return self.planted.new(where, *self.desk)

    def topic(self) -> Post:
        sent = rooms.start_topic(
            by=self.me, room=self.room, sent_key=uuid.uuid4(),
            title=f"Mornings {self.everybody('rooms.topic.title')}", body=self.everybody("rooms.post.body"),
        )  # fmt: skip
        self.reply(sent.post, self.everybody("rooms.post.body (reply)"), by=self.other)
        return sent.post

    def reply(self, opening: Post, words: str, *, by: str = "", held: HeldChoice = "ask") -> Post:
        author = viewer(self.houses, by or self.who)
        words = f"{LOOKED_FOR} {words}"
        return rooms.reply(by=author, topic=opening.topic, body=words, sent_key=uuid.uuid4(), about_held=held).post

    def changed(self, opening: Post) -> None:
        """An earlier wording, words taken back, and a draft."""
        edited = self.reply(opening, self.team("rooms.wording.body"))
        rooms.edit(by=self.me, post=edited, body=f"{LOOKED_FOR} {self.everybody('rooms.post.body (edited)')}")
        self.reported(edited, "safety.report.words")
        gone = self.reply(opening, self.team("rooms.wording.body (taken back)"))
        rooms.withdraw(by=self.me, post=gone)
        own = (self.planted.new("rooms.draft.title", self.who), self.planted.new("rooms.draft.body", self.who))
        rooms.keep_draft(by=self.me, room=self.room, title=own[0], body=own[1])

    def waiting(self, opening: Post) -> None:
        """Held by the screener, and hidden by the team: for its writer and the team."""
        self.held = self.reply(opening, f"{self.team('rooms.post.body (held)')} 500 calories a day", held="wait")
        self.hidden = self.reply(opening, self.team("rooms.post.body (hidden)"))
        with acting_as(HOUSE):
            port_of("rooms.post").change(HOUSE, self.hidden.pk, "hide")
        answered = self.reply(opening, self.everybody("rooms.post.body (answered)"))
        whisperer = self.houses.profiles[self.moderator]
        words = self.planted.new("rooms.aside.body", self.who, self.moderator)
        with acting_as(HOUSE):
            Aside.objects.create(
                room=self.room, post=answered, to=self.houses.profiles[self.who], by=whisperer, body=words, at=now()
            )

    def about_oneself(self) -> None:
        """What somebody says of themselves and chooses, and why they hold their key."""
        inside, mine = (*INSIDE["living-room"], *self.desk), self.houses.profiles[self.who]
        rooms.describe_oneself(
            by=self.me, profile=mine, about=self.planted.new("rooms.profile.about", *inside),
            likes=self.planted.new("rooms.profile.likes", *inside),
            pronouns=self.planted.new("rooms.profile.pronouns", *inside),
        )  # fmt: skip
        rooms.mute_words(by=self.me, profile=mine, words=[self.planted.new("rooms.mutedword.word", self.who)])
        carers = ("priya", "osei", "pip") if self.house == "north" else ()  # whose caseload they are on
        key = self.houses.keys[self.who]
        key.reason = self.planted.new("rooms.key.reason", self.who, *carers)
        key.both_reason = self.planted.new("rooms.key.both_reason", self.who, *carers)
        key.save(update_fields=["reason", "both_reason"])
        with acting_as(HOUSE):
            GroupWords.objects.create(
                room=self.room, author=mine, body=self.team("rooms.groupwords.body (proposed)"), written_at=now()
            )
            GroupWords.objects.create(
                room=self.room, author=mine, body=self.everybody("rooms.groupwords.body"), written_at=now(),
                state=WordsState.SHOWN,
            )  # fmt: skip

    def screened(self, post: Post) -> Screened:
        with acting_as(HOUSE):
            return Screened.objects.get(contribution_id=post.pk)

    def decided(self, opening: Post) -> None:
        """Somebody asks the team to look, a moderator decides, the writer asks for a second look."""
        post = self.reply(opening, self.team("rooms.post.body (hidden after a report)"))
        self.reported(post, "safety.report.words (settled)")
        moderator, clinician = viewer(self.houses, self.moderator), viewer(self.houses, self.clinician)
        row = safety.claim(by=moderator, screened=self.screened(post))
        decision = safety.hide(
            by=moderator, screened=row, version=row.version, why="unkind", words=self.team("safety.decision.words"),
            for_team=self.desk_only("safety.decision.for_team"),
        )  # fmt: skip
        asked = safety.appeal(by=self.me, decision=decision, words=self.team("safety.appeal.words (answered)"))
        safety.answer_appeal(by=clinician, asked=asked, changes=False, words=self.team("safety.appeal.answer"))
        post = self.reply(opening, self.team("rooms.post.body (hidden)"))
        row = safety.claim(by=moderator, screened=self.screened(post))
        decision = safety.hide(by=moderator, screened=row, version=row.version, why="unkind")
        safety.appeal(by=self.me, decision=decision, words=self.team("safety.appeal.words"))
        own = self.planted.new("safety.aftercare.words", self.moderator)
        safety.look_after_oneself(by=moderator, team_id=next(iter(moderator.teams)), words=own, wants_a_talk=True)

    def reported(self, post: Post, where: str) -> None:
        words, asks = self.planted.new(where, self.other, *self.desk), viewer(self.houses, self.other)
        safety.report(by=asks, screened=self.screened(post), reason="unkind", words=words)

    def worried(self, opening: Post) -> None:
        """A case, handed over and closed; another one is open, and its emergency sheet is asked for."""
        self.reply(opening, f"{DESPAIR} {self.everybody('rooms.post.body (worrying)')}")
        clinician, moderator = viewer(self.houses, self.clinician), viewer(self.houses, self.moderator)
        case = safety.acknowledge(by=clinician, case=self.case())
        safety.hand_over(by=clinician, case=case, to_id=moderator.id, words=self.desk_only("safety.handover.words"))
        words = self.planted.new("safety.breakglass.words", *self.desk)
        with acting_as(HOUSE):
            BreakGlass.objects.create(
                case=case,
                author_id=case.author_id,
                by_id=clinician.id,
                reason="life",
                words=words,
                tier=3,
                asked_at=now(),
            )
        safety.close_case(
            by=moderator, case=self.case(), code="spoke", words=self.desk_only("safety.outcome.words"),
            told=self.planted.new("rooms.aside.body (told at the end)", self.who, self.moderator),
        )  # fmt: skip
        self.reply(opening, f"{DESPAIR} {self.everybody('rooms.post.body (worrying again)')}")

    def case(self) -> Case:
        with acting_as(HOUSE):
            return Case.objects.exclude(state="closed").get(author_id=self.houses.profiles[self.who].pk)


def _talk(houses: SimpleNamespace, planted: Planted) -> None:
    """The living room: a line for all, one that worries, one held, one hidden, one taken back, and a whisper."""
    living, everybody = room(houses, "living-room"), (*INSIDE["living-room"], "ana")
    teams = (*NORTH_STAFF, *SOUTH_STAFF)

    def say(who: str, words: str, held: HeldChoice = "ask") -> Line:
        its = seat(viewer(houses, who), "living-room")
        assert its
        spoken = Spoken(its, words, uuid.uuid4(), held)
        answer = rooms.say(by=HOUSE, room=living, lines=[spoken])[0]
        assert answer.said, answer
        with acting_as(HOUSE):
            return Line.objects.get(room=living, seq=answer.said.seq)

    said = say("heron", planted.new("rooms.line.body", *everybody))
    say("saffron", planted.new("rooms.line.body (south)", *everybody))
    say("heron", f"{DESPAIR} {planted.new('rooms.line.body (worrying)', *everybody)}")
    say("heron", f"{planted.new('rooms.line.body (held)', 'heron', *teams)} 500 calories a day", "wait")
    osei = viewer(houses, "osei")
    rooms.hide_line(by=osei, line=say("heron", planted.new("rooms.line.body (hidden)", "heron", *teams)), why="unkind")
    rooms.take_back_line(by=viewer(houses, "heron"), line=say("heron", planted.new("rooms.line.body (back)", "heron", *DESKS["north"])))  # noqa: E501  # fmt: skip
    rooms.whisper(by=osei, line=said, body=planted.new("rooms.whisper.body", "heron", "osei"))
    with acting_as(HOUSE):
        Phrase.objects.create(
            words=planted.new("safety.phrase.words", "sam", *DESKS["north"], *DESKS["south"]), family="suicide", tier=2,
            owner="Safety", review_due_on=now().date() + dt.timedelta(days=90), at=now(),
        )  # fmt: skip
