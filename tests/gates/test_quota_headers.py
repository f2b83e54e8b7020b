from mockcore.gates.quota_headers import header_lines


def test_the_quota_is_told_in_three_headers() -> None:
    assert header_lines((25, 24, 10)) == b"x-rate-limit-limit: 25\r\nx-rate-limit-remaining: 24\r\nx-rate-limit-reset: 10\r\n"
