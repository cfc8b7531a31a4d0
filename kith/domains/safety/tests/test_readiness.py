"""Before rooms open: what is signed and by whom; a service's own phrases; and the probe that shows all is alive."""

import datetime as dt

import pytest
from django.utils import translation

from kith.domains.notices.models import Notice
from kith.domains.people.tests.factories import make_staff
from kith.domains.safety import actions
from kith.domains.safety.models import Alert, Case, Cover, Phrase, Probe, SafetyRecord, Screened, UnstaffedPolicy
from kith.domains.safety.queries import ready_to_open, unstaffed_words
from kith.domains.safety.queries.cases import open_cases, silent_since
from kith.domains.safety.queries.phrases import how_right, phrases
from kith.domains.safety.queries.reading import forget_phrases, own_phrases, read_words
from kith.domains.safety.reactions import probe, sweep
from kith.domains.safety.tests.factories import HOUSE, make_hours
from kith.domains.safety.tests.test_cases import case_of, fresh
from kith.domains.safety.tests.words import write
from kith.kernel.access import ANYONE, Refused
from kith.kernel.acting import acting_as
from kith.kernel.clock import at
from kith.kernel.contributions import Shown, ports
from kith.kernel.use_cases import NotPossible

pytestmark = pytest.mark.django_db
TEN = dt.datetime(2026, 11, 17, 10, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
NIGHT = {"tier_4": Cover.ON_CALL, "tier_3": Cover.NOBODY, "tier_2": Cover.NOBODY}


@pytest.fixture(autouse=True)
def _nothing_remembered():
    forget_phrases()
    yield
    forget_phrases()


@pytest.fixture
def people(cast):
    cast.ana = make_staff("Ana Reyes", "safety_officer", team=cast.team)
    cast.dana = make_staff("Dana Cole", "clinician", team=cast.team)
    return cast


def codes(cast):
    return [one.code for one in ready_to_open(cast.sam, cast.team.pk)]


@pytest.mark.req("R002-19")
def test_rooms_stay_closed_until_all_is_signed(people):
    assert codes(people) == ["policy", "hours", "safety_officer", "purpose", "device"]
    make_hours(people.team)
    policy = actions.write_policy(by=people.sam, team=people.team, words="We read this at nine.", **NIGHT)
    assert "policy" in codes(people)  # written is not signed
    with pytest.raises(Refused):
        actions.sign_policy(by=people.sam, policy=policy)
    actions.sign_policy(by=people.ana, policy=policy)
    for kind in ("safety_officer", "purpose", "device"):
        assert kind in codes(people)
        actions.sign_record(by=people.ana, kind=kind, words="As settled on 3 March.")
    assert codes(people) == []
    assert unstaffed_words(people.heron, people.team.pk).words == "We read this at nine."


@pytest.mark.parametrize(("in_welsh", "said"), [("", ("We read this at nine.", "en")), ("Am naw.", ("Am naw.", ""))])
def test_words_that_nobody_put_into_welsh_are_marked_as_english(people, in_welsh, said):
    told = {"words": "We read this at nine.", "words_cy": in_welsh, **NIGHT}
    policy = actions.write_policy(by=people.ana, team=people.team, **told)
    actions.sign_policy(by=people.ana, policy=policy)
    with translation.override("cy"):
        found = unstaffed_words(people.heron, people.team.pk)
    assert (found.words, found.lang) == said


def test_a_service_without_a_safety_officer_cannot_open(cast):
    assert "officer" in codes(cast)


def test_what_was_signed_is_never_changed_only_written_anew(people):
    policy = actions.write_policy(by=people.ana, team=people.team, words="We read this at nine.", **NIGHT)
    actions.sign_policy(by=people.ana, policy=policy)
    with pytest.raises(NotPossible):
        actions.sign_policy(by=people.ana, policy=policy)
    again = actions.write_policy(by=people.ana, team=people.team, words="We read this at eight.", **NIGHT)
    assert again.version == 2
    assert unstaffed_words(ANYONE, people.team.pk).words == "We read this at nine."
    actions.sign_record(by=people.ana, kind="device", words="One.")
    actions.sign_record(by=people.ana, kind="device", words="Two.")
    assert list(SafetyRecord.objects.order_by("version").values_list("version", "words")) == [(1, "One."), (2, "Two.")]


def test_a_policy_needs_a_cover_for_each_tier_and_words(people):
    for wrong in ({"tier_4": "hope"}, {"words": " "}, {"words": "x" * 301}):
        with pytest.raises(NotPossible):
            actions.write_policy(by=people.sam, team=people.team, **{**NIGHT, "words": "At nine.", **wrong})


def test_mentions_only_switches_tiers_off_for_that_team(people):
    worrying = "i want to kill myself tonight"
    assert read_words(people.heron, worrying, team_id=people.team.pk).tier >= 3
    policy = actions.write_policy(by=people.ana, team=people.team, words="In turn.", mentions_only=True, **NIGHT)
    actions.sign_policy(by=people.ana, policy=policy)
    forget_phrases()
    assert read_words(people.heron, worrying, team_id=people.team.pk).tier == 1
    assert read_words(people.heron, worrying, team_id=people.sam.id).tier >= 3


class History:
    kind = "rooms.post"

    def __init__(self, words):
        self.words = words

    def many(self, viewer, wanted):
        rows = Screened.objects.filter(contribution_id__in=list(wanted)).order_by("written_at")
        return {
            row.contribution_id: Shown(
                row.contribution_id, row.author_id, "x", "x", self.words, "visible", row.written_at
            )
            for row in rows
        }


def test_a_phrase_is_tried_on_history_agreed_by_another_and_used(people, monkeypatch):
    monkeypatch.setitem(ports, "rooms.post", History("i went to the grey bridge again"))
    with at(TEN - dt.timedelta(days=14)):
        write(people.team.pk, 0)
    with at(TEN):
        for _ in range(27):
            write(people.team.pk, 0)
        phrase = actions.propose_phrase(
            by=people.osei, words="  grey   bridge ", family="suicide", tier=3, owner="Osei"
        )
        with pytest.raises(NotPossible):
            actions.agree_phrase(by=people.dana, phrase=phrase)
        actions.try_phrase(by=HOUSE, phrase=phrase)
        assert Phrase.objects.get().would_add == pytest.approx(14)
        with pytest.raises(Refused):
            actions.agree_phrase(by=people.osei, phrase=phrase)
        actions.agree_phrase(by=people.dana, phrase=phrase)
        forget_phrases()
        found = read_words(people.heron, "i went to the grey bridge again", team_id=people.team.pk)
        assert found.tier >= 3
        actions.end_phrase(by=people.osei, phrase=phrase)
        forget_phrases()
        assert read_words(people.heron, "i went to the grey bridge again", team_id=people.team.pk).tier == 0
        with pytest.raises(NotPossible):
            actions.agree_phrase(by=people.dana, phrase=phrase)


def test_a_phrase_stands_on_the_list_once_and_needs_an_owner(people):
    good = {"words": "grey bridge", "family": "suicide", "tier": 2, "owner": "Osei"}
    actions.propose_phrase(by=people.osei, **good)
    for wrong in ({"words": "Grey Bridge"}, {"words": "x"}, {"family": "weather"}, {"tier": 5}, {"owner": ""}):
        with pytest.raises(NotPossible):
            actions.propose_phrase(by=people.osei, **{**good, "words": "other", **wrong})
    assert [row.phrase.words for row in phrases(people.dana)] == ["grey bridge"]
    assert phrases(people.heron) == []


def test_phrases_are_asked_of_the_database_only_now_and_then(people, django_assert_num_queries):
    own_phrases(people.heron)
    with django_assert_num_queries(0):
        own_phrases(people.heron)


@pytest.mark.req("R002-21")
def test_the_probe_goes_the_whole_way_and_leaves_nothing_behind(people):
    make_hours(people.team)
    with at(TEN):
        actions.send_probe(by=HOUSE)
        with acting_as(HOUSE):
            assert Alert.objects.count() == 1
        with acting_as(people.osei):
            assert open_cases(people.osei) == []
        sweep()
    with acting_as(HOUSE):
        assert (Case.objects.count(), Alert.objects.count(), Screened.objects.count()) == (0, 0, 0)
    assert Probe.objects.get().arrived_at == TEN
    assert not Notice.objects.exists()


def test_three_minutes_of_silence_ring(people):
    make_hours(people.team)
    with at(TEN):
        probe()
        sweep()
        assert silent_since(people.osei) is None
    for minute in (1, 2, 3):
        with at(TEN + minute * MINUTE):
            probe()
    assert not Notice.objects.exists()
    with at(TEN + 4 * MINUTE):
        probe()
        assert silent_since(people.osei) == TEN
        assert set(Notice.objects.values_list("person_id", flat=True)) == {people.ana.id, people.sam.id}
        assert "silent" in people.client(people.osei).get("/desk/alerts").content.decode()
        sweep()
        assert silent_since(people.osei) is None


def test_a_screener_that_notices_nothing_is_a_silent_alarm(people, monkeypatch):
    make_hours(people.team)
    monkeypatch.setattr("kith.domains.safety.actions.probing.LINE", "what a lovely day")
    for minute in range(5):
        with at(TEN + minute * MINUTE):
            probe()
            sweep()
    with at(TEN + 5 * MINUTE):
        assert silent_since(people.osei) == TEN


def test_how_many_alerts_were_right_is_shown(people):
    for code in ("spoke", "spoke", "not_meant"):
        case = case_of()
        actions.acknowledge(by=people.osei, case=case)
        actions.close_case(by=people.osei, case=fresh(case), code=code, words="Looked.")
    with acting_as(people.osei):
        assert how_right(people.osei) == (2, 3)
    assert "Of 3 alerts" in people.client(people.osei).get("/desk/safety/phrases").content.decode()
    assert how_right(people.heron) == (0, 0)


def test_the_pages(people):
    client = people.client(people.ana)
    page = client.get("/desk/safety").content.decode()
    assert "Its rooms cannot open yet" in page
    given = {**NIGHT, "words": "We read this at nine.", "words_cy": "", "sweeps_first_hour": "on"}
    assert client.get(f"/desk/safety/teams/{people.team.pk}/unstaffed").status_code == 200
    assert client.post(f"/desk/safety/teams/{people.team.pk}/unstaffed", {**given, "words": ""}).status_code == 422
    assert client.post(f"/desk/safety/teams/{people.team.pk}/unstaffed", given).url == "/desk/safety"
    policy = UnstaffedPolicy.objects.get()
    assert "We read this at nine." in client.get(f"/desk/safety/policies/{policy.pk}/sign").content.decode()
    assert people.client(people.sam).post(f"/desk/safety/policies/{policy.pk}/sign").status_code == 404
    assert client.post(f"/desk/safety/policies/{policy.pk}/sign").url == "/desk/safety"
    assert client.post("/desk/safety/records/device", {"words": "No.", "is_signed": ""}).status_code == 422
    assert client.post("/desk/safety/records/device", {"words": "No.", "is_signed": "on"}).url == "/desk/safety"
    assert client.get("/desk/safety/records/nothing").status_code == 404
    assert "Ana Reyes" in client.get("/desk/safety").content.decode()
    assert people.client(people.osei).get("/desk/safety").status_code == 404


def test_the_pages_of_phrases(people):
    client, second = people.client(people.osei), people.client(people.dana)
    assert client.get("/desk/safety/phrases/new").status_code == 200
    assert client.post("/desk/safety/phrases/new", {}).status_code == 422
    given = {"words": "grey bridge", "family": "suicide", "tier": "3", "owner": "Osei"}
    assert client.post("/desk/safety/phrases/new", given).url == "/desk/safety/phrases"
    phrase = Phrase.objects.get()
    assert "Being tried" in client.get("/desk/safety/phrases").content.decode()
    actions.try_phrase(by=HOUSE, phrase=phrase)
    assert "Would add 0.0 flags a week" in second.get("/desk/safety/phrases").content.decode()
    assert client.post(f"/desk/safety/phrases/{phrase.pk}/agree").status_code == 404
    assert second.post(f"/desk/safety/phrases/{phrase.pk}/agree").status_code == 302
    assert Phrase.objects.get().state == "in_use"
    assert second.post(f"/desk/safety/phrases/{phrase.pk}/end").status_code == 302
    assert people.client(people.heron).get("/desk/safety/phrases").status_code == 404
