"""/help-now: there for everybody, in two languages, also when the database is not (H6)."""

import json
import re

import pytest
from django.test import Client, RequestFactory
from django.utils.translation import override

from kith.domains.safety import help_file, reactions
from kith.domains.safety.actions import review_number
from kith.domains.safety.models import CrisisContact, Nation
from kith.domains.safety.numbers import keep_file
from kith.domains.safety.queries import help_for, panel
from kith.domains.safety.tests.factories import make_numbers

NUMBERS = {
    "england": ["tel:999", "tel:111", "tel:116123", "sms:85258?body=SHOUT"],
    "wales": ["tel:999", "tel:111", "tel:116123", "sms:85258?body=SHOUT"],
    "scotland": ["tel:999", "tel:111", "tel:116123", "sms:85258?body=SHOUT"],
    "northern_ireland": ["tel:999", "tel:08088088000", "tel:116123", "sms:85258?body=SHOUT"],
}


def links(page):
    return re.findall(r'href="((?:tel|sms):[^"]+)"', page)


@pytest.fixture(params=["/help-now", "/cy/help-now"])
def path(request):
    return request.param


@pytest.mark.req("R002-19")
@pytest.mark.parametrize("nation", list(Nation.values))
def test_it_works_with_the_database_stopped(path, nation, settings):
    """No database mark: any question to it is an error here. The cookie is one that would be looked up."""
    settings.KITH_NATION = nation
    browser = Client(raise_request_exception=True)
    browser.cookies["k"] = "of-somebody-signed-in"
    answer = browser.get(path)
    assert answer.status_code == 200
    assert links(answer.content.decode())[:4] == NUMBERS[nation]


def test_another_page_would_have_failed(settings):
    """The control: with the same cookie and no database, other pages do fail."""
    browser = Client()
    browser.cookies["k"] = "of-somebody-signed-in"
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        browser.get("/notices")


@pytest.mark.parametrize("content", ["", "[", "[{}]", "[]", '{"a": 1}', '[{"nation": "england"}]'])
def test_a_broken_file_gives_way_to_the_numbers_we_shipped(content):
    help_file.put(help_file.numbers_file(), content)
    answer = Client().get("/help-now")
    assert links(answer.content.decode())[:4] == NUMBERS["england"]


def test_the_file_last_written_is_what_is_shown():
    lines = help_file.shipped()
    kept = [json.loads(json.dumps(line.__dict__)) for line in lines]
    kept[0]["words"] = "If your life is at risk, call 999."
    help_file.put(help_file.numbers_file(), json.dumps(kept))
    assert "call 999.</h2>" in Client().get("/help-now").content.decode().replace("\n", "")


def test_it_says_the_truth_about_us(path):
    page = Client().get(path).content.decode()
    with override("cy" if path.startswith("/cy") else "en-gb"):
        from django.utils.translation import gettext

        words = gettext("We may not see what you write here straight away. Please do not wait for us to reply.")
    assert words in page


def test_welsh_leads_to_english_and_back():
    assert 'href="/cy/help-now"' in Client().get("/help-now").content.decode()
    page = Client().get("/cy/help-now").content.decode()
    assert '<html class="k-page" lang="cy"' in page
    assert 'href="/help-now"' in page
    assert "ffoniwch 999 nawr" in page


def test_production_shows_no_welsh_that_nobody_signed_for(settings):
    settings.IS_PRODUCTION = True
    page = Client().get("/cy/help-now").content.decode()
    assert "ffoniwch" not in page
    marked = " ".join(re.findall(r'<(?:span|p)[^>]* lang="en"[^>]*>([^<]*)<', page))
    for words in ("call 999 now", "call Samaritans free", "Day and night"):
        assert page.count(words) == marked.count(words) > 0
    assert "Ffoniwch 999" in page
    assert "Ffoniwch" not in marked


def test_a_page_marks_only_what_is_in_another_language():
    assert ' lang="en"' not in Client().get("/help-now").content.decode().split("<main")[1].split("</main>")[0]
    assert ' lang="en"' not in Client().get("/cy/help-now").content.decode().split("<main")[1].split("</main>")[0]


def test_it_is_the_same_for_everybody_and_may_be_kept():
    answer = Client().get("/help-now")
    assert "stale-if-error" in answer["Cache-Control"]
    assert not answer.cookies
    assert Client(headers={"user-agent": "x"}).get("/help-now").content == answer.content


def test_it_has_no_script_of_its_own_and_asks_nobody_else():
    page = Client().get("/help-now").content.decode()
    assert not re.search(r'(?:src|href)="https?://(?!example)', page.replace("https://www.bbc.co.uk/weather", ""))
    assert "<script>" not in page


def test_other_verbs_and_pages_pass_by():
    from kith.domains.safety.middleware import help_comes_first

    passed = help_comes_first(lambda request: request.path)
    factory = RequestFactory()
    assert passed(factory.post("/help-now")) == "/help-now"
    assert passed(factory.get("/help-now/x")) == "/help-now/x"


def test_a_panel_holds_three_at_most(settings):
    for nation in Nation.values:
        settings.KITH_NATION = nation
        assert [line.kind for line in panel()] == ["emergency", "urgent", "listening"]


def test_an_unknown_nation_is_england(settings):
    settings.KITH_NATION = "atlantis"
    assert help_for()[0].nation == "england"


def test_every_sentence_is_short_and_says_its_number():
    for line in help_file.shipped():
        for words in (line.words, line.words_cy):
            assert len(words.split()) <= 20
            assert re.sub(r"\D", "", line.phone or line.sms) in re.sub(r"\D", "", words)


@pytest.mark.django_db(transaction=True)
def test_a_reviewed_number_is_on_the_page_at_once(cast):
    make_numbers()
    contact = CrisisContact.objects.get(nation="england", code="111")
    said = {"words": "For urgent help, call 111 and press 2."}
    review_number(by=cast.sam, contact=contact, said=said, owner="Duty lead")
    assert "For urgent help, call 111 and press 2." in Client().get("/help-now").content.decode()


@pytest.mark.django_db
def test_whole_pages_lie_ready_for_a_proxy(db):
    make_numbers()
    reactions.keep_help_page()
    for language, path in (("en", "/help-now"), ("cy", "/cy/help-now")):
        kept = help_file.numbers_file().with_name(f"{language}.html").read_text()
        assert links(kept) == links(Client().get(path).content.decode())


@pytest.mark.django_db
def test_an_empty_table_does_not_empty_the_page(db):
    CrisisContact.objects.all().delete()
    keep_file()
    assert links(Client().get("/help-now").content.decode())[:4] == NUMBERS["england"]
