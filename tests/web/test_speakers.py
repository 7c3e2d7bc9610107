"""Speakers: who they are, how faithfully they are told, and names merged and split."""

import re

import pytest


@pytest.fixture
def venn(ledger_site) -> str:
    (found,) = ledger_site.get("/speakers.json", params={"q": "orla venn"}).json()["speakers"]
    return found["key"]


def test_the_list_has_who_says_most_first_and_is_searched_by_name(ledger_site, venn):
    data = ledger_site.get("/speakers.json").json()["speakers"]
    counts = [speaker["statements"] for speaker in data]
    assert counts == sorted(counts, reverse=True)
    assert data[0]["key"] == venn
    page = ledger_site.get("/speakers", params={"q": "TELLER"}).text
    assert "Bram Teller" in page
    assert "Orla Venn" not in page
    assert "Nobody here goes by that name" in ledger_site.get("/speakers", params={"q": "zzz"}).text


def test_counts_are_those_of_the_statements(ledger_site, venn):
    told = ledger_site.get(f"/speakers/{venn}.json").json()["told"]
    assert sum(told["states"].values()) == told["counted"] == sum(n for _, n in told["outlets"])
    for state, n in told["states"].items():
        found = ledger_site.get("/search.json", params={"speaker": venn, "state": state}).json()
        assert len(found["hits"]) == min(n, 20)
    page = ledger_site.get(f"/speakers/{venn}").text
    for state, n in told["states"].items():
        assert re.search(rf'<rect class="state-{state}"', page)
        assert re.search(rf'state={state}#said".*?<b>{n}</b>', page, re.S)


def test_links_narrow_the_list(ledger_site, venn):
    data = ledger_site.get(f"/speakers/{venn}.json?state=grave&outlet=Hask+Islander").json()
    assert data["hits"]
    assert {(hit["state"], hit["outlet"]) for hit in data["hits"]} == {("grave", "Hask Islander")}
    page = ledger_site.get(f"/speakers/{venn}?state=grave").text
    assert re.search(r'state=grave#said" aria-current="true"', page)
    assert ledger_site.get(f"/speakers/{venn}?state=false").status_code == 400


def test_names_are_merged_and_split_with_history(ledger_site, venn):
    (teller,) = ledger_site.get("/speakers.json", params={"q": "teller"}).json()["speakers"]
    own = f"/speakers/{venn}"
    page = ledger_site.get(own, params={"find": "teller"}).text
    assert f'name="other" value="{teller["key"]}"' in page
    alone = ledger_site.get(f"{own}.json").json()["speaker"]["statements"]
    judged = {"other": teller["key"], "verdict": "same", "author": "I. Marsh", "reason": "<b>one</b>"}
    taken = ledger_site.post(f"{own}/judge", judged)
    assert (taken.status_code, taken.headers["location"]) == (303, f"{own}#names")
    both = ledger_site.get(f"/speakers/{teller['key']}.json").json()  # by either key
    assert both["speaker"]["statements"] == alone + teller["statements"]
    assert {name["name"] for name in both["told"]["names"]} == {"Orla Venn", "Bram Teller"}
    page = ledger_site.get(own).text
    assert "&lt;b&gt;one&lt;/b&gt;" in page
    assert "I. Marsh" in page
    number = both["judgements"][0]["id"]
    assert f'action="/judgements/{number}/undo"' in page
    undone = ledger_site.post(f"/judgements/{number}/undo", {"author": "J. Reed", "back": f"{own}#names"})
    assert (undone.status_code, undone.headers["location"]) == (303, f"{own}#names")
    again = ledger_site.get(f"{own}.json").json()
    assert again["speaker"]["statements"] == alone
    assert [one["undoes"] for one in again["judgements"]] == [number, None]
    assert "taken back" in ledger_site.get(own).text


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"author": " "}, 400),
        ({"verdict": "maybe"}, 400),
        ({"other": ""}, 404),
        ({"other": "0" * 16}, 404),
        ({"other": "<script>"}, 404),
    ],
)
def test_a_judgement_that_makes_no_sense_is_refused(ledger_site, venn, changed, status):
    (teller,) = ledger_site.get("/speakers.json", params={"q": "teller"}).json()["speakers"]
    before = ledger_site.get(f"/speakers/{venn}.json").json()["judgements"]
    judged = {"other": teller["key"], "verdict": "same", "author": "I. Marsh"} | changed
    assert ledger_site.post(f"/speakers/{venn}/judge", judged).status_code == status
    assert ledger_site.get(f"/speakers/{venn}.json").json()["judgements"] == before


@pytest.mark.parametrize("key", ["0" * 16, "x", "%3Cscript%3E"])
def test_nobody_by_that_key_is_said(ledger_site, key):
    assert ledger_site.get(f"/speakers/{key}").status_code == 404
