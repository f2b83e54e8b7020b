from mockcore.seeding.staff import settle
from tests.tiny import record


def test_people_write_from_the_domain_of_their_firm_and_no_two_from_one_address() -> None:
    firm = record(
        "vendors", 7, 1, name="Union Masonry", website="https://www.union-masonry.example", city="Portland", state_code="OR"
    )
    people = [record("users", number, 1, first_name="Ann", last_name="Lee") for number in range(3)]
    settle("Harbor & Ridge", people, [firm], [], {"city": "Salem"})
    addresses = [person.body["email_address"] for person in people]
    assert addresses == ["ann.lee@harbor-ridge.example", "ann.lee@union-masonry.example", "ann.lee2@union-masonry.example"]
    assert [person.body["is_employee"] for person in people] == [True, False, False]
    assert [person.body["city"] for person in people] == ["Salem", "Portland", "Portland"]
    assert firm.body["primary_contact_id"] == people[1].id
