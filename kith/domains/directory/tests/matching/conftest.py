"""The invented towns are known to every test here, and forgotten after it."""

import pytest

from kith.domains.directory.geo import gazetteer
from kith.domains.directory.tests.matching.fixture import use_invented_towns


@pytest.fixture(autouse=True)
def invented_towns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazetteer, "_REGISTERED", dict(gazetteer._REGISTERED))
    use_invented_towns()
