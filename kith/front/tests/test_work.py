"""The team's queue asks each neighbour once, however many teams there are."""

import datetime as dt

import pytest

from kith.domains.people.tests.factories import make_team
from kith.domains.safety.tests.factories import make_hours, set_nation
from kith.front.work import queue

pytestmark = pytest.mark.django_db


def test_the_queue_takes_the_same_queries_for_one_and_three_teams_without_a_rota(cast, constant_queries):
    teams = []

    def one_more():
        teams.append(make_team(f"Team {len(teams)}"))
        make_hours(teams[-1], 1, 2, 3, 4, 5, 6, 7, opens=dt.time(0), closes=dt.time(23, 59))
        set_nation(teams[-1], has_rota=True, works_on_bank_holidays=True)

    def fetch():
        rows = [row for row in queue(cast.sam) if row.what == "Nobody is on the rota"]
        assert len(rows) >= len(teams)

    constant_queries(one_more, fetch)
