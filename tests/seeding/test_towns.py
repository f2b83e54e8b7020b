from mockcore.seeding.towns import settle_firm, site


def test_a_firm_has_the_state_zip_and_telephone_of_its_town() -> None:
    body = {"name": "Union Masonry", "city": "Tacoma", "business_phone": "(503) 555-0101"}
    settle_firm(body)
    assert (body["state_code"], body["zip"], body["business_phone"]) == ("WA", "98402", "(253) 555-0101")


def test_a_project_of_an_unknown_town_stays_as_it_is() -> None:
    body = {"city": "Carpinteria Heights"}
    site(body)
    assert body == {"city": "Carpinteria Heights"}
