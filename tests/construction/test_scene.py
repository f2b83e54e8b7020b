from datetime import UTC, datetime
from random import Random

from mockcore.construction.scene import Scene, slug

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_the_person_works_for_the_firm_at_its_host() -> None:
    scene = Scene(Random(7), "rfis", NOW)
    assert scene.person.email.endswith(f"@{slug(scene.firm)}.example")


def test_a_vendor_is_the_firm_itself() -> None:
    scene = Scene(Random(7), "vendors", NOW)
    assert scene.firm == scene.topic.title


def test_the_same_random_numbers_give_the_same_scene() -> None:
    first, second = (Scene(Random(3), "rfis", NOW) for _ in range(2))
    assert (first.topic, first.town, first.person) == (second.topic, second.town, second.person)


def test_a_slug_fits_into_a_host_name() -> None:
    assert slug("Cascade Electric, Inc.") == "cascade-electric-inc"
