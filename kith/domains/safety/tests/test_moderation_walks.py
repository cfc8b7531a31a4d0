"""Random walks of all that moderators, peers and writers do never leave the lives of words, appeals and breaks."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kith.domains.safety import actions, deciding
from kith.domains.safety.models import Appeal, Decision, Report, Sanction, Screened, Verb, Why
from kith.domains.safety.models.decisions import APPEAL
from kith.domains.safety.tests.desk import Desk, DeskPort
from kith.domains.safety.tests.factories import HOUSE
from kith.kernel.access import Refused
from kith.kernel.acting import acting_as
from kith.kernel.clock import at, database_now
from kith.kernel.contributions import CONTRIBUTION, State, ports
from kith.kernel.states import NotFromHere
from kith.kernel.use_cases import NotPossible

pytestmark = pytest.mark.django_db
WHO = st.sampled_from(["mo", "yan", "osei", "peer"])
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "claim",
                "unclaim",
                "look",
                "put_aside",
                "release",
                "hide",
                "restore",
                "cool_off",
                "lift",
                "escalate",
                "read_up_to",
                "report",
                "appeal",
                "answer",
                "look_again",
                "withdraw",
                "wait",
                "stale",
            ]
        ),
        WHO,
    ),
    min_size=4,
    max_size=14,
)


@pytest.fixture
def desk(cast, monkeypatch):
    port = DeskPort()
    monkeypatch.setitem(ports, port.kind, port)
    monkeypatch.setattr(deciding, "drawn", lambda: False)
    return Desk(cast, port)


class Walk:
    """One text and whatever happens to it; each step may be refused, none may break what always holds."""

    def __init__(self, desk, is_held):
        self.desk = desk
        self.row = desk.write(1, is_held=is_held)
        self.states = [desk.state(self.row)]
        self.old_version = 0
        self.at = database_now()

    def step(self, name, who):
        by = getattr(self.desk, who)
        before = self.all_decisions()
        with at(self.at):
            try:
                getattr(self, f"_{name}", lambda viewer: self._decide(name, viewer))(by)
            except (NotPossible, Refused, NotFromHere):
                assert self.all_decisions() == before, "what was refused left a trace"
        self.states.append(self.desk.state(self.row))
        self.holds()

    def _decide(self, name, by, version=None):
        row = self.desk.fresh(self.row)
        given = {
            "look": {},
            "put_aside": {"why": Why.IDENTITY},
            "release": {},
            "hide": {"why": Why.UNKIND},
            "restore": {},
            "cool_off": {"days": "1", "why": Why.UNKIND, "words": "Rest."},
            "escalate": {},
        }[name]
        getattr(actions, name)(by=by, screened=row, version=row.version if version is None else version, **given)
        assert version is None or version == row.version, "a stale page decided something"

    def _stale(self, by):
        self._decide("hide", by, version=self.old_version)

    def _claim(self, by):
        self.old_version = self.desk.fresh(self.row).version
        actions.claim(by=by, screened=self.row)

    def _unclaim(self, by):
        actions.unclaim(by=by, screened=self.row)

    def _read_up_to(self, by):
        actions.read_up_to(by=by, versions={self.row.pk: self.desk.fresh(self.row).version})

    def _report(self, by):
        actions.report(by=by, screened=self.row, reason="unkind")

    def _withdraw(self, _by):
        self.desk.port.change(HOUSE, self.row.contribution_id, "withdraw")

    def _wait(self, _by):
        self.at += dt.timedelta(minutes=20)

    def _appeal(self, _by):
        decision = self.newest(Decision)
        if decision:
            actions.appeal(by=self.desk.cast.heron, decision=decision, words="Please.")

    def _answer(self, by):
        asked = self.newest(Appeal)
        if asked:
            actions.answer_appeal(by=by, asked=asked, changes=True, words="Yes.")

    def _look_again(self, by):
        decision = self.newest(Decision)
        if decision:
            actions.look_again(by=by, decision=decision, agrees=False, words="No.")

    def _lift(self, by):
        sanction = self.newest(Sanction)
        if sanction:
            actions.lift(by=by, sanction=sanction)

    def newest(self, model):
        order = {"Decision": "-at", "Appeal": "-at", "Sanction": "-from_at"}[model.__name__]
        with acting_as(HOUSE):
            return model.objects.order_by(order).first()

    def all_decisions(self):
        with acting_as(HOUSE):
            return list(Decision.objects.order_by("at").values_list("pk", flat=True))

    def holds(self):
        """What is true after every step."""
        was, is_now = self.states[-2:]
        assert was == is_now or is_now in CONTRIBUTION.transitions[was].values()
        with acting_as(HOUSE):
            row = Screened.objects.get(pk=self.row.pk)
            if is_now == State.HELD:
                assert row.is_held, "held words that nobody has to look at"
                assert row.seen_at is None
            if row.is_held:
                assert is_now in {State.HELD, State.WITHDRAWN}
            for decision in Decision.objects.all():
                assert decision.by_id
                assert decision.second_by_id != decision.by_id
                assert decision.why != Why.NONE or decision.verb not in {Verb.HID, Verb.HELD, Verb.COOLED_OFF}
                assert decision.verb not in {Verb.RESTORED, Verb.LIFTED} or decision.reverses_id
            peer = Decision.objects.filter(by_id=self.desk.peer.id).values_list("verb", flat=True)
            assert set(peer) <= {Verb.LOOKED, Verb.REPLIED, Verb.NOTED, Verb.HELD, Verb.ESCALATED}
            for sanction in Sanction.objects.select_related("cause"):
                assert sanction.until_at > sanction.from_at
                assert sanction.cause.verb == Verb.COOLED_OFF
            for asked in Appeal.objects.all():
                assert asked.state in APPEAL.transitions
                assert asked.answered_by_id is None or not self._had_a_hand_before(asked)
            if row.seen_at and not row.is_held:
                assert not Report.objects.open().filter(screened=row).exists()

    def _had_a_hand_before(self, asked):
        hand = Decision.objects.filter(screened=self.row, by_id=asked.answered_by_id, at__lt=asked.at)
        return hand.exists()


@pytest.mark.req("R002-23", "R003-42")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, is_held=st.booleans())
def test_walks_never_leave_the_lives_of_words(desk, steps, is_held):
    walk = Walk(desk, is_held)
    for name, who in steps:
        walk.step(name, who)
    with acting_as(HOUSE):
        for model in (Appeal, Sanction):
            model.objects.all().delete()
        Decision.objects.exclude(reverses=None).delete()
        Decision.objects.all().delete()
