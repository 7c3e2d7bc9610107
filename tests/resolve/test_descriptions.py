"""Sources named by a noun: roles, kin, bodies, crowds, documents, and those without a name."""

import pytest

from onrecord.model import Attribution, EntityKind, Part, PartKind, Snapshot, Span
from onrecord.resolve import resolve_sources
from tests.resolve.marked import entities, names

KIND = EntityKind


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        pytest.param(
            "Senator [Hilda Brandt] met Mayor Ann Roe. The road is closed, [the senator] said.",
            ["Hilda Brandt"] * 2,
            id="role before the name",
        ),
        pytest.param(
            "Mayor Hilda Brandt met Ann Roe, who chairs the guild. According to [the mayor], [Roe] told her: “No.”",
            ["Hilda Brandt", "Ann Roe"],
            id="whoever it is according to is not who comes after the comma",
        ),
        pytest.param(
            "Otto Brandt left. According to [the mayor], Ann Roe, it rained.",
            ["Ann Roe"],
            id="unless named beside",
        ),
        pytest.param(
            "Ann Roe, a retired judge from Fen, rose. [The judge] said no.",
            ["Ann Roe"],
            id="role in apposition",
        ),
        pytest.param(
            "[The leader of Elm council] said yes.\n\nIt rained.\n\nTory group leader Otto Brandt said no.",
            [None],
            id="a role before its holder is named, and another's",
        ),
        pytest.param(
            "Hilda Brandt rose to speak at length.\n\n“Order,” said [Mr Speaker]. “No,” [the 52-year-old] said.",
            [None, "Hilda Brandt"],
            id="a title that is no epithet, and an epithet",
        ),
        pytest.param(
            "[The mayor] said yes.\n\nIt rained.\n\nMayor Otto Brandt said no more.",
            ["Otto Brandt"],
            id="a role before its holder is named",
        ),
        pytest.param(
            "Justice Ann Roe rose to speak at length. It was over, [the judge] said.",
            ["Ann Roe"],
            id="like role",
        ),
        pytest.param(
            "Elm Alliance Secretary General Otto Brandt met reporters. [The Elm Alliance chief] said no.",
            ["Otto Brandt"],
            id="chief of anything",
        ),
        pytest.param(
            "Norwegian Foreign Minister Liv Dahl met Danish Foreign Minister Ulla Holm. [The Danish minister] said no.",
            ["Ulla Holm"],
            id="told apart by country",
        ),
        pytest.param(
            "Police chief Otto Brandt met fire chief Emil Sand. It was arson, [the fire chief] said.",
            ["Emil Sand"],
            id="told apart by the words around the role",
        ),
        pytest.param(
            "Otto Brandt rose. [The Minister for Roads (Ada Moss)] said that she would mend the bridge, and soon.",
            ["Ada Moss"],
            id="name in brackets after the post",
        ),
        pytest.param(
            "Otto Brandt rose. [The minister (in brown)] said that Otto Brandt would mend the bridge, and soon.",
            [None],
            id="no name in the brackets",
        ),
        pytest.param(
            "Otto Brandt rose. [His wife, Ada Moss,] said no.", ["Ada Moss"], id="name beside the description"
        ),
        pytest.param(
            "Otto Brandt and Ada Brandt were heard. [His wife] said no.",
            ["Ada Brandt"],
            id="kin by family name",
        ),
        pytest.param(
            "Ada Moss, a lawyer for Emil Sand, rose. [Otto Brandt's lawyer] said no.",
            [None],
            id="another's lawyer",
        ),
        pytest.param(
            "Republican nominee Otto Brandt met Democratic nominee Ada Moss. [The Democratic nominee] said no.",
            ["Ada Moss"],
            id="told apart by party",
        ),
        pytest.param(
            "Captain [Otto Brandt] said it was over. {“We lost,”→} said [the midfielder]. Hugo Lind, a striker, left.",
            ["Otto Brandt"] * 2,
            id="whose words it closes",
        ),
        pytest.param(
            "[Hugo Lind] spoke of loss. {“A gift,”→} [the ad's narrator] says.",
            ["Hugo Lind", None],
            id="not who spoke last, but the ad's",
        ),
        pytest.param(
            "[Otto Brandt] said no. [The 28-year-old Norwegian] left. [The Dutchman] laughed.",
            ["Otto Brandt"] * 3,
            id="by age and country",
        ),
        pytest.param(
            "Council member [Hilda Brandt] said no. [The councilwoman] said why. Senator [Otto Lind] sat. [The lawmaker] slept.",
            ["Hilda Brandt"] * 2 + ["Otto Lind"] * 2,
            id="a member of the council, a lawmaker",
        ),
        pytest.param(
            "After meeting Ann Roe, [the mayor] said it was over.", [None], id="who acts is behind the comma"
        ),
        pytest.param(
            "After meeting the mayor, [Ann Roe] said it leaks. [The mayor] said no.",
            ["Ann Roe", None],
            id="whom they met is another",
        ),
        pytest.param(
            "Deputy mayor Ann Roe met Mayor Otto Brandt. [The mayor] said no.",
            ["Otto Brandt"],
            id="a deputy is none",
        ),
    ],
)
def test_roles(page: str, wanted: list[str | None]) -> None:
    assert names(page) == wanted


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        pytest.param(
            "The Elm Valley Council met. The Fen Motor Company watched. [The company] said no.",
            "Fen Motor Company",
            id="company",
        ),
        pytest.param(
            "The Elm Valley Council met. The Fen Motor Company watched. [The council] said no.",
            "Elm Valley Council",
            id="council",
        ),
        pytest.param("The talks ended in NATO. [The alliance] said no.", "NATO", id="known body"),
        pytest.param("The Supreme Court sat. [The appeals court] said no.", None, id="another court"),
        pytest.param("The vote in Norway was close. [The country] said no.", "Norway", id="country"),
        pytest.param(
            "Ann Roe spoke to the BNS agency.\n\nIt rained.\n\n[The union] said no.",
            None,
            id="a body that the noun after it says is another",
        ),
        pytest.param(
            "The Elm and Fen Union met. It rained.\n\nFenRail slept.\n\n[The union] said no.",
            "Elm and Fen Union",
            id="named so, not the nearest",
        ),
    ],
)
def test_bodies(page: str, wanted: str | None) -> None:
    assert names(page) == [wanted]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("a spokesman for the mayor", KIND.ANONYMOUS),
        ("A senior official", KIND.ANONYMOUS),
        ("officials", KIND.ANONYMOUS),
        ("Two people close to the talks", KIND.GROUP),
        ("critics", KIND.GROUP),
        ("At least one Democrat", KIND.ANONYMOUS),
        ("many Republicans", KIND.GROUP),
        ("a person familiar with the talks", KIND.ANONYMOUS),
        ("one questioner", KIND.ANONYMOUS),
        ("a report", KIND.DOCUMENT),
        ("a court", KIND.ORGANISATION),
        ("most countries", KIND.GROUP),
        ("The defence minister", KIND.PERSON),
    ],
)
def test_those_whom_the_page_does_not_name(source: str, kind: EntityKind) -> None:
    (entity,) = entities(f"Hilda Brandt is away for the week. In her absence, [{source}] said no.")
    assert (entity.name, entity.kind) == (None, kind)


def test_the_man_is_the_man_brought_in_before() -> None:
    first, second = entities("Otto Brandt rose. Near the door [a man] said no. Then [the man] said yes.")
    assert first.name is second.name is None


def test_both_are_the_joint_source() -> None:
    assert names("[Ann Roe and Hugo Lind] rose. In the end [both] said no.") == ["Ann Roe; Hugo Lind"] * 2


def test_a_title_given_to_a_work() -> None:
    (entity,) = entities(
        "She made the film “Elms at Night” last year. [The film] says that the trees will go."
    )
    assert (entity.name, entity.kind) == ("Elms at Night", KIND.DOCUMENT)


def test_her_statement_is_hers() -> None:
    assert names("Mayor Hilda Brandt is away. [Her statement] says that she will be back.") == [
        "Hilda Brandt"
    ]


def test_no_source() -> None:
    snap = Snapshot("p", "The road was said to be closed.")
    (told,) = resolve_sources(snap, [Attribution("a", (), (Span(13, 17),), (Span(0, 8),))])
    assert told.entity is not None
    assert (told.entity.name, told.entity.kind) == (None, KIND.UNKNOWN)


def test_the_agent_of_a_passive() -> None:
    snap = Snapshot("p", "The road was described by Hilda Brandt as a danger.")
    cue = Span(13, 22)
    (told,) = resolve_sources(snap, [Attribution("a", (), (cue,), (Span(0, 8),))])
    assert told.entity is not None
    assert told.entity.name == "Hilda Brandt"


def test_a_role_does_not_reach_into_a_credit_that_it_is_glued_to():
    text = "The dam. © Pim AdeyoHarbour Minister Lia Orvane spoke.\n\nOrvane said it leaks."
    credit = text.index("©"), text.index("Harbour")
    parts = (
        Part(PartKind.CAPTION, Span(0, credit[0] - 1)),
        Part(PartKind.CREDIT, Span(*credit)),
        Part(PartKind.BODY, Span(credit[1], len(text))),
    )
    at = text.rindex("Orvane")
    said = Attribution("a", (Span(at, at + 6),), (), (Span(len(text) - 9, len(text) - 1),))
    (resolved,) = resolve_sources(Snapshot("page", text, parts), (said,))
    assert (resolved.entity.name, resolved.entity.role) == ("Lia Orvane", "Harbour Minister")


def test_who_sues_is_not_the_defendant() -> None:
    assert names("[Ann Roe], the claimant, sued. [The defendant] said no.") == ["Ann Roe", None]
