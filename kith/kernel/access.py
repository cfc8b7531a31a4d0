"""Who is looking, and the rules that say what they may do."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Literal

Sphere = Literal["member", "staff", "system", "nobody"]
NAMESPACE = uuid.UUID("5b0f7a52-3c8e-4a43-9d5a-6f6b6974682e")


class Refused(Exception):
    """The policy says no. Shown as 'not found', byte for byte like what does not exist."""

    def __init__(self, use_case: str, by: Viewer, thing: Any = None) -> None:
        super().__init__(use_case)
        self.use_case, self.by, self.thing = use_case, by, thing


@dataclass(frozen=True)
class OnBehalf:
    """Somebody of the team acts for a person: for whom, and how the person took part (settled.md)."""

    person_id: uuid.UUID
    how: str


@dataclass(frozen=True)
class Viewer:
    """Who is looking or acting, with what the policies need to know about them and nothing more."""

    id: uuid.UUID
    sphere: Sphere
    roles: frozenset[str] = field(default_factory=frozenset)
    teams: frozenset[uuid.UUID] = field(default_factory=frozenset)
    on_behalf_of: OnBehalf | None = None
    name: str = ""

    @property
    def subject(self) -> uuid.UUID:
        """The person this is about: the one acted for, else the viewer."""
        return self.on_behalf_of.person_id if self.on_behalf_of else self.id

    @property
    def is_member(self) -> bool:
        return self.sphere == "member"

    @property
    def is_staff(self) -> bool:
        return self.sphere == "staff"

    @property
    def is_system(self) -> bool:
        return self.sphere == "system"

    @property
    def is_signed_in(self) -> bool:
        return self.sphere in {"member", "staff"}

    def on_behalf(self, person_id: uuid.UUID, how: str) -> Viewer:
        """The same viewer, acting for this person."""
        return replace(self, on_behalf_of=OnBehalf(person_id, how))

    def has_role(self, *roles: str) -> bool:
        return bool(self.roles.intersection(roles))


ANYONE = Viewer(id=uuid.UUID(int=0), sphere="nobody", name="anyone")


def system(name: str) -> Viewer:
    """A named part of the house that acts by itself, so that the audit can say which."""
    return Viewer(id=uuid.uuid5(NAMESPACE, name), sphere="system", name=name)


Check = Callable[[Viewer, Any], bool]


@dataclass(frozen=True)
class Rule:
    """A predicate, or several joined, that can say itself in words."""

    check: Check
    words: str
    is_joined: bool = False

    def __call__(self, viewer: Viewer, thing: Any) -> bool:
        return self.check(viewer, thing)

    def _bracketed(self) -> str:
        return f"({self.words})" if self.is_joined else self.words

    def __and__(self, other: Rule) -> Rule:
        return Rule(
            lambda v, x: self(v, x) and other(v, x), f"{self._bracketed()} and {other._bracketed()}", is_joined=True
        )

    def __or__(self, other: Rule) -> Rule:
        return Rule(
            lambda v, x: self(v, x) or other(v, x), f"{self._bracketed()} or {other._bracketed()}", is_joined=True
        )

    def __invert__(self) -> Rule:
        return Rule(lambda v, x: not self(v, x), f"not ({self.words})")


def predicate(words: str) -> Callable[[Check], Rule]:
    """Name a check with the words that docs/permissions.md prints."""
    return lambda check: Rule(check, words)


@predicate("anyone, also signed out")
def anybody(viewer: Viewer, thing: Any) -> bool:
    return True


@predicate("a part of the house that acts by itself")
def is_the_house(viewer: Viewer, thing: Any) -> bool:
    return viewer.is_system


@predicate("signed in")
def is_signed_in(viewer: Viewer, thing: Any) -> bool:
    return viewer.is_signed_in


def holds_role(*roles: str) -> Rule:
    """Staff who hold one of these roles."""
    return Rule(lambda v, _x: v.is_staff and v.has_role(*roles), " or ".join(r.replace("_", " ") for r in roles))


class Policy:
    """The table of one domain: each use case and who may do it. What has no row may be done by nobody."""

    all: ClassVar[dict[str, Policy]] = {}

    def __init__(self, domain: str, rows: Mapping[str, Rule]) -> None:
        self.domain, self.rows = domain, dict(rows)
        Policy.all[domain] = self

    @classmethod
    def rule(cls, name: str) -> Rule | None:
        domain, _, verb = name.partition(".")
        policy = cls.all.get(domain)
        return policy.rows.get(verb) if policy else None


def may(viewer: Viewer, name: str, thing: Any = None) -> bool:
    """Whether the viewer may do this; "read" follows the thing's own visible_to, so reading has one source."""
    if name.endswith(".read"):
        return bool(type(thing).objects.visible_to(viewer).filter(pk=thing.pk).exists())
    rule = Policy.rule(name)
    return bool(rule and rule(viewer, thing))
