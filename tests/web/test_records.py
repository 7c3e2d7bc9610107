"""Records: their text as it is, its heat, and long ones a page at a time."""

import re
from dataclasses import replace
from html import unescape

import pytest

from onrecord.ledger import Ledger
from onrecord.model import Record, Span, Turn
from onrecord.web import Settings
from tests.show.build import lighthouse
from tests.web.made import keep_readings


def text_of(page: str) -> str:
    """The words of a transcript, without tags."""
    said = re.findall(r'<p class="said"[^>]*>(.*?)</p>', page, re.S)
    return "\n".join(unescape(re.sub(r"<[^>]+>", "", words)) for words in said)


def test_the_list_leads_to_each_record(ledger_site):
    data = ledger_site.get("/records.json").json()
    assert len(data["records"]) == 2
    assert data["next"] is None
    page = ledger_site.get("/records").text
    for record in data["records"]:
        assert f'href="/records/{record["number"]}"' in page


def number_of(site, word: str) -> int:
    return next(r["number"] for r in site.get("/records.json").json()["records"] if word in r["title"])


def test_one_statement_quotes_and_two_quote(open_site, tmp_path):
    both = lighthouse()
    for statements, said in ((("s1",), "1 statement quotes it"), (("s1", "s4"), "2 statements quote it")):
        place = tmp_path / f"{len(statements)}.ledger"
        keep_readings(place, replace(both, traces={name: both.traces[name] for name in statements}))
        page = open_site(Settings(ledger=str(place))).get("/records/1").text
        assert said in " ".join(re.sub(r"<[^>]+>", "", page).split())


def test_a_record_shows_its_whole_text_and_its_heat(ledger_site):
    number = number_of(ledger_site, "Press conference")
    data = ledger_site.get(f"/records/{number}.json").json()
    page = ledger_site.get(f"/records/{number}").text
    assert text_of(page).split() == data["text"].split()
    figures = data["figures"]
    assert f"<b>{figures['statements']}</b>" in page
    assert f"<b>{figures['outlets']} outlets</b>" in page
    assert f"<b>{1 - figures['share']:.0%}</b>" in page
    for stretch in data["heat"]:
        assert f'id="at-{stretch["span"][0]}"' in page
    assert set(re.findall(r'href="/statements/(\w+)"', page)) == {q["statement"] for q in data["quotations"]}
    assert figures["grave"] >= 1
    assert "grave drift" in page


def test_every_link_into_the_text_has_its_target(ledger_site):
    number = number_of(ledger_site, "Press conference")
    page = ledger_site.get(f"/records/{number}").text
    leads = set(re.findall(rf'href="(/records/{number}\?at=\d+#at-\d+)"', page))
    assert len(leads) > 5
    for lead in leads:
        path, _, anchor = lead.partition("#")
        assert f'id="{anchor}"' in ledger_site.get(path).text


def test_a_place_where_no_quote_begins_can_be_linked_to(ledger_site):
    number = number_of(ledger_site, "Press conference")
    assert 'id="at-1234"' in ledger_site.get(f"/records/{number}?at=1234").text


@pytest.fixture(scope="module")
def long_site(tmp_path_factory):
    """A server over a ledger with one record of two million characters, and one that has changed since."""
    place = tmp_path_factory.mktemp("long") / "a.ledger"
    line = "VOSS: The boats stay where they are, and the fares with them.\n"
    text = line * (2_000_000 // len(line))
    turns = tuple(Turn("VOSS", Span(n + 6, n + len(line) - 1)) for n in range(0, len(text), len(line)))
    first = Record("changed", "As it was.", title="A statement")
    with Ledger.open(place) as ledger:
        ledger.keep_records([Record("long", text, turns, ("VOSS",), title="A long day"), first])
        ledger.keep_records([replace(first, text="As it is.")])
    return place, text


def test_a_long_record_is_read_a_page_at_a_time(long_site, open_site):
    place, text = long_site
    site = open_site(Settings(ledger=str(place)))
    first = site.get("/records/1.json").json()
    pages = [site.get(f"/records/1.json?page={n}").json()["text"] for n in (1, 2, first["pages"])]
    assert text.startswith(pages[0] + pages[1])
    assert text.endswith(pages[2])
    page = site.get("/records/1?page=2")
    assert len(page.content) < 400_000
    assert text_of(page.text).split() == pages[1].split()
    assert f"Page 2 of {first['pages']}" in page.text
    middle = site.get("/records/1.json?at=1000000").json()
    assert middle["start"] <= 1_000_000 < middle["end"]


def test_an_older_text_of_a_record_leads_to_the_newer(long_site, open_site):
    site = open_site(Settings(ledger=str(long_site[0])))
    page = site.get("/records/2").text
    assert "before it changed" in page
    assert 'href="/records/3"' in page
    assert "before it changed" not in site.get("/records/3").text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/records/99", 404),
        ("/records/0", 422),
        ("/records/abc", 422),
        ("/records/99999999999999999999999", 422),
        ("/records/1?page=2", 404),
        ("/records/1?page=0", 404),
        ("/records/1?page=x", 400),
        ("/records/1?at=-1", 400),
        ("/records/1?at=999999999", 200),
        ("/records?after=99", 200),
        ("/records?after=x", 400),
    ],
)
def test_what_is_not_there_is_said(ledger_site, path, status):
    assert ledger_site.get(path).status_code == status
