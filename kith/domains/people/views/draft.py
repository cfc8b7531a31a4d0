"""What somebody has filled in so far while they join: kept in their sealed visit, so that a reload loses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect

from kith.domains.people.models import KeyPurpose
from kith.domains.people.queries import door_of
from kith.kernel.pages import Request

if TYPE_CHECKING:
    from kith.domains.people.models import Confirmation, KeyGrant

_KEPT_AS = "joining"
# The pages in their order, and what each leaves in the draft when it is done.
STEPS = (
    ("people:join-pin", "is_proved"),
    ("people:join-safety", "is_shared"),
    ("people:join-name", "handle"),
    ("people:join-agree", "consents"),
    ("people:join-password", "codes"),
    ("people:join-sheet", "never"),
)
_NOT_ON_RETURN = {"people:join-name", "people:join-agree"}


class Draft:
    """The answers given so far, and the door they lead through."""

    def __init__(self, request: Request) -> None:
        self._session = request.session
        self.kept: dict[str, Any] = request.session.get(_KEPT_AS, {})

    def __bool__(self) -> bool:
        return bool(self.kept)

    def keep(self, **answers: Any) -> None:
        """Add answers."""
        self.kept.update(answers)
        self._session[_KEPT_AS] = self.kept

    def begin(self, kind: str, door: KeyGrant | Confirmation, **answers: Any) -> None:
        """Start anew at this door."""
        self.kept = {}
        is_return = kind == "key" and getattr(door, "purpose", "") == KeyPurpose.RETURN
        self.keep(kind=kind, door=str(door.pk), is_return=is_return, **answers)

    def forget(self, *answers: str) -> None:
        """Take answers back, so that they are asked again."""
        for answer in answers:
            self.kept.pop(answer, None)
        self.keep()

    def drop(self) -> None:
        """Forget all of it."""
        self._session.pop(_KEPT_AS, None)

    def renew(self) -> None:
        """Read again what another request of this visit has kept meanwhile."""
        stored = self._session.__class__(self._session.session_key)
        self.kept = stored.get(_KEPT_AS, {})

    def door(self, request: Request) -> KeyGrant | Confirmation | None:
        """The door, as it is now."""
        return door_of(request.viewer, self.kept["kind"], self.kept["door"]) if self.kept.get("door") else None

    @property
    def is_open(self) -> bool:
        """No care team stands behind this account."""
        return self.kept.get("kind") == "open"

    def page_before(self, page: str) -> str:
        """Where "Back" leads."""
        pages = ["people:join", *self._pages()]
        return pages[max(pages.index(page) - 1, 0)]

    def next_page(self) -> str:
        """The first page that is not done."""
        done = {**dict(STEPS), "people:join-code": "is_proved"}
        return next((page for page in self._pages() if done[page] not in self.kept), "people:join-sheet")

    def may_be_at(self, page: str) -> bool:
        """Whether everything before this page is done: one may go back, never ahead; and never behind the sheet."""
        if not self.kept:
            return False
        pages, reached = self._pages(), self.next_page()
        is_behind = page in pages and pages.index(page) < pages.index(reached)
        return page == reached or (is_behind and "codes" not in self.kept)

    def onward(self) -> HttpResponse:
        """To the first page that is not done, or to the start."""
        return redirect(self.next_page() if self.kept else "people:join")

    def _pages(self) -> list[str]:
        pages = [page for page, _done in STEPS if not (self.kept.get("is_return") and page in _NOT_ON_RETURN)]
        return ["people:join-code", *pages[1:]] if self.is_open else pages
