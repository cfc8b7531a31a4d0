"""The pages of those whose words they are: reporting, what was decided, an appeal, a break that leaves help open."""

import uuid

import pytest

from kith.domains.people.models import Person
from kith.domains.safety import actions, deciding
from kith.domains.safety.models import Appeal, Decision, Report, Sanction, Why
from kith.domains.safety.tests.desk import Desk, DeskPort
from kith.domains.safety.tests.factories import HOUSE, make_hours, make_numbers
from kith.kernel.acting import acting_as
from kith.kernel.contributions import State, ports

pytestmark = pytest.mark.django_db
QUEUE = "/desk/rooms/queue"


@pytest.fixture
def desk(cast, monkeypatch):
    port = DeskPort()
    monkeypatch.setitem(ports, port.kind, port)
    monkeypatch.setattr(deciding, "drawn", lambda: False)
    make_numbers()
    make_hours(cast.team)
    return Desk(cast, port)


@pytest.fixture
def mo(desk):
    return desk.cast.client(desk.mo)


@pytest.fixture
def heron(desk):
    return desk.cast.client(desk.cast.heron)


def text(answer):
    return answer.content.decode()


def words(row):
    return f"/desk/rooms/words/{row.pk}"


def taken(desk, row, by=None):
    return actions.claim(by=by or desk.mo, screened=desk.fresh(row))


def one(model):
    with acting_as(HOUSE):
        return model.objects.get()


# Reporting


@pytest.mark.req("R002-23")
def test_two_taps_and_whoever_wrote_it_never_learns_who(desk, heron):
    row = desk.write(0, "You make me sick.")
    saffron = desk.cast.client(desk.cast.saffron)
    page = text(saffron.get(f"/report/{row.pk}"))
    for said in ("You make me sick.", "It may be against the law", "never learns that you asked", "reads this by"):
        assert said in page or said == "reads this by"
    answer = saffron.post(f"/report/{row.pk}", {"reason": "illegal", "words": "", "about": ""}, follow=True)
    assert "We will not say who told us" in text(answer)
    assert "We will look. Thank you." in text(answer)
    assert one(Report).reason == "illegal"
    assert "illegal" not in text(heron.get("/you/decisions"))
    mine = taken(desk, row)
    actions.hide(by=desk.mo, screened=mine, version=mine.version, why=Why.UNKIND)
    assert "We looked, and did something about it." in text(saffron.get("/you/decisions"))
    page = text(heron.get("/you/decisions"))
    assert "Saffron" not in page
    assert str(desk.handle(desk.cast.saffron)) not in page


def test_it_is_found_by_its_own_id_too(desk):
    row = desk.write(0, "Hello there.")
    saffron = desk.cast.client(desk.cast.saffron)
    assert "Hello there." in text(saffron.get(f"/report/{row.contribution_id}"))
    assert "Hello there." in text(saffron.get(f"/report/{row.kind}/{row.contribution_id}"))
    assert saffron.get(f"/report/rooms.line/{row.contribution_id}").status_code == 404
    assert saffron.get(f"/report/{uuid.uuid4()}").status_code == 404


def test_about_one_of_the_team(desk):
    row = desk.write(0)
    saffron = desk.cast.client(desk.cast.saffron)
    page = text(saffron.post(f"/report/{row.pk}", {"reason": "staff", "words": "It hurt."}))
    assert "they will not see it" in page
    assert "Mo Sayed" in page
    form = {"reason": "staff", "words": "It hurt.", "about": str(desk.mo.id)}
    assert saffron.post(f"/report/{row.pk}", form).status_code == 302
    assert str(row.pk) not in text(desk.cast.client(desk.mo).get(QUEUE))
    assert str(row.pk) in text(desk.cast.client(desk.yan).get(QUEUE))


def test_ones_own_words_are_not_reported(desk, heron):
    row = desk.write(0)
    assert "You wrote this yourself" in text(heron.post(f"/report/{row.pk}", {"reason": "other", "about": ""}))
    assert heron.post(f"/report/{row.pk}", {"reason": "boring", "about": ""}).status_code == 422


# About something one wrote


@pytest.mark.req("R002-23")
def test_its_writer_reads_why_gets_the_words_back_and_can_appeal(desk, heron):
    row = taken(desk, desk.write(1, "With all the details."))
    actions.hide(by=desk.mo, screened=row, version=row.version, why=Why.METHOD, words="We keep how unsaid.")
    page = text(heron.get("/you/decisions"))
    for said in ("We hid something you wrote", "it says how somebody could get hurt", "We keep how unsaid.",
                 "With all the details.", "Ask somebody else to look again"):  # fmt: skip
        assert said in page
    assert "Mo Sayed" not in page
    decision = one(Decision)
    form = f"/you/decisions/{decision.pk}/look-again"
    assert "With all the details." in text(heron.get(form))
    assert heron.post(form, {"words": ""}).status_code == 422
    answer = heron.post(form, {"words": "It was in the news."}, follow=True)
    assert "Somebody who was not part of it will" in text(answer)
    assert heron.get(form).status_code == 404
    assert desk.cast.client(desk.cast.saffron).get(form).status_code == 404


def test_the_appeal_comes_to_somebody_not_involved(desk, mo, heron):
    row = taken(desk, desk.write(1, "A line."))
    hidden = actions.hide(by=desk.mo, screened=row, version=row.version, why=Why.UNKIND)
    asked = actions.appeal(by=desk.cast.heron, decision=hidden, words="It was a quote.")
    assert "Nothing is waiting" in text(mo.get("/desk/rooms/appeals"))
    assert mo.get(f"/desk/rooms/appeals/{asked.pk}").status_code == 404
    yan = desk.cast.client(desk.yan)
    assert str(asked.pk) in text(yan.get("/desk/rooms/appeals"))
    page = text(yan.get(f"/desk/rooms/appeals/{asked.pk}"))
    assert "It was a quote." in page
    assert "A line." in page
    assert yan.post(f"/desk/rooms/appeals/{asked.pk}", {"changes": "yes", "words": ""}).status_code == 422
    yan.post(f"/desk/rooms/appeals/{asked.pk}", {"changes": "yes", "words": "You are right, it is one."})
    assert desk.state(row) == State.VISIBLE
    page = text(heron.get("/you/decisions"))
    assert "You were right. We put it back." in page
    assert "You are right, it is one." in page
    assert one(Appeal).state == "changed"


def test_a_second_look_by_another(desk, mo, heron):
    row = taken(desk, desk.write(1, "A line."))
    hidden = actions.hide(by=desk.mo, screened=row, version=row.version, why=Why.UNKIND, for_team="Third time.")
    assert "Nothing is waiting" in text(mo.get("/desk/rooms/second-looks"))
    yan = desk.cast.client(desk.yan)
    assert str(hidden.pk) in text(yan.get("/desk/rooms/second-looks"))
    page = text(yan.get(f"/desk/rooms/second-looks/{hidden.pk}"))
    assert "Third time." in page
    assert yan.post(f"/desk/rooms/second-looks/{hidden.pk}", {"agrees": ""}).status_code == 422
    yan.post(f"/desk/rooms/second-looks/{hidden.pk}", {"agrees": "no", "words": "We were too strict."})
    assert desk.state(row) == State.VISIBLE
    assert "We were too strict." in text(heron.get("/you/decisions"))
    assert yan.get(f"/desk/rooms/second-looks/{hidden.pk}").status_code == 404


@pytest.mark.req("R002-19")
def test_a_break_leaves_help_reading_reporting_and_appeal(desk, heron):
    """H24: nobody who is asked not to write is cut off."""
    row = taken(desk, desk.write(1))
    actions.cool_off(by=desk.mo, screened=row, version=row.version, days="3", why=Why.UNKIND, words="Let us breathe.")
    page = text(heron.get("/you/decisions"))
    for said in ("We asked you for a break from writing until", "It ends by itself", "Your key stays yours", "116 123"):
        assert said in page
    assert heron.get("/help-now").status_code == 200
    theirs = desk.write(0, "Something of Saffron's.", by=desk.cast.saffron)
    assert heron.post(f"/report/{theirs.pk}", {"reason": "worried", "about": ""}).status_code == 302
    cause = one(Sanction).cause_id
    assert heron.post(f"/you/decisions/{cause}/look-again", {"words": "I am sorry."}).status_code == 302
    yan = desk.cast.client(desk.yan)
    assert "Let us breathe." in text(yan.get("/desk/rooms/breaks"))
    sanction = one(Sanction)
    assert "end by itself" in text(yan.get(f"/desk/rooms/breaks/{sanction.pk}/end"))
    assert yan.get(f"/desk/rooms/breaks/{uuid.uuid4()}/end").status_code == 404
    yan.post(f"/desk/rooms/breaks/{sanction.pk}/end", {"words": "Welcome back."})
    page = text(heron.get("/you/decisions"))
    assert "You can write again" in page
    assert "We asked you for a break from writing until" not in page


def test_nothing_was_decided_about_most_people(desk, heron):
    assert "/you/decisions" in text(heron.get("/you"))
    assert "There is nothing" in text(heron.get("/you/decisions"))
    assert "There is nothing" in text(desk.cast.client(desk.osei).get("/you/decisions"))


def test_no_name_stands_on_any_page_of_the_desk(desk, mo):
    row = desk.write(1)
    name = Person.objects.get(pk=desk.cast.heron.id).name
    for path in (QUEUE, words(row), "/desk/rooms/end-of-turn"):
        assert name not in text(mo.get(path))
        assert str(desk.cast.heron.id) not in text(mo.get(path))
