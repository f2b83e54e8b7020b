from mockcore.close_names import MOST_LISTED, hint


def test_the_closest_name_is_the_one_that_was_meant() -> None:
    assert hint("recrods", ["counts", "records", "projects"]) == "did you mean records?"


def test_letters_of_another_case_make_no_other_name() -> None:
    assert hint("LISTRFI", ["createRfi", "listRfis"]) == "did you mean listRfis?"


def test_where_none_is_close_those_there_are_are_listed_in_their_order() -> None:
    assert hint("colour", ["now", "frozen"]) == "known are now, frozen."


def test_a_long_list_is_cut() -> None:
    told = hint("x", [f"name{number}" for number in range(MOST_LISTED + 1)])
    assert told.endswith(f"name{MOST_LISTED - 1} …")


def test_there_may_be_nothing_to_choose_from() -> None:
    assert hint("x", []) == "there is none."
