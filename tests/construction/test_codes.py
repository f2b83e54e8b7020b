from datetime import UTC, datetime

from mockcore.construction.codes import words_of
from mockcore.construction.kinds import recipe_for
from mockcore.construction.scene import Scene
from mockcore.fake import Fake


def test_a_priority_is_one_of_a_few_words() -> None:
    assert words_of("priority") == words_of("issue_priority") == ("Low", "Medium", "High")
    assert words_of("subject") is None


def test_a_record_of_which_nothing_is_known_is_called_after_what_it_is() -> None:
    assert recipe_for("telematics")(Fake(1).words).title.startswith("Telematics ")


def test_the_whole_name_of_a_resource_tells_what_its_records_are_called() -> None:
    assert recipe_for("generic_tools/statuses")(Fake(1).words).title in ("Draft", "Open", "Closed")
    assert recipe_for("observations/items")(Fake(1).words).label


def test_two_fields_of_different_meaning_never_say_the_same() -> None:
    scene = Scene(Fake(1).random, "submittals", datetime(2026, 1, 15, tzinfo=UTC))
    own, others = "Shop drawings of all frames.", ("See the sketch.", "Field verified.")
    texts = [scene.sentence(meaning, own, others) for meaning in ("description", "notes", "summary")]
    assert len(set(texts)) == 3
    assert texts[0] == own == scene.sentence("description", "", others)
