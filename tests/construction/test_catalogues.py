from mockcore.construction.catalogues import NAMES


def test_the_entries_of_a_list_are_called_by_a_few_words_and_no_two_alike() -> None:
    for kind, names in NAMES.items():
        assert len(set(names)) == len(names), kind
        assert all(len(name.split()) <= 5 and not name.endswith(".") for name in names), kind
