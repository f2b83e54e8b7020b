from mockcore.events import CREATE, DELETE, UPDATE, Event


def test_an_event_tells_the_record_and_is_no_membership_unless_it_says_so() -> None:
    event = Event(CREATE, "widgets", 7, 1, 10, None, {"name": "Pump"})
    assert (event.kind, event.record_id, event.body, event.member) == ("widgets", 7, {"name": "Pump"}, False)


def test_the_three_events_have_the_names_that_hooks_subscribe_to() -> None:
    assert (CREATE, UPDATE, DELETE) == ("create", "update", "delete")
