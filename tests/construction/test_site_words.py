"""What people of a site write."""

from mockcore.construction.rfis import RFIS
from mockcore.construction.site_words import SiteWords
from mockcore.fake import Fake


def test_a_question_of_the_vocabulary_has_its_own_answer() -> None:
    words = Fake("words", 1).words
    assert words.rfi_answer("Lintel bearing at opening 4") == "Provide 8 inches of bearing, grouted solid two courses below."
    assert words.rfi_answer("Soffit height conflict at Room 204").startswith("Lower the soffit by ")


def test_any_other_question_has_an_answer_too() -> None:
    assert Fake("words", 2).words.rfi_answer("Where is the moon?")


def test_every_text_is_filled() -> None:
    words = Fake("words", 3).words
    assert isinstance(words, SiteWords)
    texts = [words.manpower_note(), words.work_note(), words.visit(), words.photo_caption(), words.clarification()]
    topics = [words.delivery(), words.delay(), words.observation(), words.meeting(), words.change()]
    texts += [topic.title + topic.text + topic.label for topic in topics]
    assert all(text and "{" not in text for text in texts)
    assert all(words.rfi_answer(row[0].replace("{", "").replace("}", "")) for rows in RFIS.values() for row in rows)
