"""Plans for tests."""

from kith.domains.directory.models import Listing, Service, Source
from kith.domains.people.queries import person_of
from kith.domains.plans import actions
from kith.domains.plans.models import Goal, Step
from kith.kernel.access import Viewer
from kith.kernel.clock import now


def make_goal(viewer: Viewer, words: str = "See more of my sister", **said: object) -> Goal:
    return actions.add_goal(by=viewer, person=person_of(viewer), words=words, **said)


def make_step(viewer: Viewer, words: str = "Ring her", **said: object) -> Step:
    return actions.add_step(by=viewer, person=person_of(viewer), words=words, **said)


def make_listing(name: str = "Tuesday choir", **facts: object) -> Listing:
    """A thing to do."""
    source = Source.objects.get_or_create(code="tests", defaults={"name": "Tests", "created_at": now()})[0]
    slug = name.lower().replace(" ", "-")
    service = Service.objects.create(source=source, source_key=slug, name=name, first_read_at=now())
    return Listing.objects.create(service=service, source=source, slug=slug, name=name, **facts)
