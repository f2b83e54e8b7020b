"""Which of their records stands for which of ours."""

from mockcore.verify.counterparts import Counterparts


def test_records_of_two_lists_are_paired_by_their_names() -> None:
    pairs = Counterparts()
    pairs.learn(
        [{"id": 1, "name": "Acme"}, {"id": 2, "name": "Bolt"}], [{"id": 70, "name": "Bolt"}, {"id": 71, "name": "Acme"}]
    )
    assert pairs.path("/rest/v1.0/vendors/1") == ("/rest/v1.0/vendors/71", [])
    assert pairs.path("/rest/v1.0/vendors/2/users/9") == ("/rest/v1.0/vendors/70/users/9", ["9"])


def test_without_a_common_name_the_first_stand_for_each_other() -> None:
    pairs = Counterparts()
    pairs.learn([{"id": 1, "name": "Acme"}], [{"id": 70, "name": "Bolt"}])
    assert pairs.path("/vapid/vendors/1") == ("/vapid/vendors/70", [])


def test_what_is_given_is_kept_and_names_the_company_too() -> None:
    pairs = Counterparts({"10": "20"})
    pairs.learn({"id": 10, "vendor": {"id": 3}}, {"id": 99, "vendor": {"id": 4}})
    assert pairs.company("10") == "20"
    assert pairs.company(None) is None
    assert pairs.query("company_id=10&filters[vendor_id][]=3&per_page=10") == (
        "company_id=20&filters%5Bvendor_id%5D%5B%5D=4&per_page=10"
    )


def test_the_ids_of_a_body_are_those_there_and_nothing_else_is() -> None:
    pairs = Counterparts({"10": "20", "11": "01J8ZQ4Y7N5T2W9K3M6R0V1X5C"})
    sent = {"rfi": {"assignee_id": 10, "assignee_ids": [10, "11"], "number": 10, "cost": 10, "private": True}}
    assert pairs.body(sent) == {
        "rfi": {
            "assignee_id": 20,
            "assignee_ids": [20, "01J8ZQ4Y7N5T2W9K3M6R0V1X5C"],
            "number": 10,
            "cost": 10,
            "private": True,
        }
    }
