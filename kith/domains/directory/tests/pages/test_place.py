"""Where somebody looks stays in their visit: no address, no link and no other person's page holds it."""

import base64
import re
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session

from kith.domains.directory.tests.factories import make_listing
from kith.domains.people.actions import say_what_matters
from kith.domains.people.queries import person_of

pytestmark = pytest.mark.django_db
THINGS, TYPED, OWN = "/things-to-do", "ZZ11 2BB", "ZZ12 3CC"


@pytest.fixture(autouse=True)
def _things():
    for number in range(25):
        make_listing(f"Choir {number}", facts={"is_free": True, "open_to_everyone": True})


def links(page: str) -> list[str]:
    return re.findall(r'(?:href|action)="([^"]+)"', page)


def is_told(postcode: str, address: str) -> bool:
    return any(part in address.upper() for part in (postcode, postcode.replace(" ", "+"), postcode.replace(" ", "%20")))


def test_a_typed_postcode_is_nowhere_in_an_address(client):
    asked = {"words": "choir", "near": TYPED, "cost": "free", "days": ["2", "3"], "page": "2"}
    answer = client.post(THINGS, asked)
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{THINGS}?words=choir&days=2&days=3&cost=free"
    page = client.get(answer.headers["Location"]).content.decode()
    assert f'value="{TYPED}"' in page
    assert " km away" in page
    assert not [one for one in links(page) if is_told(TYPED, one) or "near=" in one]


def test_paging_and_filters_go_on_from_the_same_place(client):
    client.post(THINGS, {"near": TYPED})
    page = client.get(THINGS).content.decode()
    (onward,) = re.findall(r'rel="next" href="([^"]+)"', page)
    free = next(one for one in links(page) if "cost=free" in one)
    for address in (onward, free):
        there = client.get(address.replace("&amp;", "&")).content.decode()
        assert f'value="{TYPED}"' in there
        assert " km away" in there


def test_an_address_kept_from_before_loses_its_postcode(client):
    answer = client.get(f"{THINGS}?words=choir&near=ZZ11+2BB")
    assert answer.headers["Location"] == f"{THINGS}?words=choir"
    assert f'value="{TYPED}"' in client.get(answer.headers["Location"]).content.decode()


def test_what_one_shares_says_nothing_of_where_one_is(client, cast):
    address = client.post(THINGS, {"words": "choir", "near": TYPED}).headers["Location"]
    page = cast.client(cast.saffron).get(address).content.decode()
    assert "25 things to do" in page
    assert TYPED not in page


def test_their_own_postcode_counts_until_another_is_typed_and_stands_in_no_link(cast):
    say_what_matters(by=cast.heron, person=person_of(cast.heron), answers={"postcode": OWN})
    browser = cast.client(cast.heron)
    page = browser.get(THINGS).content.decode()
    assert f'value="{OWN}"' in page
    assert not [one for one in links(page) if is_told(OWN, one)]
    assert f'value="{TYPED}"' in browser.post(THINGS, {"near": TYPED}, follow=True).content.decode()
    assert " km away" not in browser.post(THINGS, {"near": ""}, follow=True).content.decode()
    assert OWN not in browser.get(THINGS).content.decode()


def test_a_worker_looks_for_each_person_from_their_own_place(cast):
    helper = cast.client_for(cast.priya, cast.heron)
    helper.post(f"/for/{cast.heron.id}{THINGS}", {"near": TYPED})
    assert f'value="{TYPED}"' in helper.get(f"/for/{cast.heron.id}{THINGS}").content.decode()
    assert TYPED not in helper.get(THINGS).content.decode()


def test_who_types_no_place_leaves_nothing_behind(client):
    client.post(THINGS, {"words": "choir"})
    assert not Session.objects.exists()
    client.post(THINGS, {"near": TYPED})
    (kept,) = Session.objects.all()
    assert TYPED in str(import_module(settings.SESSION_ENGINE).SessionStore(kept.session_key).load())
    assert TYPED.encode() not in base64.b64decode(kept.session_data.partition(":")[2])
