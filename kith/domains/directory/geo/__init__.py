"""Where a postcode is, without asking anybody outside: Great Britain exactly, Northern Ireland by district.

Front door for the rest of the directory: `locate`, `distance_km`, `read_postcode`, and `register` for
extra gazetteers (the demo's invented towns).
"""

from kith.domains.directory.geo.gazetteer import Gazetteer, register
from kith.domains.directory.geo.grid import distance_km, to_wgs84
from kith.domains.directory.geo.places import Place, Precision, locate, prepare
from kith.domains.directory.geo.postcodes import Postcode, read_postcode

__all__ = [
    "Gazetteer",
    "Place",
    "Postcode",
    "Precision",
    "distance_km",
    "locate",
    "prepare",
    "read_postcode",
    "register",
    "to_wgs84",
]
