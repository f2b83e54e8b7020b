from tests.tiny import catalog


def test_the_query_leaves_out_what_stands_in_the_path() -> None:
    names = [parameter.name for parameter in catalog().named("listWidgets").query]
    assert "page" in names
    assert "project_id" not in names


def test_the_tail_of_a_resource_is_the_last_word_of_its_name() -> None:
    assert catalog().kind("widgets").tail == "widgets"
