"""Those brought in without a name whom the page then calls by a first name alone."""

import pytest

from onrecord.model import EntityKind
from tests.resolve.marked import entities, names

FERRY = "The Fen Herald wrote on Sunday about a woman who runs the Elm ferry.\n\n"


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        pytest.param(
            FERRY + "[The woman] denies that the ferry leaks.\n\n“It floats,” [she] said.\n\n"
            "[Ada] thought the story was a joke. “I still do,” [she] said.",
            ["Ada"] * 4,
            id="a woman",
        ),
        pytest.param(
            "Near the quay [a man] said the bridge would fall. [He] had measured it.\n\n"
            "“It moves,” [Emil] said.",
            ["Emil"] * 3,
            id="a man",
        ),
        pytest.param(
            "The paper met a female supporter of Mayor Hugo Lind in her kitchen. [The woman] said he was"
            " honest.\n\n“He never lies,” [Ada] said.",
            ["Ada"] * 2,
            id="a female supporter",
        ),
        pytest.param(
            "[One voter, a nurse,] said the queue was long. [She] had waited since dawn.\n\n"
            "“I nearly left,” [Ada] said.",
            ["Ada"] * 3,
            id="gender told by a pronoun",
        ),
        pytest.param(
            "[A woman] threw a shoe at Mayor Hugo Lind on Monday. [The woman] shouted that he was late.\n\n"
            "[The woman] identified herself to reporters as a baker named Ada.\n\n“He was late,” [she] said.",
            ["Ada"] * 4,
            id="she says her own name",
        ),
        pytest.param(
            FERRY + "[The woman] denies that the ferry leaks. A doctor had warned [her], [she] said.\n\n"
            "[Ada] thought the story was a joke.",
            ["Ada"] * 4,
            id="another of unknown gender, mentioned in passing",
        ),
        pytest.param(
            FERRY + "[The woman] said: {“[I] never sleep.”}\n\n“It floats,” [Ada] said.",
            ["Ada"] * 3,
            id="I in her words",
        ),
    ],
)
def test_the_first_name_goes_to_the_one_without_a_name(page: str, wanted: list[str]) -> None:
    assert names(page) == wanted


def test_the_reason_is_told_to_a_reader() -> None:
    told, _ = entities(FERRY + "[The woman] denies that the ferry leaks.\n\n“It floats,” [Ada] said.")
    assert (told.name, told.kind, told.role) == ("Ada", EntityKind.PERSON, "woman")
    assert told.reasons[-1] == "brought in without a name, as “woman”, and later called “Ada”"


def test_nobody_is_said_to_be_unnamed_who_is_named_later() -> None:
    told, _ = entities("Near the quay [a woman] said no. She rang a bell.\n\n“Never,” [Ada] said.")
    assert told.name == "Ada"
    assert "not named on the page" not in told.reasons


NEAR_THE_QUAY = "Near the quay [a woman] said the bridge would fall.\n\n"


def test_the_page_below_has_one_reading_where_nothing_speaks_against_it() -> None:
    assert names(f"{NEAR_THE_QUAY}“No,” [Ada] said.") == ["Ada"] * 2


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("“No,” [Ada Moss] said. [Ada] left.", id="named in full"),
        pytest.param(
            "“No,” [Ada] said. The Moss family, Ada Moss among them, left.", id="in full further down"
        ),
        pytest.param("“No,” [Ms. Ada] said.", id="with a title, as surnames are"),
        pytest.param("“No,” [Emil] said.", id="of another gender"),
        pytest.param("“No,” [Xu] said.", id="a name that may be a surname"),
        pytest.param("“No,” her sister [Ada] said.", id="brought in as somebody's sister"),
        pytest.param("“No,” [Ada], a clerk, said.", id="brought in by what she does"),
        pytest.param("“No,” [Ada], 40, said.", id="brought in by her age"),
        pytest.param("A guest named [Ada] said no.", id="brought in as a guest"),
        pytest.param("The song of Ada is old.", id="she never speaks"),
        pytest.param("“No,” [Ada] said. “Yes,” [Vera] said.", id="two first names"),
        pytest.param("“No,” [Ada] said. The woman told Ada to leave.", id="both in one clause"),
        pytest.param("She told Ada to leave. “No,” [Ada] said.", id="she and the name in one clause"),
        pytest.param(
            "“No,” [Ada] said. She added {that the woman had a point}.", id="one speaks of the other"
        ),
        pytest.param("[A girl] said yes. “No,” [Ada] said.", id="a girl speaks too"),
        pytest.param("Her sister wept. “No,” [Ada] said.", id="her sister is brought in between"),
        pytest.param("“No,” said [another woman]. “No,” [Ada] said.", id="another woman speaks too"),
        pytest.param("A girl wept. “No,” [Ada] said.", id="a girl is brought in between"),
        pytest.param("[A nurse] said yes. [The nurse] left. “No,” [Ada] said.", id="a nurse may be a woman"),
        pytest.param("It rained.\n\nIt snowed.\n\nIt froze.\n\n“No,” [Ada] said.", id="far away"),
        pytest.param("[Vera Holm] said yes.\n\n“No,” [Ada] said.", id="a woman with a name between"),
    ],
)
def test_the_two_are_kept_apart(page: str) -> None:
    told = entities(NEAR_THE_QUAY + page)[0]
    assert (told.name, told.kind) == (None, EntityKind.ANONYMOUS)


def test_who_speaks_of_somebody_is_not_the_one_spoken_of() -> None:
    page = "Near the quay [a woman] said: {“It is late. Ada knows.”}\n\n“No,” [Ada] said."
    assert names(page)[0] is None


@pytest.mark.parametrize(
    "source", ["officials", "An official", "A doctor", "A spokeswoman", "Two women", "Voters", "A report"]
)
def test_others_without_a_name_stay_so(source: str) -> None:
    assert names(f"[{source}] said the bridge would fall.\n\n“No,” [Ada] said.")[0] is None


def test_a_name_before_the_description_is_not_given_to_it() -> None:
    assert names("“No,” [Ada] said.\n\nNear the quay [a woman] said the bridge would fall.")[1] is None


@pytest.mark.parametrize(
    ("source", "wanted"),
    [("A Brandt supporter", None), ("One voter", None), ("Another Brandt supporter, Ada Moss,", "Ada Moss")],
)
def test_one_of_a_crowd(source: str, wanted: str | None) -> None:
    assert names(f"Otto Brandt is ill. Near the door [{source}] said so.") == [wanted]


def test_a_noun_after_a_preposition_is_not_the_articles_own() -> None:
    page = (
        "[A woman] rose. Otto Brandt had a kind word for the woman. [The woman] said no.\n\n“No,” [Ada] said."
    )
    assert names(page) == ["Ada"] * 3
