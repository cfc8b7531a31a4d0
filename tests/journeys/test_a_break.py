"""Somebody is asked not to write for a while, and is not alone for it (H24)."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import axe_problems
from tests.journeys.walks import Keys, form_to

pytestmark = [pytest.mark.journey, pytest.mark.req("R002-19", "R002-23")]


def test_a_break_leaves_help_reading_and_somebody_else_who_looks(walker, behind):
    # Given that Tom asked Lemon Attic for a break from writing
    behind.ask("break_from_writing", room="alder", of="lemon-attic", by="tom")
    page = walker.come_as(walker.window(phone=True), behind.ask("visit", who="lemon-attic"))
    hands = Keys(page)
    # When they want to write, they read until when instead, still see the room, and find out why
    hands.open("/rooms/alder")
    assert page.locator(".k-topics li").count() > 3
    hands.press(page.locator("main a[href$='/start']"))
    expect(page.locator("main [name=body]")).to_have_count(0)
    hands.press(page.locator("main a[href$='/you/decisions']"))
    # Then the reason, their own words and the way to help stand there, and they ask somebody else to look.
    expect(page.locator("main")).to_contain_text("Let us all breathe for a while.")
    assert page.locator("main .k-care a[href^='tel:']").count() >= 2
    assert axe_problems(page) == []
    hands.press(page.locator("main a[href$='/look-again']").first)
    hands.type(page.locator("[name=words]"), "I was tired. I did not mean anybody.")
    hands.press(form_to(page, "/look-again").or_(page.locator("main form")).locator("button[type=submit]").first)
    page.wait_for_url("**/you/decisions*")
    assert hands.notes == []
    # When Yan, who had no hand in it, says that they are right
    yan = walker.come_as(walker.window(), behind.ask("visit", who="yan"))
    yan.goto("/desk/rooms/appeals")
    yan.get_by_role("link", name="Lemon Attic").click()
    assert axe_problems(yan) == []
    yan.locator("[name=changes][value=yes]").check(force=True)
    yan.locator("[name=words]").fill("You are right. I have put it back.")
    yan.locator("main form button[type=submit]").last.click()
    # Then they write again, and read why.
    page.goto("/rooms/alder/start")
    expect(page.locator("main [name=body]")).to_be_visible()
    page.goto("/you/decisions")
    expect(page.locator("main")).to_contain_text("You are right. I have put it back.")
