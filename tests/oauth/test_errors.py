from mockcore.oauth.errors import answered, invalid_request


def test_an_answer_is_added_to_the_query_that_the_address_has() -> None:
    assert answered("http://localhost", {"code": "1"}, None) == "http://localhost?code=1"
    assert (
        answered("https://a.example/?x=1", {"code": "1"}, "ä&=\r\n") == "https://a.example/?x=1&code=1&state=%C3%A4%26%3D%0D%0A"
    )


def test_a_refusal_goes_back_with_the_state() -> None:
    sent = invalid_request("No.").sent_to("http://localhost", "s")
    assert sent.redirect_to == "http://localhost?error=invalid_request&error_description=No.&state=s"
