"""The same people over lists that nobody here wrote, read where they lie and skipped where they are not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.conf import settings

from kith.domains.directory.imports.run import bring_in
from kith.domains.directory.matching.candidates import candidates
from kith.domains.directory.models import Listing
from kith.domains.directory.tests.matching.fixture import AS_OF, personas
from kith.domains.directory.tests.matching.judging import Judged, judge_all
from kith.kernel.access import system

REAL = Path(settings.ROOT).parent / "shared" / "data" / "directory"
SMALL = ("community-centres", "carer-support-groups", "day-services-and-lunch-clubs", "museums-and-galleries")
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not REAL.is_dir(), reason="the real lists are not on this machine"),
]


def judged(day: dt.date) -> Judged:
    viewer = system("tests")
    return judge_all(personas(), lambda profile: candidates(profile, day, viewer), day, postcode="real_postcode")


def must_hold(found: Judged) -> None:
    assert found.ideas >= 60
    assert found.broken == {}
    assert found.never == []
    assert found.share_with_reason >= 0.9


@pytest.mark.req("R004-24", "R000-7")
def test_no_limit_is_broken_over_some_of_edinburghs_lists(tmp_path: Path) -> None:
    for name in SMALL:
        (tmp_path / f"{name}.csv").symlink_to(REAL / "edinburgh-ogl2" / f"{name}.csv")
    bring_in(tmp_path, by=system("tests"))
    assert Listing.objects.count() > 120
    must_hold(judged(AS_OF))


@pytest.mark.proof
@pytest.mark.req("R004-24", "R000-7")
def test_no_limit_is_broken_over_all_of_them() -> None:
    bring_in(REAL, by=system("tests"))
    assert Listing.objects.count() > 8_000
    for day in (dt.date(2015, 5, 1), AS_OF):
        must_hold(judged(day))
