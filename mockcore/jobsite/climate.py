"""The weather of a region by month: how warm a day is, and how often it is wet.

Source: thirty-year normals of the regions' large cities, rounded; which states are one region is assumed.
"""

from typing import NamedTuple


class Climate(NamedTuple):
    """Lowest and highest temperatures in °F, and wet days in a hundred, of each month."""

    lows: tuple[int, ...]
    highs: tuple[int, ...]
    wet: tuple[int, ...]


MILD = Climate(
    (36, 36, 39, 43, 48, 53, 57, 57, 53, 46, 40, 36),
    (47, 51, 56, 61, 68, 73, 81, 81, 76, 63, 53, 46),
    (60, 55, 55, 50, 40, 30, 12, 13, 25, 42, 60, 62),
)
DRY = Climate(
    (46, 48, 51, 54, 58, 62, 66, 67, 65, 60, 52, 46),
    (68, 68, 70, 73, 76, 80, 85, 86, 85, 80, 73, 67),
    (20, 20, 18, 10, 6, 2, 3, 3, 4, 7, 11, 17),
)
COLD = Climate(
    (20, 23, 32, 41, 51, 61, 66, 65, 57, 46, 35, 25),
    (35, 38, 49, 61, 72, 81, 85, 84, 77, 64, 50, 39),
    (35, 33, 37, 39, 38, 34, 31, 30, 28, 30, 34, 36),
)
WARM = Climate(
    (44, 47, 53, 60, 68, 74, 76, 76, 71, 61, 51, 45),
    (63, 67, 74, 80, 86, 92, 94, 94, 89, 81, 71, 64),
    (30, 29, 28, 24, 27, 33, 33, 31, 28, 20, 24, 29),
)
MOUNTAIN = Climate(
    (18, 20, 27, 34, 43, 52, 59, 57, 48, 36, 26, 18),
    (45, 47, 55, 61, 71, 83, 90, 87, 79, 65, 53, 44),
    (15, 17, 24, 28, 32, 28, 28, 27, 21, 18, 16, 15),
)
STATES = {
    MILD: ("WA", "OR", "BC"),
    DRY: ("CA", "NV", "AZ"),
    MOUNTAIN: ("CO", "UT", "ID", "MT", "WY", "NM"),
    WARM: ("TX", "FL", "GA", "LA", "AL", "MS", "SC", "NC", "TN", "AR", "OK", "HI"),
}


def climate_of(state: str) -> Climate:
    """The climate of a state by its code; a cold winter where nobody knows."""
    return next((climate for climate, states in STATES.items() if state.upper() in states), COLD)
