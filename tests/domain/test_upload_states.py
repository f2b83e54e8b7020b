from mockcore.domain.upload_states import FIRST, state_of
from tests.tiny import record


class Clock:
    def __init__(self, seconds: int) -> None:
        self.seconds = seconds

    def epoch(self) -> int:
        return self.seconds


class Asked:
    def __init__(self, seconds: int) -> None:
        self.clock = Clock(seconds)


def test_an_upload_waits_is_worked_on_and_then_to_be_reviewed_unless_it_is_known() -> None:
    upload = record("drawing_uploads", 1, 1, status=FIRST)
    upload.created_at = "1970-01-02T00:00:00Z"
    states = [state_of(Asked(86_400 + passed), upload, reviewed=False) for passed in (0, 2, 5)]  # type: ignore[arg-type]
    assert states == ["in_queue", "in_progress", "ready_for_review"]
    assert state_of(Asked(86_405), upload, reviewed=True) == "reviewed"  # type: ignore[arg-type]


def test_a_state_that_was_written_stays() -> None:
    failed = record("drawing_uploads", 1, 1, status="failed")
    assert state_of(Asked(0), failed, reviewed=True) == "failed"  # type: ignore[arg-type]
