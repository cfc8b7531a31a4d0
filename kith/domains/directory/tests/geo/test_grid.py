"""The grid against points that Ordnance Survey publishes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.domains.directory.geo import distance_km, grid, to_wgs84

# From OSTN15_OSGM15_TestInput/Output_OSGBtoETRS, Ordnance Survey: latitude, longitude, easting, northing.
PUBLISHED = {
    "TP01 Scilly": (49.92226394, -6.29977752, 91492.146, 11318.804),
    "TP04 Isle of Wight": (50.57563665, -1.29782277, 449816.371, 75335.861),
    "TP07 Thanet": (51.37447026, 1.44454730, 639821.835, 169565.858),
    "TP09 London": (51.48936565, -0.11992557, 530624.974, 178388.464),
    "TP10 Carmarthen": (51.85890896, -4.30852477, 241124.584, 220332.641),
    "TP13 Northampton": (52.25160951, -0.91248957, 474335.969, 262047.755),
    "TP17 Anglesey": (53.41628516, -4.28918070, 247958.971, 393492.909),
    "TP20 Leeds": (53.80021520, -1.66379168, 422242.186, 433818.701),
    "TP25 Newcastle": (54.97912274, -1.61657685, 424639.355, 565012.703),
    "TP26 Glasgow": (55.85399953, -4.29649016, 256340.925, 664697.269),
    "TP27 Edinburgh": (55.92478266, -3.29479219, 319188.434, 670947.534),
    "TP30 Inverness": (57.48625001, -4.21926399, 267056.768, 846176.972),
    "TP31 St Kilda": (57.81351838, -8.57854456, 9587.909, 899448.996),
    "TP40 Shetland": (60.13308092, -2.07382823, 395999.668, 1138728.951),
}


@pytest.mark.req("X-11")
@pytest.mark.parametrize("name", PUBLISHED)
def test_published_points_agree_within_five_metres(name: str) -> None:
    lat, lon, easting, northing = PUBLISHED[name]
    assert distance_km(lat, lon, *to_wgs84(easting, northing)) * 1000 < 5


def test_without_the_datum_shift_the_published_points_are_far_off() -> None:
    """Negative control: the five metres above would notice a missing shift."""
    lat, lon, easting, northing = PUBLISHED["TP09 London"]
    airy = [grid.to_degrees(angle) for angle in grid._unproject(easting, northing)]
    assert distance_km(lat, lon, *airy) * 1000 > 50


def test_a_known_distance() -> None:
    """Edinburgh Castle to Glasgow Cathedral, about 67 km by any map."""
    assert distance_km(55.9486, -3.1999, 55.8629, -4.2345) == pytest.approx(65.2, abs=0.5)


POINTS = st.tuples(st.floats(49, 61), st.floats(-9, 2))


@given(POINTS, POINTS, POINTS)
def test_distance_is_a_distance(
    here: tuple[float, float], there: tuple[float, float], via: tuple[float, float]
) -> None:
    assert distance_km(*here, *there) == pytest.approx(distance_km(*there, *here), abs=1e-6)
    assert distance_km(*here, *here) == 0
    assert distance_km(*here, *there) <= distance_km(*here, *via) + distance_km(*via, *there) + 1e-6


@given(st.integers(0, 700_000), st.integers(0, 1_250_000))
def test_a_step_on_the_grid_is_a_step_on_the_ground(easting: int, northing: int) -> None:
    """A kilometre on the grid is a kilometre on the ground, give or take the projection's scale."""
    start, east = to_wgs84(easting, northing), to_wgs84(easting + 1000, northing)
    north = to_wgs84(easting, northing + 1000)
    assert distance_km(*start, *east) == pytest.approx(1, rel=0.007)
    assert distance_km(*start, *north) == pytest.approx(1, rel=0.007)
