"""The front pages answer whom they are for, and the machines."""

import datetime as dt
import json
import re

import pytest
from django.db import connection

from kith.domains.rooms.tests import factories as rooms
from kith.domains.safety.tests.factories import make_probe
from kith.front import work
from kith.front.demo.story import logins
from kith.front.work import Row
from kith.kernel import audit
from kith.kernel.clock import now

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "/privacy", "/accessibility", "/about", "/cy/privacy"])
def test_anyone_may_read(client, path):
    assert client.get(path).status_code == 200


def test_alive_and_ready(client, settings, tmp_path):
    settings.KITH_AUDIT_HEAD_FILE = tmp_path / "head.json"
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json()["status"] == "ready"


def test_not_ready_when_the_audit_waits_too_long(client, cast):
    audit.write([audit.row("trial.late", cast.heron, None)])
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("UPDATE kernel_auditentry SET written_at = written_at - interval '6 seconds'")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (503, "the audit is not being sealed")


def test_not_ready_when_the_alarm_is_silent(client, db):
    make_probe(now() - dt.timedelta(minutes=4))
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (503, "the alarm is silent")
    make_probe(now(), has_arrived=True)
    assert client.get("/readyz").status_code == 200


def test_robots_stay_out_and_holes_can_be_told(client, settings):
    settings.KITH_CONTACT = "holes@example.org"
    robots, security = client.get("/robots.txt"), client.get("/.well-known/security.txt")
    assert "Disallow: /" in robots.content.decode()
    assert "Contact: mailto:holes@example.org" in security.content.decode()
    assert "noindex" in robots.headers["X-Robots-Tag"]


def test_the_offline_worker_is_served_at_the_root(client):
    answer = client.get("/sw.js")
    assert answer.status_code == 200
    assert "help-now" in answer.content.decode()


def test_leaving_ends_the_visit_and_clears_the_browser(cast):
    browser = cast.client(cast.heron)
    answer = browser.get("/leave")
    assert answer.status_code == 302
    assert json.loads(f"[{answer.headers['Clear-Site-Data']}]") == ["cache", "cookies", "storage"]
    assert browser.get("/home").headers["Location"].startswith("/sign-in")


def test_no_page_is_kept_by_the_browser(cast):
    for who, path in ((cast.heron, "/home"), (cast.priya, "/desk")):
        assert cast.client(who).get(path).headers["Cache-Control"] == "no-store"


def test_home_has_three_next_things_at_most(cast):
    page = cast.client(cast.heron).get("/home").content.decode()
    assert 1 <= page.count('class="k-step"') <= 3


def test_staff_come_home_to_their_desk(cast):
    assert cast.client(cast.priya).get("/home").headers["Location"] == "/desk"
    assert cast.client(cast.nadia).get("/desk").status_code == 200


def test_the_queue_has_the_oldest_promise_first(monkeypatch, cast):
    at = now()
    rows = [Row("late", "", at - dt.timedelta(hours=1), "/x", "Do"), Row("none", "", None, "/x", "Do")]
    rows.append(Row("soon", "", at + dt.timedelta(hours=1), "/x", "Do"))
    monkeypatch.setattr(work, "SOURCES", (lambda viewer: iter(rows),))
    assert [r.what for r in work.queue(cast.priya)] == ["late", "soon", "none"]
    page = cast.client(cast.priya).get("/desk").content.decode()
    assert page.index("late") < page.index("soon")
    assert "Past its time" in page


def test_an_empty_desk_says_so(monkeypatch, cast):
    monkeypatch.setattr(work, "SOURCES", ())
    assert "Nothing is waiting" in cast.client(cast.nadia).get("/desk").content.decode()


def test_a_key_to_try_opens_the_door(client, cast, settings):
    settings.KITH_DEMO = True
    page = client.post("/demo/key").content.decode()
    words = re.search(r"data-key>([^<]+)<", page)[1]
    assert client.post("/join", {"words": words}).headers["Location"] == "/join/pin"
    settings.KITH_DEMO = False
    assert client.post("/demo/key").status_code == 404


def test_the_demo_s_buttons_do_not_exist_in_a_service(client, cast, settings):
    settings.KITH_DEMO = False
    for path in ("/demo/sign-in", "/demo/reset"):
        assert client.post(path, {"person": "heron"}).status_code == 404


def test_nobody_without_a_card_can_be_entered(client, cast, settings):
    settings.KITH_DEMO = True
    assert client.post("/demo/sign-in", {"person": "saffron"}).status_code == 404
    assert client.get("/demo/sign-in").status_code == 404


def test_the_desk_leads_to_the_lists_each_may_open(cast):
    for who, names in ((cast.priya, 3), (cast.sam, 5)):
        browser = cast.client(who)
        page = browser.get("/desk").content.decode()
        listed = [path for path in DESK_LISTS if f'href="{path}"' in page]
        assert len(listed) == names
        assert [browser.get(path).status_code for path in listed] == [200] * names


DESK_LISTS = ("/desk/letters", "/desk/calls", "/desk/rota", "/desk/admin/hours", "/desk/admin/help-numbers")


@pytest.mark.req("R002-3")
def test_the_first_door_is_that_of_the_rooms_somebody_was_given(cast):
    assert cast.client(cast.heron).get("/first-door").headers["Location"] == "/home"
    rooms.make_key(cast.heron, rooms.make_room("willow"))
    assert cast.client(cast.heron).get("/first-door").headers["Location"] == "/rooms"
    assert 'href="/rooms"' in cast.client(cast.heron).get("/home").content.decode()


def test_the_rooms_stand_in_the_menu_for_oneself_and_for_nobody_one_acts_for(cast):
    def menu(client, path):
        return re.findall(r'class="k-menu__link" href="([^"]+)"', client.get(path).content.decode())

    assert "/rooms" in menu(cast.client(cast.heron), "/home")
    assert "/rooms" in menu(cast.client(cast.osei), "/desk")
    assert "/rooms" not in menu(cast.client(cast.priya), "/desk")
    together = menu(cast.client_for(cast.priya, cast.heron), f"/for/{cast.heron.id}/map")
    assert together
    assert not [one for one in together if "rooms" in one]


def test_the_story_s_english_is_marked_on_a_page_in_welsh(client, settings):
    settings.KITH_DEMO = True
    page = client.get("/cy/sign-in").content.decode()
    assert page.count('<form class="k-card" lang="en"') == len(logins())
