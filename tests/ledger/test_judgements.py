"""What people decide: appended, undone by a later one, and carried along when a page is read again."""

import pytest

from onrecord.errors import JudgedError, NotHeldError, UsageError
from onrecord.ledger import judgements
from onrecord.model import Judgement, Query, Span, Target, Verdict
from tests.ledger.build import BETTER, FERRY, SCHOOL, all_hits, make_reading


def judged(target: Target, of: str, verdict: Verdict, value: str | None = None, **more: str) -> Judgement:
    return Judgement(0, "", more.pop("author", "Eve Lund"), target, of, verdict, value, **more)


def hit_of(ledger, words: str):
    return next(hit for hit in all_hits(ledger) if words in hit.words)


def speaker_of(ledger, words: str) -> str | None:
    return hit_of(ledger, words).speaker


def key_of_speaker(ledger, name: str) -> str:
    return next(hit.speaker_key for hit in all_hits(ledger) if hit.speaker == name)


@pytest.fixture
def page(ledger, run):
    return ledger.keep(run, make_reading(FERRY)).key


def everything(ledger):
    speakers = ledger.speakers()
    return [all_hits(ledger), ledger.doubts(), speakers, [ledger.speaker(each.key) for each in speakers]]


SOURCE = [
    (Verdict.DIFFERENT, "Fay Holm", "Fay Holm"),
    (Verdict.DIFFERENT, None, None),
    (Verdict.UNSURE, None, "Ada Crane"),
    (Verdict.SAME, None, "Ada Crane"),
]


@pytest.mark.parametrize(("verdict", "value", "then"), SOURCE)
@pytest.mark.usefixtures("page")
def test_a_source_that_is_judged_different_is_another_until_it_is_undone(ledger, verdict, value, then):
    before = everything(ledger)
    number = ledger.judge(
        judged(Target.SOURCE, hit_of(ledger, "ferry").key, verdict, value, reason="heard it")
    )
    assert speaker_of(ledger, "ferry") == then
    assert len(all_hits(ledger, Query(speaker="Ada Crane"))) == (2 if then == "Ada Crane" else 1)
    if value:
        assert [hit.words for hit in all_hits(ledger, Query("ferry", speaker=value))] == [
            hit_of(ledger, "ferry").words
        ]
    assert list(ledger.verify()) == []
    ledger.undo(number, "Gus Rahn", "misheard")
    assert everything(ledger) == before
    assert list(ledger.verify()) == []


@pytest.mark.usefixtures("page")
def test_the_latest_word_on_a_source_counts(ledger):
    key = hit_of(ledger, "ferry").key
    ledger.judge(judged(Target.SOURCE, key, Verdict.DIFFERENT, "Fay Holm"))
    ledger.judge(judged(Target.SOURCE, key, Verdict.DIFFERENT, "Ian Moor"))
    assert speaker_of(ledger, "ferry") == "Ian Moor"
    last = ledger.judge(judged(Target.SOURCE, key, Verdict.SAME))
    assert speaker_of(ledger, "ferry") == "Ada Crane"
    ledger.undo(last, "Eve Lund")
    assert speaker_of(ledger, "ferry") == "Ian Moor"


@pytest.mark.usefixtures("page")
def test_all_of_it_stays_to_be_read(ledger):
    key = hit_of(ledger, "ferry").key
    first = ledger.judge(
        judged(Target.SOURCE, key, Verdict.DIFFERENT, "Fay Holm", reason="line one\nline two")
    )
    second = ledger.undo(first, "Gus Rahn", "misheard")
    history = ledger.judgements_of(key)
    assert [(one.id, one.author, one.undone, one.undoes) for one in history] == [
        (first, "Eve Lund", second, None),
        (second, "Gus Rahn", None, first),
    ]
    assert (history[0].reason, history[0].of, history[0].value) == ("line one\nline two", key, "Fay Holm")
    assert history[0].place == Span(11, 47)
    assert ledger.judgements(limit=1) == [history[1]]
    assert ledger.judgements(before=second) == [history[0]]
    assert ledger.counts().judgements == 2


@pytest.mark.usefixtures("page")
def test_a_judgement_survives_a_reading_that_cuts_the_statement_a_little_otherwise(ledger):
    key = hit_of(ledger, "ferry").key
    ledger.judge(judged(Target.SOURCE, key, Verdict.DIFFERENT, "Fay Holm"))
    ledger.keep(ledger.begin_run("add", BETTER), make_reading(FERRY, moved=2))
    moved = hit_of(ledger, "ferry")
    assert moved.key != key  # it is cut otherwise
    assert moved.speaker == "Fay Holm"
    assert [one.of for one in ledger.judgements_of(moved.key)] == [key]
    with pytest.raises(NotHeldError):
        ledger.hit(key)


@pytest.mark.usefixtures("page")
def test_a_judgement_does_not_go_to_a_statement_elsewhere(ledger):
    ledger.judge(judged(Target.SOURCE, hit_of(ledger, "ferry").key, Verdict.DIFFERENT, "Fay Holm"))
    ledger.keep(ledger.begin_run("add", BETTER), make_reading(FERRY, moved=25))  # half of it is left
    assert speaker_of(ledger, "ferry") == "Ada Crane"


@pytest.mark.usefixtures("page")
def test_what_has_been_judged_leaves_the_queue_and_comes_back(ledger):
    (doubt,), following = ledger.doubts()
    assert (doubt.target, following) == (Target.STATEMENT, None)
    assert "perhaps" in doubt.hit.words
    number = ledger.judge(judged(Target.STATEMENT, doubt.hit.key, Verdict.SAME))
    assert ledger.doubts() == ((), None)
    ledger.undo(number, "Eve Lund")
    assert ledger.doubts() == ((doubt,), None)


def test_the_queue_is_whole_page_by_page(ledger, run):
    for at in range(9):
        ledger.keep(run, make_reading(FERRY, id=f"p{at}"))
    whole, _ = ledger.doubts(limit=100)
    assert len(whole) == 9
    pages, after = [], None
    while True:
        found, after = ledger.doubts(Target.STATEMENT, limit=2, after=after)
        pages += found
        if after is None:
            break
    assert tuple(pages) == whole
    assert ledger.doubts(Target.DRIFT) == ((), None)


# -- speakers -------------------------------------------------------------------------------------


@pytest.fixture
def names(ledger, run):
    ledger.keep(run, make_reading(FERRY))
    ledger.keep(run, make_reading(SCHOOL, id="b"))
    ledger.keep(run, make_reading("Mayor Crane: the budget is balanced", id="c"))
    return {
        name: key_of_speaker(ledger, name) for name in ("Ada Crane", "Bo Winter", "Cleo Marsh", "Mayor Crane")
    }


def test_two_names_are_merged_and_split_with_their_history(ledger, names):
    before = everything(ledger)
    ada, mayor = names["Ada Crane"], names["Mayor Crane"]
    number = ledger.judge(judged(Target.SPEAKER, mayor, Verdict.SAME, ada))
    for key in (ada, mayor):
        speaker = ledger.speaker(key)
        assert (speaker.key, speaker.statements, speaker.merged) == (ada, 3, (mayor,))
    for asked in ("Mayor Crane", "Ada Crane", mayor, ada):
        hits = all_hits(ledger, Query(speaker=asked))
        assert [hit.speaker for hit in hits] == ["Ada Crane"] * 3
    assert [each.name for each in ledger.speakers("mayor")] == ["Ada Crane"]
    listed = [(each.name, each.statements) for each in ledger.speakers()]
    assert listed == [("Bo Winter", 2), ("Ada Crane", 3), ("Cleo Marsh", 1)]  # by the name that says most
    assert list(ledger.verify()) == []
    ledger.undo(number, "Eve Lund", "they are two")
    assert everything(ledger) == before
    for key in (ada, mayor):
        assert [one.undoes for one in ledger.judgements_of(key)] == [None, number]


def test_a_later_word_on_the_same_two_names_splits_them(ledger, names):
    ada, mayor = names["Ada Crane"], names["Mayor Crane"]
    ledger.judge(judged(Target.SPEAKER, mayor, Verdict.SAME, ada))
    split = ledger.judge(judged(Target.SPEAKER, ada, Verdict.DIFFERENT, mayor))
    assert ledger.speaker(mayor).merged == ()
    ledger.undo(split, "Eve Lund")
    assert ledger.speaker(mayor).merged == (mayor,)


def test_merging_goes_on_from_one_to_the_next(ledger, names):
    ada, bo, cleo, mayor = (names[name] for name in ("Ada Crane", "Bo Winter", "Cleo Marsh", "Mayor Crane"))
    for one, other in ((mayor, cleo), (bo, ada), (bo, mayor)):
        ledger.judge(judged(Target.SPEAKER, one, Verdict.SAME, other))
    whole = ledger.speaker(cleo)
    assert (whole.statements, {whole.key, *whole.merged}) == (6, {ada, bo, cleo, mayor})
    assert len(all_hits(ledger, Query("the", speaker=bo))) == 6
    assert list(ledger.reindex())
    assert ledger.speaker(mayor) == whole


def test_a_page_that_comes_later_counts_with_the_merged(ledger, names, run):
    ledger.judge(judged(Target.SPEAKER, names["Mayor Crane"], Verdict.SAME, names["Ada Crane"]))
    ledger.keep(run, make_reading("Mayor Crane: the ferry is sold", id="later"))
    assert ledger.speaker(names["Ada Crane"]).statements == 4


# -- what cannot be judged ------------------------------------------------------------------------


@pytest.mark.parametrize("author", ["", "  ", "\x00", "—"])
@pytest.mark.usefixtures("page")
def test_nobody_cannot_judge(ledger, author):
    key = hit_of(ledger, "ferry").key
    with pytest.raises(UsageError, match="author"):
        ledger.judge(judged(Target.STATEMENT, key, Verdict.SAME, author=author))
    number = ledger.judge(judged(Target.STATEMENT, key, Verdict.SAME))
    with pytest.raises(UsageError, match="author"):
        ledger.undo(number, author)


def test_what_is_not_there_cannot_be_judged(ledger, names):
    ada = names["Ada Crane"]
    for key in ("0" * 16, "", "\x00", "\ud800", "x" * 100_000):
        with pytest.raises(NotHeldError):
            ledger.judge(judged(Target.STATEMENT, key, Verdict.SAME))
        with pytest.raises((NotHeldError, UsageError)):
            ledger.judge(judged(Target.SPEAKER, ada, Verdict.SAME, key))
    with pytest.raises(UsageError, match="two speakers"):
        ledger.judge(judged(Target.SPEAKER, ada, Verdict.SAME, ada))
    with pytest.raises(UsageError, match="no letter"):
        ledger.judge(judged(Target.SOURCE, hit_of(ledger, "ferry").key, Verdict.DIFFERENT, "…"))
    for number in (7, 0, -1, 2**70):
        with pytest.raises(NotHeldError, match="no judgement"):
            ledger.undo(number, "Eve Lund")
    assert ledger.judgements() == []


@pytest.mark.usefixtures("page")
def test_a_judgement_is_undone_once(ledger):
    number = ledger.judge(judged(Target.STATEMENT, hit_of(ledger, "ferry").key, Verdict.SAME))
    again = ledger.undo(number, "Eve Lund")
    with pytest.raises(UsageError, match="already"):
        ledger.undo(number, "Eve Lund")
    with pytest.raises(UsageError, match="takes another back"):
        ledger.undo(again, "Eve Lund")
    assert ledger.counts().judgements == 2


@pytest.mark.usefixtures("page")
def test_hostile_words_of_a_judgement_are_kept_as_words(ledger):
    key = hit_of(ledger, "ferry").key
    reason = "<script>\x00\ud800 " + "x" * 10_000
    ledger.judge(
        judged(
            Target.SOURCE, key, Verdict.DIFFERENT, "Fay\x00 \ud800Holm", author="Eve\nLund\x00", reason=reason
        )
    )
    (one,) = ledger.judgements_of(key)
    assert (one.author, one.value) == ("Eve Lund", "Fay Holm")
    assert one.reason.startswith("<script> x")
    assert len(one.reason) <= 2000


@pytest.mark.usefixtures("page")
def test_two_who_judge_one_pair_of_names_at_once_are_not_both_kept(ledger):
    one, other = (each.key for each in ledger.speakers()[:2])
    first = ledger.judge(judged(Target.SPEAKER, one, Verdict.SAME, other), seen=0)
    with pytest.raises(JudgedError, match="judged this meanwhile"):
        ledger.judge(judged(Target.SPEAKER, other, Verdict.DIFFERENT, one), seen=0)
    assert ledger.judge(judged(Target.SPEAKER, other, Verdict.DIFFERENT, one), seen=first) > first


@pytest.mark.usefixtures("page")
def test_of_very_many_judgements_the_latest_are_told_and_all_count(ledger, monkeypatch):
    monkeypatch.setattr(judgements, "MOST_JUDGED", 2)
    one, other = (each.key for each in ledger.speakers()[:2])
    numbers = [ledger.judge(judged(Target.SPEAKER, one, Verdict.SAME, other)) for _ in range(3)]
    assert [each.id for each in ledger.judgements_of(one)] == numbers[1:]
    assert [each.id for each in ledger.judgements_of(other)] == numbers[1:]
    key = hit_of(ledger, "harbour").key
    for verdict, value in ((Verdict.DIFFERENT, "Fay Holm"), (Verdict.UNSURE, None), (Verdict.UNSURE, None)):
        ledger.judge(judged(Target.SOURCE, key, verdict, value))
    assert [each.verdict for each in ledger.judgements_of(key)] == [Verdict.UNSURE] * 2
    assert speaker_of(ledger, "harbour") == "Fay Holm"


@pytest.mark.usefixtures("page")
def test_speakers_are_gone_through_by_key(ledger):
    everyone = ledger.speakers()
    assert len(everyone) > 1
    assert (*ledger.speakers(limit=1), *ledger.speakers(after=everyone[0].key)) == everyone
    assert ledger.speakers(after=everyone[-1].key) == ()
    with pytest.raises(NotHeldError, match="no speaker"):
        ledger.speakers("winter", after=next(each.key for each in everyone if "Winter" not in each.name))
