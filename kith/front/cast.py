"""The cast of the demo: is it here, fill it, sign in as one of it, begin again."""

from __future__ import annotations

from django.http import HttpRequest

from kith.domains.people.actions import IssuedKey, Newcomer, bring_in, enter_demo, issue_key, make_team
from kith.domains.people.queries import person_seen
from kith.front.demo import story
from kith.front.demo.fill import HOUSE, empty, fill, is_empty
from kith.kernel.clock import now

__all__ = ["cards", "empty", "enter", "fill", "is_empty", "logins", "make_key", "reset"]


def cards() -> list[dict[str, str]]:
    """The cards on the demo's sign-in page."""
    return story.logins()


def logins() -> list[str]:
    """The lines that ./run up prints."""
    return [f"{card['shown']:<14} {card['role']:<16} {card['line']}" for card in cards()]


def enter(request: HttpRequest, key: str) -> bool:
    """Sign this request in as somebody who has a card; whether there is such a card."""
    if key not in {card["person"] for card in cards()}:
        return False
    person = person_seen(HOUSE, story.person_id(key))
    if person is None:
        return False
    enter_demo(by=HOUSE, person=person, request=request)
    return True


def make_key() -> IssuedKey:
    """A key for somebody invented who has not joined yet, as their team would give it to them."""
    team = make_team(by=HOUSE, name="Link workers", service="Marlbeck Vale")
    newcomer = Newcomer(name="Morgan Ashby", known_as="Morgan", since_at=now(), has_login=False)
    person = bring_in(by=HOUSE, newcomers=[newcomer])[0]
    return issue_key(by=HOUSE, person=person, team=team)


def reset() -> None:
    """Everything as it was at first."""
    empty()
    fill()
