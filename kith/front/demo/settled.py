"""What the story's trust settled and signed before it opened its rooms."""

from __future__ import annotations

from kith.domains.people import actions as people
from kith.domains.people.queries import person_of, teams, viewer_of_person
from kith.domains.safety import actions as safety
from kith.front.demo.story import person_id
from kith.kernel.access import Viewer

WORDS = "Nobody of the team reads here now. We read everything when we are back, in the first hour."
WORDS_CY = "Does neb o'r tîm yn darllen yma nawr. Rydym yn darllen popeth pan fyddwn yn ôl, yn yr awr gyntaf."
RECORDS = {
    "safety_officer": "Judith Armitage is the clinical safety officer of Marlbeck Vale Trust.",
    "purpose": (
        "Flags help a person of the team to read sooner what may be urgent. They say nothing about anybody's health, "
        "give no score, and decide nothing. Every text is read by a person, flagged or not."
    ),
    "device": (
        "Judged not to be a medical device: it sorts words for reading and makes no claim about a person. To be judged "
        "anew when that changes."
    ),
}
# Invented numbers from the range that is kept for stories.
SHEETS = {
    "velvet-comet": {
        "phone": "07700 900108",
        "staying": "With my mum, 3 Tannery Row, second bell",
        "trusted": "Mum, Parveen, 07700 900109. She knows",
        "gp": "Marlbeck Bridge surgery",
        "coordinator": "Shabana",
    },
    "heron": {"phone": "07700 900101", "staying": "My own flat. The cat is in", "trusted": "My sister", "gp": ""},
}


def fill(by: Viewer) -> None:
    """Each team's hours in which nobody is there, the three records, signed by Judith, and two emergency sheets."""
    judith = viewer_of_person(person_id("judith"), "staff")
    for team in teams(Viewer(id=person_id("sam"), sphere="staff", roles=frozenset({"administrator"}))):
        policy = safety.write_policy(
            by=by,
            team=team,
            tier_4="on_call",
            tier_3="nobody",
            tier_2="nobody",
            words=WORDS,
            words_cy=WORDS_CY,
        )
        safety.sign_policy(by=judith, policy=policy)
    for key, said in SHEETS.items():
        member = Viewer(id=person_id(key), sphere="member")
        people.keep_sheet(by=member, person=person_of(member), said=said)
    for kind, words in RECORDS.items():
        safety.sign_record(by=judith, kind=kind, words=words)
