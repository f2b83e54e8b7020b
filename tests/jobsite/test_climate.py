"""The weather of regions."""

from mockcore.jobsite.climate import COLD, DRY, MILD, STATES, climate_of


def test_a_state_has_the_climate_of_its_region() -> None:
    assert climate_of("CA") is DRY
    assert climate_of("or") is MILD
    assert climate_of("") is COLD


def test_summers_are_warmer_than_winters_and_highs_above_lows() -> None:
    for climate in (*STATES, COLD):
        assert climate.highs[6] > climate.highs[0]
        assert all(low < high for low, high in zip(climate.lows, climate.highs, strict=True))
        assert len(climate.lows) == len(climate.highs) == len(climate.wet) == 12
