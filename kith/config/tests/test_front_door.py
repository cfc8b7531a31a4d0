"""The contract that guards the domains' doors can fail."""

import pytest
from grimp import ImportGraph

from kith.config.front_door import FrontDoorContract


def _kept(importer: str, imported: str) -> bool:
    graph = ImportGraph()
    for module in ("kith.domains", importer, imported):
        graph.add_module(module)
    graph.add_import(importer=importer, imported=imported)
    options = {"domains": "kith.domains", "doors": ["actions", "queries", "events"], "exempt": ["kith.config"]}
    contract = FrontDoorContract(name="doors", session_options={}, contract_options=options)
    return contract.check(graph, verbose=False).kept


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("kith.domains.plans.actions", "kith.domains.network.actions"),
        ("kith.domains.plans.actions", "kith.domains.network.queries.ties"),
        ("kith.front.views", "kith.domains.network.events"),
        ("kith.domains.network.views", "kith.domains.network.models"),
        ("kith.config.urls", "kith.domains.network.urls"),
        ("kith.domains.plans.tests.test_actions", "kith.domains.network.tests.factories"),
    ],
)
def test_who_comes_by_the_door_is_let_in(importer: str, imported: str) -> None:
    assert _kept(importer, imported)


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("kith.domains.plans.actions", "kith.domains.network.models"),
        ("kith.domains.plans.views", "kith.domains.network.policy"),
        ("kith.front.views", "kith.domains.network.models.tie"),
        ("kith.domains.plans.actions", "kith.domains.network.tests.factories"),
        ("kith.domains.plans.tests.test_views", "kith.domains.network.forms"),
        ("kith.domains.net.actions", "kith.domains.network.models"),
    ],
)
def test_who_climbs_in_elsewhere_is_seen(importer: str, imported: str) -> None:
    assert not _kept(importer, imported)
