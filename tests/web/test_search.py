"""The search page: what fits, what is like it, and what is said of a query that makes no sense."""

import re
from html import unescape

import pytest

from onrecord.web import Settings
from onrecord.web.hits import EXTRACT, extract


def hits_of(page: str) -> list[str]:
    """The words of each statement that a page lists, without tags."""
    found = re.findall(r'<p class="words"[^>]*><a[^>]*>(.*?)</a>', page, re.S)
    return [unescape(re.sub(r"<[^>]+>", "", words)) for words in found]


def test_words_are_found_and_marked(ledger_site):
    page = ledger_site.get("/search", params={"q": "WINTER servicé"})
    assert page.status_code == 200
    assert len(hits_of(page.text)) >= 2
    assert all("winter service" in words for words in hits_of(page.text))
    assert "<mark>winter</mark> <mark>service</mark>" in page.text
    assert "best first" in page.text


def test_a_phrase_is_marked_as_one(ledger_site):
    page = ledger_site.get("/search", params={"q": '"end the winter service"'}).text
    assert "<mark>end the winter service</mark>" in page


def test_a_slip_is_told(ledger_site):
    page = ledger_site.get("/search", params={"q": "wintre"}).text
    assert "No statement has “<bdi>wintre</bdi>”" in page
    assert "<mark>winter</mark>" in page


def test_a_long_quote_that_is_misremembered_brings_its_likes(ledger_site):
    asked = {"q": "we shall not be ending the winter service this year"}
    page = ledger_site.get("/search", params=asked).text
    assert "Like these words" in page
    assert re.search(r"\d\d% alike", page)
    data = ledger_site.get("/search.json", params=asked).json()
    assert "We will not end the winter service this year" in data["like"][0][0]["words"]
    assert 0.4 < data["like"][0][1] <= 1
    short = ledger_site.get("/search.json", params={"q": "winter service"}).json()
    assert short["like"] == []  # few words are no quote, and nobody asked
    asked_for = ledger_site.get("/search.json", params={"q": "winter service", "like": "1"}).json()
    assert {hit["key"] for hit, _ in asked_for["like"]}.isdisjoint(h["key"] for h in asked_for["hits"])


def test_fields_narrow_and_stay_filled(ledger_site):
    page = ledger_site.get("/search", params={"state": "grave", "outlet": "Hask Islander"}).text
    data = ledger_site.get("/search.json", params={"state": "grave", "outlet": "Hask Islander"}).json()
    assert {(hit["state"], hit["outlet"]) for hit in data["hits"]} == {("grave", "Hask Islander")}
    assert '<option value="grave" selected>' in page
    assert 'name="outlet" value="Hask Islander"' in page
    drift = ledger_site.get("/search.json", params={"drift": "negation", "mode": "direct"}).json()
    assert drift["hits"]
    assert all("negation" in hit["drift"] and hit["mode"] == "direct" for hit in drift["hits"])


def test_pages_go_on_to_the_end_without_losing_or_doubling(ledger_site):
    seen, path = [], "/search?since=2024"
    while path:
        page = ledger_site.get(path).text
        seen += re.findall(r'href="/statements/(\w+)"', page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        path = unescape(following[1]) if following else ""
        assert len(seen) < 1000
    assert len(seen) == len(set(seen))
    everything = ledger_site.get("/search.json", params={"since": "2024"}).json()
    assert len(seen) > len(everything["hits"])


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"since": "May"}, "write the day as"),
        ({"until": "2024-13-40"}, "write the day as"),
        ({"since": "２０２４"}, "write the day as"),
        ({"state": "fabricated"}, "choose one of the list"),
        ({"mode": "shouted"}, "choose one of the list"),
        ({"q": "?!"}, "holds no word"),
        ({"q": "x" * 2001}, "too long"),
        ({"speaker": "x" * 401}, "too long"),
        ({"q": "ferry", "cursor": "bm8"}, "cursor"),
    ],
)
def test_what_makes_no_sense_is_said_and_the_form_keeps_the_rest(ledger_site, asked, told):
    asked = {"outlet": "Hask Islander"} | asked
    page = ledger_site.get("/search", params=asked)
    assert page.status_code == 400
    assert [told in fault for fault in re.findall(r'class="fault".*?</span> (.*?)</span>', page.text)] == [
        True
    ]
    assert (
        told not in re.search(r'role="alert">(.*?)</p>', page.text)[1]
    )  # it is told once, where it is wrong
    assert 'name="outlet" value="Hask Islander"' in page.text
    problem = ledger_site.client.get("/search.json", params=asked)
    assert problem.status_code == 400
    assert problem.headers["content-type"] == "application/problem+json"
    assert told in problem.json()["detail"]


def test_nothing_asked_shows_the_latest(ledger_site):
    page = ledger_site.get("/search").text
    assert "The latest statements" in page
    assert len(hits_of(page)) == 20


@pytest.mark.parametrize(
    ("path", "said", "hint"),
    [
        ("/search", "No statement is in this ledger yet", "onrecord add PAGE"),
        ("/speakers", "Nobody is named in this ledger yet", "onrecord add PAGE"),
        ("/pages", "No page is in this ledger yet", "onrecord add PAGE"),
        ("/new", "No page is in this ledger yet", "onrecord watch FEED"),
        ("/records", "There is no record yet", "onrecord records add FOLDER"),
        ("/review", "Nothing is left to judge", ""),
    ],
)
def test_an_empty_ledger_says_what_fills_it(open_site, path, said, hint):
    page = open_site(Settings()).get(path).text
    assert said in page
    assert hint in page
    assert "The latest statements" not in page
    assert "Who is said to say most" not in page


def test_nothing_found_is_said(ledger_site):
    page = ledger_site.get("/search", params={"q": "qqqqzzzz"})
    assert page.status_code == 200
    assert "No statement has these words" in page.text


def test_an_extract_is_short_and_holds_the_first_marked_word():
    words = "filler " * 200 + "the lighthouse stands " + "filler " * 200
    pieces = list(extract(words, [("lighthouse",)]))
    assert ("lighthouse", True) in pieces
    assert len("".join(piece for piece, _ in pieces)) <= EXTRACT + 4
    whole = list(extract("y" * 9000, [("z",)]))
    assert len("".join(piece for piece, _ in whole)) <= EXTRACT + 4
