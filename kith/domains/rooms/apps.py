"""Rooms as a Django app."""

from django.apps import AppConfig


class RoomsConfig(AppConfig):
    """Shows its contributions to those who watch over them, and records members under their handle."""

    name = "kith.domains.rooms"
    label = "rooms"

    def ready(self) -> None:
        from kith.domains.people.queries import own_handle
        from kith.domains.rooms import doorways, holding
        from kith.domains.rooms.line_port import LinePort
        from kith.domains.rooms.lone_ports import GroupWordsPort, ProfilePort
        from kith.domains.rooms.post_port import PostPort
        from kith.kernel import audit, contributions

        holding.register()
        doorways.register()

        # What safety keeps of a post comes at the post's own instant, so it goes under the handle too.
        for domain in ("rooms", "safety"):
            audit.under_handle(domain, own_handle)
        contributions.register(PostPort())
        contributions.register(LinePort())
        contributions.register(ProfilePort())
        contributions.register(GroupWordsPort())
