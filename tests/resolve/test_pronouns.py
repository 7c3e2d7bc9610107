"""Pronouns: he, she, they, it, who; and "I" and "we"."""

from dataclasses import replace

import pytest

from onrecord.model import Attribution, EntityKind, Mode, Part, PartKind, Snapshot, Span
from onrecord.resolve import resolve_sources
from tests.resolve.marked import entities, names, page


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        pytest.param(
            "Hilda Brandt met Hugo Lind in Elm. The plan was dead, [she] said. It was alive, [he] said.",
            ["Hilda Brandt", "Hugo Lind"],
            id="gender of given names",
        ),
        pytest.param(
            "Ms. Xu met Mr. Oh in Elm. The plan was dead, [she] said. It was alive, [he] said.",
            ["Xu", "Oh"],
            id="gender of titles",
        ),
        pytest.param(
            "The actress Kip Oduya met the fisherman Lu Varga. [She] said hello; [he] said nothing.",
            ["Kip Oduya", "Lu Varga"],
            id="gender of roles",
        ),
        pytest.param(
            "[Otto Brandt] said the firm would fight Hugo Lind in court.\n\n“We will win,” [he] added.",
            ["Otto Brandt"] * 2,
            id="the speaker before the one spoken of",
        ),
        pytest.param(
            "Otto Brandt telephoned Hugo Lind. [He] said the deal was off.",
            ["Otto Brandt"],
            id="subject before object",
        ),
        pytest.param(
            "Otto Brandt spoke first.\n\nIt rained.\n\nThen Hugo Lind rose from his chair. [He] said no.",
            ["Hugo Lind"],
            id="the nearer of two subjects",
        ),
        pytest.param(
            "[Otto Brandt], whose brother once ran the rival works of Emil Sand in Fen, said no.\n\n[He] gave no reason.",
            ["Otto Brandt"] * 2,
            id="over a descriptive clause",
        ),
        pytest.param(
            "[Otto Brandt] said no.\n\nThe works in Fen, built by Emil Sand and sold twice since, employ nine people"
            " and stand by the old canal.\n\n“We are done here,” [he] said.",
            ["Otto Brandt"] * 2,
            id="over a descriptive paragraph",
        ),
        pytest.param(
            "[Otto Brandt] said: {“Emil Sand lied. Emil Sand always lies.”} [He] then left.",
            ["Otto Brandt"] * 2,
            id="not one named only in the quote",
        ),
        pytest.param(
            "[Ann Roe and Hugo Lind] rejected the plan. It was, [they] said, too dear.",
            ["Ann Roe; Hugo Lind"] * 2,
            id="they, of a joint source",
        ),
        pytest.param(
            "[The Elm Valley Council] rejected the plan. [It] said the cost was too high.",
            ["Elm Valley Council"] * 2,
            id="it, of a body",
        ),
        pytest.param("The report angered Hilda Brandt, [who] called it a lie.", ["Hilda Brandt"], id="who"),
        pytest.param(
            "The report angered voters in the Elm Valley Council, [which] called it a lie.",
            ["Elm Valley Council"],
            id="which",
        ),
        pytest.param("Mayor Hilda Brandt rose. In [her] view, it was late.", ["Hilda Brandt"], id="her view"),
    ],
)
def test_third_person(page: str, wanted: list[str]) -> None:
    assert names(page) == wanted


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        pytest.param(
            "[Pim Oduya] said the board would meet. {“I heard it at my stall,”→} [they] said.",
            ["Pim Oduya"] * 2,
            id="who says I is one",
        ),
        pytest.param(
            "[Pim Oduya] said they had hoses. Later [Oduya] thanked the neighbours. [They] would not leave.",
            ["Pim Oduya"] * 3,
            id="called they before",
        ),
        pytest.param(
            "[A former engineer at Elm Pumps] did not want their name used. [They] said they had left.",
            [None] * 2,
            id="without a name",
        ),
        pytest.param(
            "The neighbours met. [Pim Oduya] said the neighbours were tired. [They] said no.",
            ["Pim Oduya", None],
            id="those spoken of",
        ),
        pytest.param(
            "[The Elm Guild] met [Hilda Brandt]. {“I am tired,”→} [they] said.",
            ["Elm Guild", "Hilda Brandt", "Elm Guild"],
            id="not a woman",
        ),
    ],
)
def test_singular_they(page: str, wanted: list[str | None]) -> None:
    assert names(page) == wanted


def test_a_pronoun_in_a_quote_is_not_the_one_whose_words_they_are() -> None:
    snap, (outer, inner) = page("Otto Brandt spoke. {“He said so,”→} [Hugo Lind] said. “[He] left.”")
    inner = replace(inner, source=(Span(20, 22),), parent=outer.id)
    assert [a.entity.name for a in resolve_sources(snap, [outer, inner]) if a.entity] == [
        "Hugo Lind",
        "Otto Brandt",
    ]


def test_her_majesty_is_she() -> None:
    assert names("Queen Hilda sat beside Otto Lind. [Her Majesty] said no.") == ["Hilda"]


def test_a_place_is_no_she() -> None:
    assert names("Hilda Brandt died at home in Elmau. She was old. Prizes, [she] once said, bored her.") == [
        "Hilda Brandt"
    ]


def test_a_pronoun_run_together_with_its_verb() -> None:
    assert names("[Hilda Brandt] rose. [She]’ll fight, she said.") == ["Hilda Brandt"] * 2


@pytest.mark.parametrize("pronoun", ["He", "She", "They", "It"])
def test_nobody_before_a_pronoun(pronoun: str) -> None:
    (entity,) = entities(f"[{pronoun}] said no.")
    assert entity.name is None


def test_anonymous_speakers_are_antecedents() -> None:
    first, second = entities(
        "Otto Brandt is ill.\n\n[A nurse] said so on Friday. [She] asked not to be named."
    )
    assert first.kind is second.kind is EntityKind.ANONYMOUS
    assert second.name is None


def test_i_in_a_quote_is_its_speaker() -> None:
    assert names("[Otto Brandt] said: {“And [I] say it is wrong.”}") == ["Otto Brandt"] * 2


def test_i_in_a_quote_in_a_quote() -> None:
    said = "[Ann Roe] said: {“Hugo Lind was there, and [he] told us, {‘[I] think so.’} But [I] do not.”}"
    assert names(said) == ["Ann Roe", "Hugo Lind", "Hugo Lind", "Ann Roe"]


def test_i_outside_quotes_is_the_writer() -> None:
    snap, found = page("It was a long day. [I] believe it was worth it.")
    by = Snapshot("p", snap.text, byline="Ada Moss")
    assert [a.entity.name for a in resolve_sources(by, found) if a.entity] == ["Ada Moss"]


def test_i_in_a_letter_is_who_signs() -> None:
    assert names("[I] think that the bridge is ugly.\n\nAda Moss\n\nElm") == ["Ada Moss"]


def test_we_outside_quotes_is_the_outlet() -> None:
    snap, found = page("A year ago [we] said that the bridge was ugly.")
    own = Snapshot("p", snap.text, outlet="The Elm Courier")
    (entity,) = (a.entity for a in resolve_sources(own, found))
    assert entity is not None
    assert (entity.name, entity.kind) == ("The Elm Courier", EntityKind.ORGANISATION)


def test_a_caption_is_not_the_nearest_mention() -> None:
    snap, found = page("[Otto Brandt] said no.\n\nEmil Sand at the works in Fen.\n\n“Never,” [he] said.")
    start = snap.text.index("Emil")
    parts = (
        Part(PartKind.BODY, Span(0, start)),
        Part(PartKind.CAPTION, Span(start, snap.text.index("\n", start))),
        Part(PartKind.BODY, Span(snap.text.index("“"), len(snap.text))),
    )
    told = resolve_sources(Snapshot("p", snap.text, parts), found)
    assert [a.entity.name for a in told if a.entity] == ["Otto Brandt"] * 2


@pytest.mark.parametrize(
    ("heading", "who"),
    [
        ("Speech by the Minister for Ports, Ada Crane, at the Guildhall", "Ada Crane"),
        ("Opening remarks by Prime Minister Lia van Orvane at the Sallow conference", "Lia van Orvane"),
        ("Statement by the Harbour Board, 4 May 2031", None),
        ("Speech on the ports", None),
    ],
)
def test_who_i_am_by_the_heading_of_a_speech(heading, who):
    assert names(f"{heading}\n\nThank you. [I] said last year that the ports would be mended.") == [who]


def test_a_companys_chief_executive_makes_it_no_man():
    page = "Wexham Water's chief executive, Hilda Brandt, resigned. [He] said no more."
    assert names(page) == [None]


def test_a_speaker_given_with_whose_they_are_is_who_she_is():
    page = "[Una Keane] has warned of it. [Labour's Ann Roe] spoke. [She] left."
    assert names(page) == ["Una Keane", "Ann Roe", "Ann Roe"]


@pytest.mark.parametrize("source", ["Us Weekly", "I. Brandt"])
def test_a_name_that_looks_like_the_first_person(source: str) -> None:
    snap, attributions = page(f"[{source}] reported that it was over.")
    (resolved,) = resolve_sources(replace(snap, byline="Ada Moss", outlet="Elm Courier"), attributions)
    assert resolved.entity is None or resolved.entity.name not in ("Ada Moss", "Elm Courier")


def test_i_in_what_somebody_is_reported_to_say_is_the_writer() -> None:
    text = "Brandt said I had called him a liar."
    outer = Attribution("s1", (Span(0, 6),), (Span(7, 11),), (Span(12, 35),), mode=Mode.INDIRECT)
    inner = Attribution(
        "s2", (Span(12, 13),), (Span(14, 24),), (Span(25, 35),), mode=Mode.INDIRECT, parent="s1"
    )
    _, told = resolve_sources(Snapshot("p", text, byline="Ada Moss"), [outer, inner])
    assert told.entity is not None
    assert told.entity.name == "Ada Moss"
