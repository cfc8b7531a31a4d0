"""From the British National Grid to latitude and longitude, and distances on the ground.

The datum shift is the seven-parameter (Helmert) one that Ordnance Survey publishes: within about five metres
of its definitive grid of measured shifts, which is closer than a postcode is to a front door.
"""

from math import asin, atan2, cos, hypot, radians, sin, sqrt, tan
from math import degrees as to_degrees

EARTH_RADIUS_KM = 6371.0088

# Airy 1830 ellipsoid and the National Grid's projection.
_A, _B = 6377563.396, 6356256.909
_E2 = 1 - (_B * _B) / (_A * _A)
_F0 = 0.9996012717
_N = (_A - _B) / (_A + _B)
_LAT0, _LON0 = radians(49.0), radians(-2.0)
_E0, _N0 = 400_000.0, -100_000.0
# Shift from OSGB36 to WGS84: metres, parts per million, seconds of arc.
_TX, _TY, _TZ = 446.448, -125.157, 542.060
_SCALE = 1 - 20.4894e-6
_RX, _RY, _RZ = (radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))
# WGS84 ellipsoid.
_WA, _WB = 6378137.0, 6356752.314245
_WE2 = 1 - (_WB * _WB) / (_WA * _WA)


def to_wgs84(easting: float, northing: float) -> tuple[float, float]:
    """Latitude and longitude of a National Grid point."""
    return _shift(*_unproject(easting, northing))


def _meridian(lat: float) -> float:
    """Length of the meridian from the true origin to this latitude."""
    n, n2, n3 = _N, _N * _N, _N * _N * _N
    d, s = lat - _LAT0, lat + _LAT0
    return (
        _B
        * _F0
        * (
            (1 + n + 1.25 * n2 + 1.25 * n3) * d
            - (3 * n + 3 * n2 + 2.625 * n3) * sin(d) * cos(s)
            + (1.875 * n2 + 1.875 * n3) * sin(2 * d) * cos(2 * s)
            - (35 / 24) * n3 * sin(3 * d) * cos(3 * s)
        )
    )


def _unproject(easting: float, northing: float) -> tuple[float, float]:
    """Latitude and longitude in radians on the Airy ellipsoid (OSGB36)."""
    lat = (northing - _N0) / (_A * _F0) + _LAT0
    miss = northing - _N0 - _meridian(lat)
    while abs(miss) >= 0.001:
        lat += miss / (_A * _F0)
        miss = northing - _N0 - _meridian(lat)
    sin2 = sin(lat) ** 2
    nu = _A * _F0 / sqrt(1 - _E2 * sin2)
    rho = _A * _F0 * (1 - _E2) / (1 - _E2 * sin2) ** 1.5
    eta2 = nu / rho - 1
    t, t2, sec, de = tan(lat), tan(lat) ** 2, 1 / cos(lat), easting - _E0
    x = de / nu
    lat_out = lat - (t * nu / rho) * x * x * (
        1 / 2 - (x * x / 24) * (5 + 3 * t2 + eta2 - 9 * t2 * eta2) + (x**4 / 720) * (61 + 90 * t2 + 45 * t2 * t2)
    )
    lon_out = _LON0 + sec * x * (
        1
        - (x * x / 6) * (nu / rho + 2 * t2)
        + (x**4 / 120) * (5 + 28 * t2 + 24 * t2 * t2)
        - (x**6 / 5040) * (61 + 662 * t2 + 1320 * t2 * t2 + 720 * t2**3)
    )
    return lat_out, lon_out


def _shift(lat: float, lon: float) -> tuple[float, float]:
    """Move a point from OSGB36 to WGS84 through earth-centred coordinates."""
    nu = _A / sqrt(1 - _E2 * sin(lat) ** 2)
    x, y, z = nu * cos(lat) * cos(lon), nu * cos(lat) * sin(lon), nu * (1 - _E2) * sin(lat)
    x2 = _TX + _SCALE * x - _RZ * y + _RY * z
    y2 = _TY + _RZ * x + _SCALE * y - _RX * z
    z2 = _TZ - _RY * x + _RX * y + _SCALE * z
    across = hypot(x2, y2)
    lat2 = atan2(z2, across * (1 - _WE2))
    for _ in range(3):
        nu2 = _WA / sqrt(1 - _WE2 * sin(lat2) ** 2)
        lat2 = atan2(z2 + _WE2 * nu2 * sin(lat2), across)
    return to_degrees(lat2), to_degrees(atan2(y2, x2))


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Kilometres over the ground between two points (great circle)."""
    p1, p2 = radians(lat1), radians(lat2)
    half = sin((p2 - p1) / 2) ** 2 + cos(p1) * cos(p2) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))
