"""Who may do what about notices."""

from typing import Any

from kith.domains.people.queries import works_with
from kith.kernel.access import Policy, Viewer, is_the_house, predicate


@predicate("they work with the person it is for")
def works_with_addressee(viewer: Viewer, thing: Any) -> bool:
    """Staff of the person's team, who post letters, ring, and put right what did not arrive."""
    return viewer.on_behalf_of is None and works_with(viewer, thing.person_id)


POLICY = Policy(
    "notices",
    {
        "send": is_the_house,
        "gather": is_the_house,
        "claim": is_the_house,
        "note_outcome": is_the_house,
        "mark_came_back": is_the_house,
        "forget_old": is_the_house,
        "post_letter": works_with_addressee,
        "note_call": works_with_addressee,
        "settle": works_with_addressee,
    },
)
