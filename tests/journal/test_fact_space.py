from pathlib import Path

import pytest

from mockcore.errors import FactsDropped
from mockcore.journal.digests import Digests
from mockcore.journal.fact_space import Block, FactSpace
from mockcore.journal.facts import Facts, facts_of
from tests.journal.exchanges import exchange
from tests.tiny import catalog

DIGESTS = Digests(catalog())


def facts(first: int) -> list[Facts]:
    return [facts_of(exchange("GET", f"/rest/hush/{number}", number=number), DIGESTS) for number in range(first, first + 4)]


def numbers(*blocks: Block) -> list[int]:
    return [made.number for block in blocks for made in block.exchanges()]


def test_what_does_not_fit_into_memory_is_in_a_file_that_nobody_can_open(tmp_path: Path) -> None:
    space = FactSpace(400, str(tmp_path))
    blocks = [space.block(facts(first)) for first in (1, 5, 9, 13)]
    assert numbers(*blocks) == list(range(1, 17))
    assert (blocks[1].count, blocks[1].last) == (4, 8)
    assert sum(block.memory_bytes for block in blocks) < 400
    assert (space.lost, list(tmp_path.iterdir())) == (False, [])


def test_where_no_file_can_be_written_memory_holds_what_fits_and_the_rest_is_refused(tmp_path: Path) -> None:
    space = FactSpace(400, str(tmp_path / "missing"))
    first, second = space.block(facts(1)), space.block(facts(5))
    assert (numbers(first), space.lost) == ([1, 2, 3, 4], True)
    with pytest.raises(FactsDropped, match="MOCKCORE_JOURNAL_FACT_BYTES"):
        numbers(second)


def test_blocks_of_before_count_and_say_what_they_lack(tmp_path: Path) -> None:
    blocks = [FactSpace(0, str(tmp_path / "missing")).block(facts(1)), FactSpace(1_000).block(facts(5))]
    space = FactSpace(400, str(tmp_path / "missing"))
    space.adopt(blocks)
    assert space.lost
    assert space.block(facts(9)).lost
