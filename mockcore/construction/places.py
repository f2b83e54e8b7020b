"""Where things are: towns with matching postal facts, streets, and locations inside a building."""

from __future__ import annotations

from typing import NamedTuple

from mockcore.construction.text import lines, rows


class Town(NamedTuple):
    """A town: its zip code, telephone area code, county, position and time zone name belong together."""

    city: str
    state_code: str
    zip: str
    area_code: str
    county: str
    latitude: float
    longitude: float
    time_zone: str


PACIFIC, MOUNTAIN = "Pacific Time (US & Canada)", "Mountain Time (US & Canada)"
CENTRAL, EASTERN = "Central Time (US & Canada)", "Eastern Time (US & Canada)"
_ZONES = {"P": PACIFIC, "M": MOUNTAIN, "C": CENTRAL, "E": EASTERN, "A": "Arizona"}

TOWNS: tuple[Town, ...] = tuple(
    Town(city, state, zip_code, area, county, float(latitude), float(longitude), _ZONES[zone])
    for city, state, zip_code, area, county, latitude, longitude, zone in rows("""
    Carpinteria | CA | 93013 | 805 | Santa Barbara | 34.3989 | -119.5185 | P
    Santa Barbara | CA | 93101 | 805 | Santa Barbara | 34.4208 | -119.6982 | P
    Los Angeles | CA | 90017 | 213 | Los Angeles | 34.0522 | -118.2637 | P
    San Diego | CA | 92101 | 619 | San Diego | 32.7157 | -117.1611 | P
    Oakland | CA | 94612 | 510 | Alameda | 37.8044 | -122.2712 | P
    Sacramento | CA | 95814 | 916 | Sacramento | 38.5816 | -121.4944 | P
    Portland | OR | 97204 | 503 | Multnomah | 45.5152 | -122.6784 | P
    Seattle | WA | 98101 | 206 | King | 47.6062 | -122.3321 | P
    Tacoma | WA | 98402 | 253 | Pierce | 47.2529 | -122.4443 | P
    Reno | NV | 89501 | 775 | Washoe | 39.5296 | -119.8138 | P
    Las Vegas | NV | 89101 | 702 | Clark | 36.1699 | -115.1398 | P
    Phoenix | AZ | 85004 | 602 | Maricopa | 33.4484 | -112.0740 | A
    Tucson | AZ | 85701 | 520 | Pima | 32.2226 | -110.9747 | A
    Salt Lake City | UT | 84101 | 801 | Salt Lake | 40.7608 | -111.8910 | M
    Boise | ID | 83702 | 208 | Ada | 43.6150 | -116.2023 | M
    Denver | CO | 80202 | 303 | Denver | 39.7392 | -104.9903 | M
    Colorado Springs | CO | 80903 | 719 | El Paso | 38.8339 | -104.8214 | M
    Albuquerque | NM | 87102 | 505 | Bernalillo | 35.0844 | -106.6504 | M
    Dallas | TX | 75201 | 214 | Dallas | 32.7767 | -96.7970 | C
    Austin | TX | 78701 | 512 | Travis | 30.2672 | -97.7431 | C
    Houston | TX | 77002 | 713 | Harris | 29.7604 | -95.3698 | C
    Kansas City | MO | 64106 | 816 | Jackson | 39.0997 | -94.5786 | C
    Omaha | NE | 68102 | 402 | Douglas | 41.2565 | -95.9345 | C
    Minneapolis | MN | 55401 | 612 | Hennepin | 44.9778 | -93.2650 | C
    Milwaukee | WI | 53202 | 414 | Milwaukee | 43.0389 | -87.9065 | C
    Chicago | IL | 60601 | 312 | Cook | 41.8781 | -87.6298 | C
    Nashville | TN | 37203 | 615 | Davidson | 36.1627 | -86.7816 | C
    Detroit | MI | 48226 | 313 | Wayne | 42.3314 | -83.0458 | E
    Columbus | OH | 43215 | 614 | Franklin | 39.9612 | -82.9988 | E
    Pittsburgh | PA | 15222 | 412 | Allegheny | 40.4406 | -79.9959 | E
    Philadelphia | PA | 19103 | 215 | Philadelphia | 39.9526 | -75.1652 | E
    Boston | MA | 02110 | 617 | Suffolk | 42.3601 | -71.0589 | E
    Richmond | VA | 23219 | 804 | Henrico | 37.5407 | -77.4360 | E
    Raleigh | NC | 27601 | 919 | Wake | 35.7796 | -78.6382 | E
    Charlotte | NC | 28202 | 704 | Mecklenburg | 35.2271 | -80.8431 | E
    Atlanta | GA | 30303 | 404 | Fulton | 33.7490 | -84.3880 | E
    Orlando | FL | 32801 | 407 | Orange | 28.5383 | -81.3792 | E
    Tampa | FL | 33602 | 813 | Hillsborough | 27.9506 | -82.4572 | E
    """)
)

BUILDINGS: tuple[str, ...] = ("Building A", "Building B", "Building C", "Parking Structure", "Central Plant")
FLOORS: tuple[str, ...] = ("Level 1", "Level 2", "Level 3", "Level 4", "Level 5")
AREAS: tuple[str, ...] = lines("""
    Main Lobby
    Loading Dock
    Electrical Room
    Mechanical Room
    Telecom Closet
    North Stair
    South Stair
    Elevator Lobby
    Men's Restroom
    Women's Restroom
    Break Room
    Conference Room
    Open Office
    Storage
    Corridor
    Janitor Closet
    """)
OUTDOORS: tuple[str, ...] = lines("""
    Site > North Parking Lot
    Site > South Parking Lot
    Site > Laydown Yard
    Site > Main Entrance Plaza
    Site > Detention Basin
    Site > Utility Yard
    Site > East Sidewalk
    Roof > Mechanical Penthouse
    Roof > North Parapet
    Roof > Elevator Overrun
    """)
