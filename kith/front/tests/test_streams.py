"""The stream of the desk: staff hear that something changed for their own teams, and nothing else."""

import asyncio

import pytest

from kith.domains.rooms.tests.listening import Browser, house, played, until
from kith.front.streams import Desk
from kith.kernel import bus

pytestmark = pytest.mark.django_db(transaction=True)


class AtDesk(Browser):
    """A browser with the desk open."""

    async def open(self):
        self.path = "/desk/stream"
        self._task = asyncio.create_task(self._listen(None, ""))
        await until(lambda: self._task.done() or self.events)
        return self

    def _scope(self, method, path, *, headers):
        return super()._scope(method, self.path, headers=headers)


@pytest.fixture
def keys(cast):
    names = ("osei", "nadia", "heron")
    return {name: cast.client(getattr(cast, name)).session.session_key for name in names}


@pytest.mark.req("R002-20")
@played
async def test_the_team_hears_at_once_and_nobody_else(cast, keys):
    async with house() as (live, _rooms):
        Desk(live)
        osei, nadia = await AtDesk(live, keys["osei"]).open(), await AtDesk(live, keys["nadia"]).open()
        await live.ask(bus.tell, f"desk:{cast.team.id}", "case-1")
        await until(lambda: len(osei.events) == 2)
        assert osei.events[-1][2] == {"desk": "changed", "id": "case-1"}
        assert len(nadia.events) == 1, "another team's case is none of hers"
        heron = await AtDesk(live, keys["heron"]).open()
        assert heron.status == 404
