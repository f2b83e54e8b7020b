from mockcore.domain.locations import node


def test_a_location_is_called_by_the_last_tier_of_its_path() -> None:
    assert node({"name": "Building A > Level 1"}) == "Level 1"
    assert node({"name": "Building A>Level 1", "node_name": "First floor"}) == "First floor"
    assert node({}) == ""
