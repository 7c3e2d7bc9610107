"""The pages of captures: their list, one with its margin, two of them compared."""

import re
from dataclasses import replace

import jsonschema
import pytest

from onrecord.export import held_json, load_schema
from onrecord.ledger import Ledger
from onrecord.model import Method, Query, Span
from onrecord.show import view_pages
from onrecord.show.view import tally_page
from onrecord.show.words import flow, name_time
from onrecord.web import Settings
from onrecord.web.captures import MAX_TEXT, cut_reading, view_beginning
from tests.show.build import lighthouse
from tests.show.test_hostile import HOSTILE
from tests.web.made import hostile, keep_readings


@pytest.fixture
def sample(filled):
    with Ledger.open(filled) as ledger:
        yield ledger


@pytest.fixture
def changed(sample):
    """The two captures of one page, the first one first."""
    newest = sample.captures(limit=1)[0]
    return sample.captures_of(newest.document)


def made_site(open_site, tmp_path, *readings):
    keys = keep_readings(tmp_path / "made.ledger", *readings)
    return open_site(Settings(ledger=str(tmp_path / "made.ledger"))), keys


def test_the_latest_captures_come_first(ledger_site, sample):
    page = ledger_site.get("/pages").text
    listed = re.findall(r'class="title" href="/pages/(\w+)"', page)
    assert listed == [capture.key for capture in sample.captures()]
    assert "11 statements" in page
    assert "Older" not in page
    given = ledger_site.get("/pages.json").json()
    assert [one["key"] for one in given["captures"]] == listed
    assert given["next"] is None


def test_a_long_list_is_paged(open_site, tmp_path):
    pages = [
        replace(lighthouse(), snap=replace(lighthouse().snap, id=f"p{n}", outlet=f"Outlet {n}"))
        for n in range(51)
    ]
    site, keys = made_site(open_site, tmp_path, *pages)
    first = site.get("/pages").text
    assert 'href="/pages?skip=50"' in first
    assert keys[0] not in first
    second = site.get("/pages?skip=50").text
    assert keys[0] in second
    assert 'href="/pages"' in second
    assert "There are no more pages" in site.get("/pages?skip=100").text


@pytest.mark.parametrize("skip", ["-1", "x", "9" * 30])
def test_a_wrong_place_in_the_list_is_refused(ledger_site, skip):
    assert ledger_site.get(f"/pages?skip={skip}").status_code == 422


def test_an_empty_ledger_says_so(open_site, tmp_path):
    site, _ = made_site(open_site, tmp_path)
    assert "No page is in this ledger yet" in site.get("/pages").text


def test_a_page_says_first_what_matters(ledger_site, sample):
    capture = next(one for one in sample.captures() if one.outlet == "Hask Islander")
    page = flow(re.sub(r"<[^>]+>", "", ledger_site.get(f"/pages/{capture.key}").text))
    assert "1 of 4 quotes differs gravely from the record." in page
    assert "10 statements, 4 quotes looked for in 2 records." in page
    added = f"Added {name_time(capture.added)}"
    for fact in ("By Ivo Strand", "Published 12 November 2024, 15:05 UTC", added, "by On Record"):
        assert fact in page
    assert "Look here first" in page


def test_each_statement_has_its_card_beside_the_paragraph_in_which_it_ends(ledger_site, sample):
    capture = next(one for one in sample.captures() if one.outlet == "Hask Islander")
    page = ledger_site.get(f"/pages/{capture.key}").text
    hits = sample.hits_on(capture.key)
    assert len(hits) == 10
    for hit in hits:
        assert f'href="/statements/{hit.key}"' in page
        assert hit.speaker_key is None or f'href="/speakers/{hit.speaker_key}"' in page
    lines = page.split('<div class="line ')[1:]
    for line in lines:
        text, _, cards = line.partition('<ul class="cards"')
        assert sorted(re.findall(r'id="(p1-s\d+)-chip"', text)) == sorted(
            re.findall(r'id="(p1-s\d+)"', cards)
        )
    assert len(re.findall(r'<li class="card ', page)) == 10
    nested = re.search(r'<li class="card [^"]*depth-1" id="p1-s7"[^>]*data-through="p1-s6 "', page)
    assert nested
    assert "‼" in page
    assert "grave: negation" in page


def test_the_page_as_json_is_the_interchange_format_with_permalinks(ledger_site, sample):
    capture = sample.captures(limit=1)[0]
    given = ledger_site.get(f"/pages/{capture.key}.json").json()
    jsonschema.validate({"schema": "onrecord/1", "pages": [given["page"]]}, load_schema())
    hits = {hit.key: hit for hit in sample.search(Query(capture=capture.key), limit=100).hits}
    assert {key: given["speakers"][name] for name, key in given["keys"].items()} == {
        key: hit.speaker_key for key, hit in hits.items()
    }
    held = sample.hold(capture.key)
    assert held_json(held).items() <= given.items()
    assert given["traced"] == held.traced
    assert given["key"] in given["captures"]
    assert len(given["captures"]) == 2


def test_captures_of_one_page_lead_to_each_other(ledger_site, changed):
    first, second = changed
    newer, older = ledger_site.get(f"/pages/{second.key}").text, ledger_site.get(f"/pages/{first.key}").text
    compared = f'href="/pages/{first.key}/compare/{second.key}"'
    assert "What changed since the capture before" in newer
    assert compared in newer
    assert "What changed since the capture before" not in older
    assert compared in older


def test_a_page_that_changed_back_is_told_so(open_site, tmp_path):
    one = lighthouse()
    text = one.snap.text.replace("the", "thy")
    other = replace(one, snap=replace(one.snap, text=text))
    times = [f"2031-05-0{day}T08:00:00Z" for day in (1, 2, 3)]
    readings = [
        replace(each, snap=replace(each.snap, captured=at))
        for each, at in zip((one, other, one), times, strict=True)
    ]
    site, (first, second, third) = made_site(open_site, tmp_path, *readings)
    assert first == third
    page = site.get(f"/pages/{first}").text
    assert f"<dt>Had this text again</dt> <dd><bdi>{name_time(times[2])}</bdi>" in page
    assert f'href="/pages/{second}/compare/{first}">What changed since the capture before' in page
    assert "What changed since the capture before" not in site.get(f"/pages/{second}").text
    given = site.get(f"/pages/{first}.json").json()
    assert [(each["key"], each["captured"]) for each in given["history"]] == [
        (first, times[0]),
        (second, times[1]),
        (first, times[2]),
    ]
    assert (given["captures"], given["is_superseded"]) == ([second, first], False)


def test_two_captures_are_compared_statement_by_statement(ledger_site, changed):
    first, second = changed
    page = ledger_site.get(f"/pages/{first.key}/compare/{second.key}").text
    assert "1 statement changed" in page
    assert re.search(r"<del[^>]*>this</del>", page)
    assert re.search(r"<ins[^>]*>next</ins>", page)
    assert f'href="/pages/{first.key}"' in page
    given = ledger_site.get(f"/pages/{first.key}/compare/{second.key}.json").json()
    assert given["same_page"] is True
    assert given["severity"] == "notable"
    round_ = ledger_site.get(f"/pages/{second.key}/compare/{first.key}").text
    assert re.search(r"<del[^>]*>next</del>", round_)


def test_a_capture_is_the_same_as_itself(ledger_site, changed):
    page = ledger_site.get(f"/pages/{changed[0].key}/compare/{changed[0].key}").text
    assert "No difference in wording was found" in page


@pytest.mark.parametrize("path", ["/pages/0", "/pages/zzzzzzzzzzzzzzzz", "/pages/..%2f..%2fetc", "/pages/é"])
def test_a_key_that_is_not_held_is_not_found(ledger_site, path, changed):
    assert ledger_site.get(path).status_code == 404
    assert ledger_site.get(f"{path}.json").status_code == 404
    assert (
        ledger_site.get(f"/pages/{changed[0].key}/compare/{path.removeprefix('/pages/')}").status_code == 404
    )


def test_a_page_that_was_not_looked_for_says_so(open_site, tmp_path):
    place = tmp_path / "bare.ledger"
    with Ledger.open(place) as ledger:
        run = ledger.begin_run("add", Method("1", {}))
        key = ledger.keep(run, replace(lighthouse(), traces={})).key
    page = open_site(Settings(ledger=str(place))).get(f"/pages/{key}").text
    assert "no records were searched" in page
    assert page.count("not looked for: there were no records</a>") == 4  # those that quote


def test_hostile_text_is_shown_and_is_only_text(open_site, tmp_path):
    site, (key,) = made_site(open_site, tmp_path, hostile())
    other = site.get(f"/pages/{key}/compare/{key}")
    for answer in (site.get(f"/pages/{key}"), site.get("/pages"), other):
        assert answer.status_code == 200
        assert len(answer.text) < 200_000
        for attack in HOSTILE:
            if "<" in attack:
                assert attack not in answer.text
        assert "\u202e" not in answer.text
        assert "javascript:" not in "".join(re.findall(r'href="([^"]*)"', answer.text))


def test_a_very_long_page_is_cut_and_says_so(open_site, tmp_path):
    short = lighthouse()
    long = replace(short, snap=replace(short.snap, text=short.snap.text + "Rain fell.\n" * 30_000))
    site, (key,) = made_site(open_site, tmp_path, long)
    page = site.get(f"/pages/{key}").text
    assert f"Shown are the first {MAX_TEXT:,} characters, with 4 of 4 statements" in page
    assert page.count('class="card ') == 4
    assert len(site.get(f"/pages/{key}.json").json()["page"]["text"]) == len(long.snap.text)


def test_of_a_page_that_is_cut_the_chain_is_what_is_shown(open_site, tmp_path):
    short = lighthouse()
    at = len(short.snap.text)
    text = short.snap.text + "Rain fell.\n" * 30_000
    parent, child = short.attributions[:2]
    parent = replace(parent, content=(Span(at, len(text) - 1),), quoted=())
    child = replace(child, parent=parent.id)
    long = replace(short, snap=replace(short.snap, text=text), attributions=(parent, child), traces={})
    site, (key,) = made_site(open_site, tmp_path, long)
    assert site.get(f"/pages/{key}").status_code == 200


def test_what_was_found_is_told_of_the_whole_page_where_its_beginning_is_shown():
    whole = lighthouse()
    told = view_pages([whole], searched=1)
    assert tally_page(whole) == told["total"]
    shown = view_beginning(whole, whole.snap.text.index("We will sell") - 1, searched=1)
    assert shown["pages"][0].statements == ()
    assert (shown["verdict"], shown["total"]) == (told["verdict"], told["total"])
    assert view_beginning(whole, len(whole.snap.text), searched=1)["cut"] is None


def test_what_does_not_stand_wholly_in_the_beginning_is_left_out():
    whole = lighthouse()
    size = whole.snap.text.index("The keeper")
    cut = cut_reading(whole, size)
    assert [attrib.id for attrib in cut.attributions] == ["s1", "s2", "s3"]
    assert set(cut.traces) <= {"s1", "s2", "s3"}
    assert all(part.span.end <= size for part in cut.snap.parts)
    assert cut_reading(whole, len(whole.snap.text)) is whole
