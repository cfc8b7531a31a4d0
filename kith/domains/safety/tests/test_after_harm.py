"""Whom to tell after something bad: right for each nation, answered for by somebody, and never out of a template."""

import datetime as dt
import re

import pytest
import time_machine

from kith.domains.safety import after_harm
from kith.domains.safety.models import Nation
from kith.domains.safety.queries import after_harm as lines_for
from kith.domains.safety.queries import harm_numbers
from kith.kernel.access import ANYONE

BAD_FILES = [
    "",
    "[[number]]\n",
    "[[number]]\ncode = 1",
    "not a file of ours",
    '[[number]]\nnations = ["wales"]\nfoo = 1',
]


def said(about: str, nation: str, settings) -> list[str]:
    settings.KITH_NATION = nation
    return [line.words for line in lines_for(ANYONE, about)]


@pytest.mark.req("R001-16")
@pytest.mark.parametrize("nation", Nation.values)
def test_each_nation_has_its_own(settings, nation):
    assert said("unsafe", nation, settings)[0] == "Are you in danger now? Call 999."
    money = " ".join(said("money", nation, settings))
    assert "159" in money
    assert ("Report Fraud about it on 0300 123 2040" in money) is (nation != "scotland")
    assert "Action Fraud" not in money
    assert said("wrong", nation, settings) == []


def test_the_sentence_says_the_number_and_where_it_comes_from():
    for one in after_harm.read():
        assert re.sub(r"\D", "", one.line.phone) in re.sub(r"\D", "", one.line.words)
        assert one.source.startswith("https://")
        assert len(one.line.words.split()) <= 20


def test_as_shipped_each_waits_for_somebody_to_answer_for_it(settings):
    assert len([code for code in after_harm.problems() if code.startswith("overdue:")]) == len(after_harm.read())


def test_a_service_answers_for_its_own_copy_until_the_day_it_named(settings):
    write_own(owner="Duty lead")
    with time_machine.travel(dt.datetime(2026, 11, 23, tzinfo=dt.UTC)):
        assert after_harm.problems() == []
    with time_machine.travel(dt.datetime(2027, 2, 21, tzinfo=dt.UTC)):
        assert "overdue:wales:159" in after_harm.problems()
    write_own(owner="review before use")
    assert "overdue:wales:159" in after_harm.problems()


def test_a_nation_without_one_is_noticed(settings):
    text = after_harm.SHIPPED.read_text(encoding="utf-8").replace('"scotland"', '"wales"')
    put(text)
    assert {"missing:scotland:unsafe", "missing:scotland:money"} <= set(after_harm.problems())


@pytest.mark.parametrize("text", BAD_FILES)
def test_a_broken_copy_gives_way_to_those_we_shipped(settings, text):
    shipped = after_harm.read()
    put(text)
    assert after_harm.read() == shipped


def test_welsh_waits_for_its_reader_where_real_people_read(settings):
    settings.IS_PRODUCTION = True
    assert not [one for one in after_harm.read() if one.line.is_in("cy")]
    put(own_text("Duty lead").replace('about = ["money"]', 'about = ["money"]\nwelsh_reviewed_by = "A. Jones"'))
    assert [one.line.code for one in after_harm.read() if one.line.is_in("cy") and one.line.nation == "wales"]


def test_who_looks_after_them_sees_them(cast):
    seen = {one.line.code: nations for one, nations in harm_numbers(cast.sam)}
    assert seen["report-fraud"] == ["England", "Wales", "Northern Ireland"]
    assert seen["101-fraud"] == ["Scotland"]
    assert harm_numbers(cast.heron) == harm_numbers(cast.priya) == []
    page = cast.client(cast.sam).get("/desk/admin/help-numbers").content.decode()
    assert "Tell Report Fraud about it on 0300 123 2040." in page


def write_own(owner: str) -> None:
    put(own_text(owner))


def own_text(owner: str) -> str:
    dates = "reviewed_on = 2026-11-20\nreview_due_on = 2027-02-18"
    return after_harm.SHIPPED.read_text(encoding="utf-8").replace(
        'owner = "review before use"', f'owner = "{owner}"\n{dates}'
    )


def put(text: str) -> None:
    after_harm.own_file().parent.mkdir(parents=True, exist_ok=True)
    after_harm.own_file().write_text(text, encoding="utf-8")
