"""Sources given by name: first in full, then by what is short for it."""

import pytest

from onrecord.model import EntityKind
from tests.resolve.marked import entities, names


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        pytest.param(
            "The mayor of Elm, [Hilda Brandt], said the bridge was safe.\n\nOn Friday [Brandt] opened it again.",
            ["Hilda Brandt"] * 2,
            id="surname",
        ),
        pytest.param(
            "[Dr. Hugo Q. Lind] wrote the report. Later [Hugo Lind] defended it, and [Mr. Lind] signed it.",
            ["Hugo Q. Lind"] * 3,
            id="initial and titles come and go",
        ),
        pytest.param(
            'Councillor [Robert "Bobby" Marsh] said no.\n\nWhen asked again, [Bobby Marsh] said yes.',
            ["Robert Marsh"] * 2,
            id="nickname",
        ),
        pytest.param(
            "The mayor of Elm answered.\n\n— [Robert Marsh] (@rmarsh) May 3, 2024",
            ["Robert Marsh"],
            id="who signs a post, capitals throughout",
        ),
        pytest.param(
            "Foreign Minister [Ana de la Cruz] spoke first; [de la Cruz] said little, said [Ms. de la Cruz]'s aide.",
            ["Ana de la Cruz"] * 3,
            id="particles",
        ),
        pytest.param(
            "[The Rt Hon Dame Hilda Brandt MP] rose. “No,” said [Brandt]. [Cllr Ann Roe (Lab)] agreed; [Ms. Roe] left. "
            "[Sinéad Oduya TD] had seen [Mr and Mrs Varga].",
            ["Hilda Brandt"] * 2 + ["Ann Roe"] * 2 + ["Sinéad Oduya", "Varga"],
            id="British titles and letters",
        ),
        pytest.param(
            "[Diane Lane] said no. Then [April Roe] said yes. [Rowena Marshall] said why, [Billie Jean King] said how.",
            ["Diane Lane", "April Roe", "Rowena Marshall", "Billie Jean King"],
            id="surnames that are places and roles, a name that is a month",
        ),
        pytest.param(
            "April Roe said no. Then [she] said the lights were on.",
            ["April Roe"],
            id="a month that opens a page which ends in a preposition",
        ),
        pytest.param(
            "Hugo Brandt, 50, denied it. Brandt told her to leave. Brandt paid her nothing. {“A lie,”→} [Brandt] said.",
            ["Hugo Brandt"],
            id="to whom he does it is another",
        ),
        pytest.param(
            "[Ted and Hilda Brandt] ran it. “No,” said [Mr Brandt], and [Mrs Brandt] agreed.",
            ["Ted Brandt; Hilda Brandt", "Ted Brandt", "Hilda Brandt"],
            id="two who share a surname",
        ),
        pytest.param(
            "[Ted Lind] came. [Ted and Hilda Brandt] ran it.",
            ["Ted Lind", "Ted Lind; Hilda Brandt"],
            id="a first name that is somebody else's",
        ),
        pytest.param(
            "[Aoife Ní Bhriain] and [Declan Mac Giolla] came. [Ní Bhriain] spoke to [Mac Giolla] and [Asha wa Odera].",
            ["Aoife Ní Bhriain", "Declan Mac Giolla"] * 2 + ["Asha wa Odera"],
            id="surnames of two words",
        ),
        pytest.param(
            "[Ann Lacey] left. Their mother, [Di Lacey], said no.",
            ["Ann Lacey", "Di Lacey"],
            id="a first name that looks like a particle",
        ),
        pytest.param(
            "[Hugo Barr] spoke. “No,” said [Barr]. Then [Barr] left. [Barr. Ada Obi] stayed.",
            ["Hugo Barr"] * 3 + ["Ada Obi"],
            id="a surname that is a title too",
        ),
        pytest.param(
            "[The Earl of Fen] spoke. [The earl] said no. [Baroness Lind of Elm] said yes. [The baroness] left. "
            "[Earl Roe] came.",
            ["Earl of Fen"] * 2 + ["Lind"] * 2 + ["Earl Roe"],
            id="peers",
        ),
        pytest.param(
            "[Downing Street] said no. [Number 10] said yes. [No 10] left it there.",
            ["Downing Street"] * 3,
            id="the house with a number",
        ),
        pytest.param(
            "Environment secretary [Otto Brandt and his Welsh counterpart, Hilda Lind,] spoke. [Both] said no.",
            ["Otto Brandt; Hilda Lind"] * 2,
            id="two, the second beside a description",
        ),
        pytest.param(
            "German Chancellor [Otto Brandt and his French counterpart Hilda Lind] said no.",
            ["Otto Brandt; Hilda Lind"],
            id="two, the second after a description",
        ),
        pytest.param(
            "Elm Pumps (TNX: ELMP) rose in Q3. The year was good, [the company] said.",
            ["Elm Pumps"],
            id="a company by its shares, and no quarter",
        ),
        pytest.param(
            "[His friend and rival Hugo Lind] said no.",
            ["Hugo Lind"],
            id="beside two descriptions",
        ),
        pytest.param(
            "ELM WILL SHUT ITS FERRY ON MONDAY, SAID [MAYOR ADA J. CRANE].\n\n[CRANE] SAID IT WAS OLD. [MR. DOWD] AGREED.\n\n"
            "[THE MAYOR] WAS NOT ASKED WHY THE BOAT HAD NOT BEEN MENDED BEFORE.",
            ["Ada J. Crane"] * 2 + ["Dowd", "Ada J. Crane"],
            id="a page in capitals throughout",
        ),
        pytest.param(
            "[The firm's head of sales, Otto Brandt,] said no. [One of them, Hilda Lind, 40,] laughed. [Her husband, "
            "the potter Ugo Lind,] left. [Her successor, Ada Crane,] was not there.",
            ["Otto Brandt", "Hilda Lind", "Ugo Lind", "Ada Crane"],
            id="beside descriptions of every sort",
        ),
        pytest.param(
            "[Co-organizer Kip Oduya] spoke, then [Lieutenant-General Lu Varga and District Collector Xu Oh]. "
            "[H.E. Pia Moe] sat down. [Coun Ilse Fenn (Lab)] wept.",
            ["Kip Oduya", "Lu Varga; Xu Oh", "Pia Moe", "Ilse Fenn"],
            id="offices that stand before a name",
        ),
        pytest.param(
            "In a joint note, [council leader Hilda Brandt and the union's general secretary, Otto Lind,] said no.",
            ["Hilda Brandt; Otto Lind"],
            id="two, the second a body's officer",
        ),
        pytest.param(
            "“We erred,” [chief executive Jun-ho Park] said. [Park] said he would go. [Tomi Lake, 40,] agreed.",
            ["Jun-ho Park", "Jun-ho Park", "Tomi Lake"],
            id="surnames that are also places",
        ),
        pytest.param(
            "The dead man was Otto Brandt. “He sang,” [his wife Ada] said. [Mrs Brandt] said it was late.",
            ["Ada"] * 2,
            id="Mrs, after a wife with a first name alone",
        ),
        pytest.param(
            "Senator Emeka Oduya said he had no pact with his cousin, Chi Oduya. [Ms Oduya] said he lied.",
            ["Chi Oduya"],
            id="Ms, and not the one who is he",
        ),
        pytest.param(
            "[Ildiko Nagy Toth] spoke of trade for an hour.\n\nThe tariff would hurt, [Mr. Nagy Toth] said.",
            ["Ildiko Nagy Toth"] * 2,
            id="surname of two words",
        ),
        pytest.param(
            "[Martin Luther Bishop] sued. A week later [Bishop] said he would sue again.",
            ["Martin Luther Bishop"] * 2,
            id="a surname that is also a role",
        ),
        pytest.param(
            "State Senator [Ruth Jordan] objected. It was too late, [Jordan] said.",
            ["Ruth Jordan"] * 2,
            id="a surname that is also a country",
        ),
        pytest.param(
            "[Hugo Lind Jr.] sued his father, Hugo Lind, in May. The firm, [Lind Jr.] said, was his.",
            ["Hugo Lind Jr."] * 2,
            id="son and father of one name",
        ),
        pytest.param(
            "The trouble began in World War II. [Hugo Lind] said so at the time.",
            ["Hugo Lind"],
            id="no name over the end of a sentence",
        ),
        pytest.param(
            "Danish Prime Minister [Ulla May] spoke. “No,” [May] said.",
            ["Ulla May"] * 2,
            id="a surname that is a verb",
        ),
        pytest.param(
            "Leave Hilda Brandt to her work. The mayor is no fool. [Brandt] said the tax was wrong.",
            ["Hilda Brandt"],
            id="a verb in capitals before a name",
        ),
    ],
)
def test_names(page: str, wanted: list[str]) -> None:
    assert names(page) == wanted


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        pytest.param(
            "Hilda Brandt beat her brother Otto Brandt at chess. [Ms. Brandt] laughed; [Mr. Brandt] said he let her.",
            ["Hilda Brandt", "Otto Brandt"],
            id="told apart by title",
        ),
        pytest.param(
            "Otto Brandt once held the post.\n\n"
            "Nobody at the works missed Hilda Brandt. At noon Brandt said she had left, and later Brandt said she"
            " was back.\n\nThe vote is on Monday, [Brandt] said.",
            ["Hilda Brandt"],
            id="told apart by the pronouns after the name",
        ),
        pytest.param(
            "President Brandt flew home. Mr. Brandt slept. His wife, Lu Brandt, drove.\n\n[Mr. Brandt] said so.",
            ["Brandt"],
            id="not the wife, though only she is named in full",
        ),
    ],
)
def test_two_of_one_family_name(page: str, wanted: list[str]) -> None:
    assert names(page) == wanted


@pytest.mark.parametrize(
    ("page", "name", "kind"),
    [
        pytest.param(
            "[The Elm Valley Council] said no.", "Elm Valley Council", EntityKind.ORGANISATION, id="body"
        ),
        pytest.param(
            "The Fen Rivers Trust met today. [The FRT] said the water was clean.",
            "Fen Rivers Trust",
            EntityKind.ORGANISATION,
            id="acronym",
        ),
        pytest.param(
            "[The White House] denied it.", "White House", EntityKind.ORGANISATION, id="seat of power"
        ),
        pytest.param(
            "In May [Moscow] denied the report.", "Moscow", EntityKind.STATE, id="capital for a state"
        ),
        pytest.param("Late on Friday [Norway] agreed.", "Norway", EntityKind.STATE, id="country"),
        pytest.param(
            "[The Elm Teachers' Guild] said no.",
            "Elm Teachers' Guild",
            EntityKind.ORGANISATION,
            id="a possessive in a body's name",
        ),
        pytest.param(
            "[Northmere Line] fell in May.", "Northmere Line", EntityKind.ORGANISATION, id="by its last word"
        ),
        pytest.param(
            "[Chipmaker Elmo] fell in May.", "Elmo", EntityKind.ORGANISATION, id="after what it makes"
        ),
        pytest.param(
            "[Fenolia] said in a note that it would close.",
            "Fenolia",
            EntityKind.ORGANISATION,
            id="said that it",
        ),
        pytest.param(
            "[The group Open Fen] told her no.",
            "Open Fen",
            EntityKind.ORGANISATION,
            id="after the noun for it",
        ),
        pytest.param(
            "[Their union, the Elm Guild,] said no.",
            "Elm Guild",
            EntityKind.ORGANISATION,
            id="beside the noun",
        ),
        pytest.param(
            "[The maker, Aerolu,] said no.", "Aerolu", EntityKind.ORGANISATION, id="beside the maker"
        ),
        pytest.param(
            "Last year [Norwegians] voted against it.", None, EntityKind.GROUP, id="people of a country"
        ),
        pytest.param(
            "[Survivors] said the boat sank.", None, EntityKind.GROUP, id="many, at a sentence's head"
        ),
        pytest.param("[Hugo Bank] said it rained.", "Hugo Bank", EntityKind.PERSON, id="a man called Bank"),
    ],
)
def test_kinds_of_names(page: str, name: str | None, kind: EntityKind) -> None:
    (entity,) = entities(page)
    assert (entity.name, entity.kind) == (name, kind)


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("[Ann Roe and Hugo Lind] said so.", "Ann Roe; Hugo Lind"),
        ("[Ann Roe, Hugo Lind and Ada Moss] said so.", "Ann Roe; Hugo Lind; Ada Moss"),
        ("[Mayor Ann Roe and Judge Hugo Lind] said so.", "Ann Roe; Hugo Lind"),
        ("Both [Norway and Sweden] said so.", "Norway; Sweden"),
        ("[Ann Roe and the Lind administration] said so.", "Ann Roe; Lind administration"),
        ("[Ann Roe, who leads Moss and Sons,] said so.", "Ann Roe"),
    ],
)
def test_joint_sources(page: str, wanted: str) -> None:
    assert names(page) == [wanted]


def test_headline_in_title_case() -> None:
    page = (
        "[Brandt] Says Bridge Was Never Safe For Trucks\n\n"
        "[Hilda Brandt], the mayor of Elm, said on Friday that the bridge was never safe for heavy trucks."
    )
    assert names(page) == ["Hilda Brandt"] * 2


def test_a_name_in_full_only_in_the_headline() -> None:
    page = (
        "Hilda Brandt Attacks Rival Over Bridge Repairs\n\n"
        "It took an hour on Friday before the rival was named. “He slept,” [Brandt] said."
    )
    assert names(page) == ["Hilda Brandt"]


def test_role_and_mention() -> None:
    (entity,) = entities("[Elm council leader Hilda Brandt] said no.")
    assert entity.role == "Elm council leader"
    assert entity.mention is not None
    assert entity.reasons


def test_what_the_next_sentence_calls_a_company_or_it_is_a_body():
    page = "[Elmo] said no. The company blamed a fire. [Fenway Oat] said yes. It added nothing. [Castor] said no."
    assert [e.kind for e in entities(page)] == [EntityKind.ORGANISATION] * 2 + [EntityKind.PERSON]


@pytest.mark.parametrize(
    ("page", "role"),
    [
        ("Club chairman [Sir Otto Brandt] said no.", "Club chairman"),
        ("According to [Ann Roe], the mayor of Elm resigned on Friday.", None),
        ("According to [Ann Roe], the mayor of Elm, he resigned on Friday.", "mayor of Elm"),
        ("Sophomore [Ann Roe] said no.", "Sophomore"),
    ],
)
def test_the_role_of_a_name_is_no_title_and_no_clause(page, role):
    assert entities(page)[0].role == role


def test_a_body_that_owns_is_the_source():
    assert names("[The owner, Castor Holdings,] said no. [It] left.") == ["Castor Holdings"] * 2
