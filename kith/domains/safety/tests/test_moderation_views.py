"""The pages of the moderators' desk and of those whose words they are: what they show, what they do, what they hide."""

import pytest
from django.urls import reverse

from kith.domains.safety import actions, deciding
from kith.domains.safety.models import Aftercare, Decision, Flag, Why
from kith.domains.safety.tests.desk import Desk, DeskPort
from kith.domains.safety.tests.factories import HOUSE, make_hours, make_numbers
from kith.kernel.acting import acting_as
from kith.kernel.clock import at, database_now
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


# The queue


def test_the_queue_shows_words_and_why(desk, mo):
    desk.write(1, "A mention of it.")
    hard = desk.write(4, "A goodbye.")
    held = desk.write(2, "Call me on that number.", is_held=True)
    reported = desk.write(0, "You again!")
    actions.report(by=desk.cast.saffron, screened=reported, reason="unkind", words="Please.")
    page = text(mo.get(QUEUE))
    assert page.index("A goodbye.") < page.index("Call me on that number.") < page.index("A mention of it.")
    assert "n nnnnnnnn" in page  # the outline of the covered words, none of their letters
    for said in ("Hard words. Show them", "Waits for a moderator", "Reported: it is unkind", "4 wait to be read"):
        assert said in page
    assert "Hannah" not in page
    for lane, shown in (("held", held), ("reported", reported), ("quiet", None), ("unread", None)):
        page = text(mo.get(f"{QUEUE}/{lane}"))
        assert (str(hard.pk) in page) is False
        assert shown is None or str(shown.pk) in page
    assert mo.get(f"{QUEUE}/nowhere").status_code == 404


def test_an_empty_queue_says_so(mo):
    assert "Nothing is waiting." in text(mo.get(QUEUE))


def test_one_press_clears_a_page(desk, mo):
    easy, worry = desk.write(0), desk.write(3)
    page = text(mo.get(QUEUE))
    assert "I have read this one" in page
    rows = [f"{easy.pk}:{easy.version}", f"{worry.pk}:{worry.version}", "nonsense:x"]
    answer = mo.post(reverse("safety:queue-read"), {"row": rows}, follow=True)
    assert "1 were read by you" in text(answer) or "read by you" in text(answer)
    assert "What changed meanwhile is still here." in text(answer)
    assert desk.fresh(easy).seen_by_id == desk.mo.id
    assert desk.fresh(worry).seen_at is None
    assert mo.get(f"{QUEUE}/read").status_code == 405


def test_many_pages_one_cursor(desk, mo):
    for number in range(27):
        desk.write(0, f"Line {number} of the day.")
    first = text(mo.get(QUEUE))
    assert first.count('class="k-card"') == 25
    behind = first.split("?after=")[1].split('"')[0]
    second = text(mo.get(f"{QUEUE}?after={behind}"))
    assert second.count('class="k-card"') == 2
    assert mo.get(f"{QUEUE}?after=nonsense").status_code == 200


def test_a_place_that_one_does_not_read_stays_closed(desk, mo):
    desk.write(1, "Said where clinicians do not read.")
    desk.port.closed_to.add(desk.osei.id)
    page = text(desk.cast.client(desk.osei).get(QUEUE))
    assert "In a place that you do not read" in page
    assert "Said where" not in page
    assert "Said where" in text(mo.get(QUEUE))


# One thing


def test_marks_reasons_and_the_word_list_in_words(desk, mo):
    row = desk.write(2, "I read about it in a book.")
    with acting_as(HOUSE):
        Flag.objects.filter(screened=row).update(start=2, end=6, rule="suicide.book", reasons=["film_or_book"])
    page = text(mo.get(words(row)))
    assert "<mark" in page
    assert "read<span" in page
    for said in ("not wanting to live", "film or book", "2026.11.1+400"):
        assert said in page


def test_hard_words_are_shown_after_a_tap(desk, mo):
    row = desk.write(4, "Nobody reads this by accident.")
    assert "reads this by accident." not in text(mo.get(words(row)))
    page = text(mo.post(f"{words(row)}/take", follow=True))
    assert "reads this by accident." in page
    assert "Only you see this number" in text(mo.get("/desk/rooms/aftercare"))


def test_reading_it_and_going_on(desk, mo):
    row = taken(desk, desk.write(1))
    page = text(mo.get(words(row)))
    assert "Read it. Nothing to do" in page
    answer = mo.post(f"{words(row)}/looked", {"version": str(row.version)}, follow=True)
    assert "Nothing more happens" in text(answer)
    assert one(Decision).verb == "looked"


def test_a_lost_claim_is_said_kindly_and_nothing_is_lost(desk, mo):
    row = taken(desk, desk.write(1))
    with at(database_now() + deciding.LEASE * 2):
        taken(desk, row, desk.yan)
        answer = mo.post(f"{words(row)}/looked", {"version": str(row.version)})
        assert answer.status_code == 409
        assert "Your time for this had run out. Yan Kowal has this" in text(answer)
        form = {"version": str(row.version), "words": "A long kind answer."}
        answer = mo.post(f"{words(row)}/reply", form)
        assert answer.status_code == 422
        assert "A long kind answer." in text(answer)
    assert desk.port.told == []


def test_somebody_elses_claim_sends_one_back_to_the_queue(desk, mo):
    row = taken(desk, desk.write(1), desk.yan)
    assert "You can take another one" in text(mo.post(f"{words(row)}/take", follow=True))
    assert "Yan Kowal has this until" in text(mo.get(words(row)))
    assert mo.get(f"{words(row)}/take").status_code == 405


def test_more_time_is_one_press(desk, mo):
    row = taken(desk, desk.write(1))
    mo.post(f"{words(row)}/take")
    again = desk.fresh(row)
    assert again.claimed_until > row.claimed_until
    assert mo.post(f"{words(row)}/looked", {"version": str(again.version)}).status_code == 302


def test_it_is_put_back(desk, mo):
    row = taken(desk, desk.write(1))
    mo.post(f"{words(row)}/put-back")
    assert desk.fresh(row).claimed_by_id is None


SENT = {
    "reply": {"words": "Thank you for writing."},
    "note": {"notes": ["food"], "words": ""},
    "hold": {"why": "identity", "for_team": ""},
    "hide": {"why": "method", "words": "Say it without how.", "for_team": "Pills."},
    "break": {"days": "3", "why": "unkind", "words": "See you on Friday.", "for_team": ""},
    "escalate": {"tier": "4", "for_team": "Reads like a goodbye."},
}


@pytest.mark.parametrize("verb", sorted(SENT))
def test_each_decision_has_its_own_short_page(desk, mo, verb):
    row = taken(desk, desk.write(1))
    page = text(mo.get(f"{words(row)}/{verb}"))
    assert f'value="{row.version}"' in page
    address = reverse("safety:item-decide", args=[row.pk, verb])
    answer = mo.post(address, {"version": str(row.version), **SENT[verb]})
    assert answer.status_code == 302
    assert one(Decision).by_id == desk.mo.id


@pytest.mark.parametrize(
    ("verb", "wrong"),
    [("hide", {"why": ""}), ("hide", {"why": "none"}), ("note", {"notes": []}), ("break", {"words": ""})],
)
def test_what_is_missing_comes_back(desk, mo, verb, wrong):
    row = taken(desk, desk.write(1))
    answer = mo.post(f"{words(row)}/{verb}", {"version": str(row.version), **SENT[verb], **wrong})
    assert answer.status_code == 422
    assert desk.state(row) == State.VISIBLE


def test_show_restore_and_move(desk, mo):
    held = taken(desk, desk.write(2, is_held=True))
    assert "Read it. Nothing to do" not in text(mo.get(words(held)))
    mo.post(f"{words(held)}/release", {"version": str(held.version), "words": ""})
    assert desk.state(held) == State.VISIBLE
    row = taken(desk, desk.write(1))
    hidden = actions.hide(by=desk.mo, screened=row, version=row.version, why=Why.UNKIND)
    mo.post(f"{words(row)}/restore", {"version": str(desk.fresh(row).version), "words": "Sorry."})
    assert desk.state(row) == State.VISIBLE
    with acting_as(HOUSE):
        assert Decision.objects.get(verb="restored").reverses_id == hidden.pk
    assert "Elm" in text(mo.get(f"{words(row)}/move"))
    form = {"version": str(desk.fresh(row).version), "place_id": str(desk.port.elsewhere), "words": ""}
    assert mo.post(f"{words(row)}/move", form).status_code == 302
    assert desk.fresh(row).place_id == desk.port.elsewhere


def test_a_peer_is_offered_only_what_a_peer_may(desk):
    peer, row = desk.cast.client(desk.peer), desk.write(1)
    page = text(peer.post(f"{words(row)}/take", follow=True))
    for said in (
        "Write to them",
        "Add a note for readers",
        "Hold it for a moderator",
        "Bring it to the duty clinician",
    ):
        assert said in page
    for said in ("Hide it", "Ask for a break", "Move it"):
        assert said not in page
    for verb in ("hide", "release", "restore", "move", "break"):
        assert peer.get(f"{words(row)}/{verb}").status_code == 404
        assert peer.post(f"{words(row)}/{verb}", {"version": "1"}).status_code == 404
    for path in ("second-looks", "appeals", "breaks"):
        assert peer.get(f"/desk/rooms/{path}").status_code == 404


def test_nothing_of_it_for_others(desk, heron):
    row = desk.write(1)
    tom = desk.cast.client(desk.cast.tom)
    for browser in (heron, tom, desk.cast.client(desk.cast.priya)):
        assert browser.get(words(row)).status_code == 404
    assert "Nothing is waiting" in text(tom.get(QUEUE))


# The end of a turn, and after it


def test_after_the_hardest_words_one_is_asked_how_one_is(desk, mo):
    row = taken(desk, desk.write(4))
    answer = mo.post(f"{words(row)}/looked", {"version": str(row.version)}, follow=True)
    assert answer.redirect_chain[-1][0] == "/desk/rooms/aftercare"
    assert "You can stop here for now" in text(answer)
    form = {"words": "That stayed with me.", "wants_a_talk": "on"}
    assert "Somebody will come to you today" in text(mo.post("/desk/rooms/aftercare", form, follow=True))
    assert "That stayed with me." in text(mo.get("/desk/rooms/aftercare"))
    osei = desk.cast.client(desk.osei)
    page = text(osei.get("/desk/rooms/aftercare"))
    assert "Mo Sayed, since" in page
    assert "That stayed with me." not in page
    asked = one(Aftercare)
    assert osei.get(f"/desk/rooms/aftercare/{asked.pk}/talk").status_code == 405
    osei.post(f"/desk/rooms/aftercare/{asked.pk}/talk")
    assert one(Aftercare).talked_by_id == desk.osei.id
    assert osei.post(f"/desk/rooms/aftercare/{asked.pk}/talk").status_code == 404
    assert mo.post("/desk/rooms/aftercare", {"words": ""}).status_code == 422


def test_a_break_is_offered_when_it_was_a_lot_and_nobody_elses_number_is_shown(desk, mo):
    for _ in range(3):
        row = taken(desk, desk.write(3))
        actions.look(by=desk.mo, screened=row, version=row.version)
    assert "You have had 3 hard ones before you today" in text(mo.get(QUEUE))
    assert "hard ones before you" not in text(desk.cast.client(desk.yan).get(QUEUE))


def test_the_end_of_a_turn(desk, mo):
    row, held = taken(desk, desk.write(1)), desk.write(2, "Held words.", is_held=True)
    page = text(mo.get("/desk/rooms/end-of-turn"))
    assert "Held words." in page
    assert "Put all back and end my turn" in page
    assert "1 went back to the queue" in text(mo.post("/desk/rooms/end-of-turn", follow=True))
    assert desk.fresh(row).claimed_by_id is None
    assert held.is_held
