"""The pages: found without signing in, honest about what is not known, and two presses from telling us."""

import datetime as dt
import re

import pytest

from kith.domains.directory import actions, queries
from kith.domains.directory.actions import claims, reports
from kith.domains.directory.models import MergeProposal, Question, Report
from kith.domains.directory.tests.factories import HERE, make_listing, make_source
from kith.domains.people.models import Team
from kith.domains.safety.tests.factories import make_hours
from kith.kernel.access import ANYONE
from kith.kernel.clock import now, today

pytestmark = pytest.mark.django_db
THINGS = "/things-to-do"


@pytest.fixture
def choir():
    return make_listing(
        "Chapel Choir",
        facts={"is_free": True, "noise": "Loud when we sing.", "open_to_everyone": True, "sector": "community"},
        phone="01632 960 001",
        url="https://choir.example.org",
    )


@pytest.fixture
def browser(cast):
    return cast.client(cast.carys)


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_everybody_finds_things_without_signing_in(client, choir):
    page = text(client.get(THINGS))
    assert "1 thing to do" in page
    assert f"{THINGS}/{choir.slug}" in page
    assert "Add to my plan" not in page


def test_a_member_can_put_it_into_the_plan_from_the_card(cast, choir):
    for address in (THINGS, f"{THINGS}/{choir.slug}"):
        page = text(cast.client(cast.heron).get(address))
        assert f'action="/plan/steps/from-idea/{choir.pk}"' in page


def test_staff_look_for_somebody_inside_their_address(cast, choir):
    helper = cast.client_for(cast.priya, cast.heron)
    page = text(helper.get(f"/for/{cast.heron.id}{THINGS}"))
    assert f"/for/{cast.heron.id}{THINGS}/{choir.slug}" in page


@pytest.mark.req("R001-3")
def test_open_ones_by_default_and_patients_ones_when_chosen(client, choir):
    make_listing("Clinic Choir", facts={"open_to_everyone": False, "needs_referral": True})
    assert "Clinic Choir" not in text(client.get(THINGS))
    page = text(client.get(f"{THINGS}?who=all"))
    assert "Clinic Choir" in page
    assert "For patients" in page


@pytest.mark.req("R001-12")
def test_filters_drop_what_is_known_not_to_fit_and_keep_what_is_not_known(client):
    make_listing("Step Free Hall", facts={"step_free": True})
    make_listing("Attic Room", facts={"step_free": False})
    make_listing("Unsaid House")
    page = text(client.get(f"{THINGS}?access=step_free"))
    assert page.index("Step Free Hall") < page.index("Unsaid House")
    assert "Attic Room" not in page


@pytest.mark.req("R004-28")
def test_how_a_group_is_can_be_asked_for_and_says_who_said_it(client, cast):
    small = make_listing("Small Circle")
    actions.state_fact(by=cast.carys, service=small.service, fact="small_group", value=True, said_by="provider")
    assert "Small group, ten people or fewer" in text(client.get(f"{THINGS}?access=small_group"))
    assert "The people who run it" in text(client.get(f"{THINGS}/{small.slug}"))


def test_nothing_fits_offers_wider_ways_and_online(client, choir):
    make_listing("Web Chat", at=None, facts={"formats": ["online"], "scope": "national", "open_to_everyone": True})
    page = text(client.get(f"{THINGS}?words=falconry&distance=1&days=7"))
    for offer in ("Nothing fits all of that", "Look within 2 km", "Any day", "Web Chat"):
        assert offer in page


def test_an_answer_that_is_not_on_the_form_is_no_error(client, choir):
    assert client.get(f"{THINGS}?days=99&kinds=x&distance=-1&page=zz&cost=lots&who=me").status_code == 200


def test_a_place_that_is_not_known_is_said(client, choir):
    assert "We do not know the postcode QQ99 9QQ" in text(client.post(THINGS, {"near": "QQ99 9QQ"}, follow=True))


def test_the_map_numbers_match_the_list_and_need_no_style(client, choir):
    page = text(client.get(THINGS))
    drawing = page[page.index('<svg class="k-picture') : page.index("</svg>", page.index("k-picture"))]
    assert ">1</text>" in drawing
    assert "style=" not in drawing
    assert "http" not in drawing


@pytest.mark.req("R004-25")
def test_what_is_not_known_is_asked_with_one_press_and_counted(client, choir):
    page = text(client.get(f"{THINGS}/{choir.slug}"))
    assert "Not known: ask" in page
    for _press in range(2):
        answer = client.post(f"{THINGS}/{choir.slug}/ask", {"fact": "hearing_loop"})
        assert answer.headers["Location"] == f"{THINGS}/{choir.slug}"
    assert Question.objects.get().times_asked == 2
    assert "Hearing loop: asked" in text(client.get(f"{THINGS}/{choir.slug}"))
    assert client.post(f"{THINGS}/{choir.slug}/ask", {"fact": "name"}).status_code == 404


@pytest.mark.req("R004-38")
def test_what_to_expect_is_on_the_page(client, choir):
    page = text(client.get(f"{THINGS}/{choir.slug}"))
    assert "What to expect" in page
    assert "Loud when we sing." in page
    assert 'href="tel:01632960001"' in page
    assert 'href="https://choir.example.org"' in page


def test_a_website_that_is_no_website_is_no_link(client):
    bad = make_listing("Bad Link", url="javascript:alert(1)")
    assert 'href="javascript' not in client.get(f"{THINGS}/{bad.slug}").content.decode()


@pytest.mark.req("R001-16")
@pytest.mark.parametrize(
    ("about", "says"),
    [("unsafe", "Are you in danger now? Call 999."), ("money", "Call 159 now"), ("closed", "put right what is wrong")],
)
def test_telling_us_takes_two_actions_and_helps_at_once(client, choir, about, says):
    page = text(client.get(f"{THINGS}/{choir.slug}"))
    address = f"{THINGS}/{choir.slug}/tell-us"
    assert f'href="{address}"' in page
    answer = client.post(address, {"about": about, "words": ""})
    assert says in text(answer)
    assert ("/help-now" in text(answer).split("<main")[1].split("</main>")[0]) is (about != "closed")
    assert Report.objects.get().about == about


def test_an_empty_report_keeps_what_was_typed(client, choir):
    answer = client.post(f"{THINGS}/{choir.slug}/tell-us", {"words": "the lift is broken"})
    assert answer.status_code == 422
    assert "the lift is broken" in text(answer)
    assert not Report.objects.exists()


def test_when_it_is_read_stands_where_it_is_written(client, cast, choir):
    asked, told = f"{THINGS}/{choir.slug}", f"{THINGS}/{choir.slug}/tell-us"
    for address in (asked, told):
        assert "We cannot say yet when somebody will read this." in text(client.get(address))
    make_hours(
        Team.objects.get(name="Eastmere early psychosis team"),
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        opens=dt.time(0),
        closes=dt.time(23, 59),
    )
    for address in (asked, told):
        assert "Somebody of the team reads this by" in text(client.get(address))
    assert "Somebody of the team reads this by" in text(client.post(told, {"about": "unsafe"}))
    answer = client.post(f"{asked}/ask", {"fact": "hearing_loop"}, follow=True)
    assert "Thank you. We will ask" in text(answer)


def test_one_household_tells_us_so_often_an_hour_and_what_it_typed_stays(client, choir, monkeypatch):
    monkeypatch.setattr(reports, "REPORTS", 2)
    address = f"{THINGS}/{choir.slug}/tell-us"
    for _time in range(2):
        assert client.post(address, {"about": "wrong"}).status_code == 200
    answer = client.post(address, {"about": "wrong", "words": "the lift is broken"})
    assert answer.status_code == 422
    assert "Please send this in an hour, or tell your team." in text(answer)
    assert "the lift is broken" in text(answer)
    assert Report.objects.count() == 2
    assert client.post(address, {"about": "wrong"}, REMOTE_ADDR="203.0.113.9").status_code == 200


def test_one_household_asks_so_often_an_hour(client, choir, monkeypatch, time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC), tick=False)
    monkeypatch.setattr(claims, "ASKS", 1)
    for fact in ("noise", "toilets"):
        answer = client.post(f"{THINGS}/{choir.slug}/ask", {"fact": fact}, follow=True)
    assert "Please ask again in an hour, or ring them." in text(answer)
    assert Question.objects.get().fact == "noise"
    time_machine.move_to(dt.datetime(2026, 11, 20, 10, tzinfo=dt.UTC), tick=False)
    client.post(f"{THINGS}/{choir.slug}/ask", {"fact": "toilets"})
    assert Question.objects.count() == 2


def test_all_together_tell_us_so_often_an_hour(client, choir, monkeypatch):
    monkeypatch.setattr(reports, "REPORTS_TOGETHER", 2)
    tried = [
        client.post(f"{THINGS}/{choir.slug}/tell-us", {"about": "wrong"}, REMOTE_ADDR=f"203.0.113.{n}").status_code
        for n in range(4)
    ]
    assert tried == [200, 200, 422, 422]


def test_withdrawn_is_the_same_as_never_there(client, cast, choir):
    actions.withdraw(by=cast.carys, service=choir.service)
    for tail in ("", "/tell-us"):
        gone, never = client.get(f"{THINGS}/{choir.slug}{tail}"), client.get(f"{THINGS}/no-such-thing{tail}")
        assert (gone.status_code, gone.content) == (404, never.content)
    assert client.post(f"{THINGS}/{choir.slug}/ask", {"fact": "noise"}).status_code == 404
    assert "Taken down" in text(cast.client(cast.carys).get(f"/desk/directory/{choir.slug}"))


@pytest.mark.parametrize("who", ["heron", "priya", "tom", "lin"])
def test_the_desk_is_the_editors_own(cast, choir, who):
    visitor = cast.client(getattr(cast, who))
    for tail in ("", f"/{choir.slug}", f"/{choir.slug}/facts/noise"):
        assert visitor.get(f"/desk/directory{tail}").status_code == 404
    assert visitor.post(f"/desk/directory/{choir.slug}/do", {"what": "withdraw"}).status_code == 404
    assert queries.listing(ANYONE, choir.pk)


def test_signed_out_the_desk_asks_to_sign_in(client):
    assert client.get("/desk/directory").status_code == 302


def test_an_editor_checks_states_answers_and_settles(browser, choir):
    actions.ask(by=ANYONE, service=choir.service, address=HERE, fact="hearing_loop")
    actions.report(by=ANYONE, service=choir.service, address=HERE, about="wrong", words="The bell is broken")
    desk = text(browser.get("/desk/directory"))
    assert "A detail is wrong" in desk
    assert "Hearing loop?" in desk
    browser.post(f"/desk/directory/{choir.slug}/do", {"what": "check"})
    choir.service.refresh_from_db()
    assert choir.service.assured_on == today()
    fact = f"/desk/directory/{choir.slug}/facts/price"
    assert browser.post(fact, {"value": "free", "said_by": "team"}).status_code == 422
    assert browser.post(fact, {"value": "", "said_by": "team"}).status_code == 422
    assert browser.post(fact, {"value": "2.50", "said_by": "team"}).status_code == 302
    question = f"/desk/directory/questions/{Question.objects.get().pk}"
    assert browser.post(question, {"value": "", "said_by": "provider"}).status_code == 422
    assert browser.post(question, {"value": "yes", "said_by": "provider"}).status_code == 302
    report = f"/desk/directory/reports/{Report.objects.get().pk}"
    assert "The bell is broken" in text(browser.get(report))
    assert browser.post(report, {"outcome": "mended"}).status_code == 302
    choir.refresh_from_db()
    assert choir.known("hearing_loop") is True
    assert str(choir.price) == "2.50"
    assert browser.get(report).status_code == 404


@pytest.mark.parametrize("fact", ["price", "minimum_age", "formats", "sector", "languages", "noise", "step_free"])
def test_every_kind_of_fact_has_its_field(browser, choir, fact):
    assert browser.get(f"/desk/directory/{choir.slug}/facts/{fact}").status_code == 200
    unknown = {"is_not_known": "on", "said_by": "team"}
    assert browser.post(f"/desk/directory/{choir.slug}/facts/{fact}", unknown).status_code == 302


def test_a_pair_is_shown_side_by_side_and_decided(browser, choir):
    other = make_listing("The Chapel Choir", source=make_source("b-list", name="Another list"))
    pair = MergeProposal.objects.create(keep=choir.service, other=other.service, score=90, proposed_at=now())
    address = f"/desk/directory/pairs/{pair.pk}"
    page = text(browser.get(address))
    assert "Another list" in page
    browser.post(address, {"what": "apart"})
    pair.refresh_from_db()
    assert pair.state == "apart"


def test_the_desk_finds_by_name_and_turns_pages(browser):
    for number in range(25):
        make_listing(f"Choir {number:02}")
    assert "Choir 07" in text(browser.get("/desk/directory?words=choir+07"))
    page = text(browser.get("/desk/directory"))
    assert "page=2" in page
    assert "Choir 24" in text(browser.get("/desk/directory?page=2"))
