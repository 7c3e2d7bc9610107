"""How rare a word is, in few records and in many."""

import pytest

from onrecord.model import Record
from onrecord.trace.rarity import english


def weight(index, word):
    (number,) = index.number_words([word])
    (nats,) = index.rarity([word], [number])
    return nats


@pytest.fixture
def few(index_of):
    return index_of(Record("r", "The guild of the coopers will strike."))


def test_the_table_is_of_english():
    table = english()
    assert sum(table.values()) < 1
    assert max(table, key=table.get) == "the"
    assert all(word == word.casefold() and word.strip() for word in table)


def test_few_records_do_not_make_common_words_rare(few):
    assert weight(few, "the") < weight(few, "will") < weight(few, "strike") < weight(few, "coopers")


def test_a_word_that_no_record_has_weighs_as_in_the_language(few):
    assert weight(few, "and") < weight(few, "people") < weight(few, "kittiwake")
    assert weight(few, "and") == pytest.approx(weight(few, "of"), abs=1.0)


def test_what_a_large_collection_says_often_is_common_there(index_of):
    index = index_of(Record("r", "The coopers and the guild. " * 20_000))
    assert weight(index, "coopers") < weight(index, "people")
