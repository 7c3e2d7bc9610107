"""The page of a statement: chain, evidence, family, judgements, and what it is cited with."""

import io
import re
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace

import jsonschema
import pytest
from lxml import html

from onrecord.export import check_bundle, read_schema
from onrecord.ledger import Ledger
from onrecord.model import Query
from onrecord.pipeline.family import MOST_KEPT, find_family
from onrecord.pipeline.latest import Latest
from onrecord.show.words import flow
from onrecord.trace.drift import TAXONOMY
from onrecord.web import Settings
from onrecord.web.hits import tell_who
from tests.show.build import RECORD, lighthouse
from tests.show.test_hostile import HOSTILE
from tests.web.made import hostile, keep_readings


@pytest.fixture
def sample(filled):
    with Ledger.open(filled) as ledger:
        yield ledger


def find(ledger, words, outlet=None):
    return next(h for h in ledger.search(Query(text=words, outlet=outlet), limit=50).hits)


@pytest.fixture
def grave(sample):
    return find(sample, '"end the winter service"', "Hask Islander")


def text_of(page):
    return flow(re.sub(r"<[^>]+>", "", page))


def made_site(open_site, tmp_path, *readings, **settings):
    place = tmp_path / "made.ledger"
    keep_readings(place, *readings)
    with Ledger.open(place) as ledger:
        hits = {hit.words: hit for hit in ledger.search(Query(), limit=50).hits}
    return open_site(Settings(ledger=str(place), **settings)), hits


def lighthouse_hit(hits, words):
    return next(hit for said, hit in hits.items() if words in said)


def test_the_chain_leads_from_the_outlet_to_the_source(open_site, tmp_path):
    site, hits = made_site(open_site, tmp_path, lighthouse())
    fine = next(hit for hit in hits.values() if hit.parent)
    page = site.get(f"/statements/{fine.key}").text
    chain = page[
        page.index('aria-label="The chain') : page.index("</nav>", page.index('aria-label="The chain'))
    ]
    assert text_of(chain.partition(">")[2]) == (
        "the outlet Pelmouth Echo as told by Tom Wick person, deputy said to have said it Ada Crane person, Mayor"
    )
    hrefs = re.findall(r'href="([^"]+)"', chain)
    assert hrefs == [f"/pages/{fine.capture}", f"/statements/{fine.parent}", f"/speakers/{fine.speaker_key}"]
    assert f'href="/statements/{fine.key}"' in site.get(f"/statements/{fine.parent}").text  # said within it


def test_the_evidence_leads_into_the_record(ledger_site, sample, grave):
    page = ledger_site.get(f"/statements/{grave.key}").text
    assert "Grave drift" in text_of(page)
    assert re.search(r"<del class=\"drift-grave\"[^>]*>not</del>", page)
    number = sample.number_of_record("press-conference")
    start = int(re.search(rf'href="/records/{number}\?at=\d+#at-(\d+)"', page)[1])
    text = sample.record(number)[1].text
    assert text[start:].startswith("We will not end the winter service")
    assert "and nobody at this table" in text_of(page)  # what stands after it


def test_what_was_searched_and_when_is_told_of_what_was_found_too(ledger_site, grave):
    page = text_of(ledger_site.get(f"/statements/{grave.key}").text)
    assert re.search(r"Looked for in 2 records, \d+ \w+ \d{4}, \d\d:\d\d UTC", page)


def test_a_quote_that_was_not_found_is_a_result(ledger_site, sample):
    hit = find(sample, '"nobody told us anything"')
    page = text_of(ledger_site.get(f"/statements/{hit.key}").text)
    assert "Not found in 2 records" in page
    assert "fabricated" not in page.lower()


def test_a_statement_as_json(ledger_site, grave):
    given = ledger_site.get(f"/statements/{grave.key}.json").json()
    assert given["statement"]["key"] == grave.key
    assert given["statement"]["state"] == "grave"
    jsonschema.validate({"schema": "onrecord/1", "pages": [given["page"]]}, read_schema("onrecord-1"))
    assert given["records"].keys() == {"press-conference"}
    assert given["judgements"] == []


@pytest.mark.parametrize(
    ("words", "cited"),
    [
        ('"end the winter service"', "Orla Venn, quoted by Hask Islander (“Venn: winter boats will end”), 12 November 2024: “We will end the winter service this year”. On Record: grave drift. "),
        ('"can live with fewer boats"', "Marit Osk via Marit Osk, partly quoted by Hask Islander (“Venn: winter boats will end”), 12 November 2024: the island “can live with fewer boats” but not with none. On Record: as in the record. "),
        ('"what many of them feared"', "The commissioner in Port Sallow, as reported by Hask Islander (“Venn: winter boats will end”), 12 November 2024: what many of them feared. On Record: not traced. "),
    ],
)  # fmt: skip
def test_a_statement_is_cited_in_a_sentence(ledger_site, sample, words, cited):
    hit = next(
        one
        for one in sample.search(Query(text=words, outlet="Hask Islander")).hits
        if one.parent or "can live" not in one.words
    )
    given = ledger_site.get(f"/statements/{hit.key}.json").json()["cite"]
    assert given == f"{cited}{ledger_site.url}/statements/{hit.key}"


def test_a_page_that_names_no_outlet_is_told_by_its_title(ledger_site, sample):
    hit = find(sample, '"with the council at the table"')
    assert (hit.outlet, hit.title) == (None, "Islanders promised seat at the table in spring review")
    page = ledger_site.get(f"/statements/{hit.key}").text
    assert "the outlet an outlet not named" in text_of(page)
    given = ledger_site.get(f"/statements/{hit.key}.json").json()
    assert given["cite"].startswith(f"Orla Venn, quoted by an outlet not named (“{hit.title}”), 12 November")


def test_a_page_that_names_no_outlet_is_drawn_by_its_title(open_site, tmp_path):
    snaps = [
        replace(lighthouse().snap, id=name, outlet=outlet, title=title)
        for name, outlet, title in (
            ("a", None, "A light for sale"),
            ("b", "Quay Post", "Sold"),
            ("c", None, None),
        )
    ]
    site, hits = made_site(open_site, tmp_path, *(replace(lighthouse(), snap=snap) for snap in snaps))
    page = site.get(f"/statements/{lighthouse_hit(hits, 'We will sell').key}/family").text
    drawn = html.fromstring(page).xpath("//*[local-name() = 'svg']//*[@class = 'row-1']/text()")
    assert {"A light for sale", "Quay Post"} < set(drawn)
    assert "Sold" not in drawn


def test_a_statement_of_a_text_that_the_page_has_no_more_leads_to_the_one_it_has(ledger_site, sample):
    newest = sample.captures(limit=1)[0]
    before = sample.captures_of(newest.document)[0].key
    for capture, is_told in ((before, True), (newest.key, False)):
        page = ledger_site.get(f"/statements/{sample.hits_on(capture)[0].key}").text
        link = f'<a href="/pages/{newest.key}">the page has another text now</a>'
        assert (link in page) == is_told


@pytest.mark.parametrize(
    ("speaker", "source", "told"),
    [
        ("Ada Crane", "Ada Crane (Mayor Ada Crane)", "Mayor Ada Crane"),
        ("Ada Crane", "Ada Crane (she)", "Ada Crane (she)"),
        ("Ada Crane", "Ada Crane", "Ada Crane"),
        ("Ida Stone", "Ada Crane (she)", "Ida Stone (Ada Crane (she))"),  # as people judged
        (None, "a fisherman", "a fisherman"),
        (None, "", "someone (not said)"),
    ],
)
def test_who_says_it_is_told_once(grave, speaker, source, told):
    assert tell_who(replace(grave, speaker=speaker, source=source)) == told


def test_a_citation_says_how_a_statement_stands(open_site, tmp_path):
    site, hits = made_site(open_site, tmp_path, lighthouse())
    fine = next(hit for hit in hits.values() if hit.parent)
    given = site.get(f"/statements/{fine.key}.json").json()["cite"]
    assert "the source leaves it open" in given
    assert "not the source’s statement: what Tom Wick says it amounts to" in given


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("annotation", "onrecord-annotation-1"),
        ("quotation", "onrecord-schema-org-1"),
        ("prov", "onrecord-prov-1"),
    ],
)
def test_a_statement_is_given_to_other_programs(ledger_site, grave, name, schema):
    answer = ledger_site.get(f"/statements/{grave.key}/{name}.json")
    assert answer.headers["content-type"].startswith("application/ld+json")
    assert answer.headers["content-disposition"] == f'attachment; filename="onrecord-{grave.key}-{name}.json"'
    jsonschema.validate(answer.json(), read_schema(schema))
    assert name == "prov" or f"{ledger_site.url}/statements/{grave.key}" in answer.text


def test_a_proof_bundle_holds_the_record_and_checks(ledger_site, grave, tmp_path):
    answer = ledger_site.get(f"/statements/{grave.key}/bundle.zip")
    assert answer.headers["content-type"] == "application/zip"
    (tmp_path / "bundle.zip").write_bytes(answer.content)
    assert list(check_bundle(tmp_path / "bundle.zip")) == []
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert "record.txt" in archive.namelist()


def test_a_record_that_has_changed_since_is_not_in_the_bundle(open_site, tmp_path):
    site, hits = made_site(open_site, tmp_path, lighthouse())
    with Ledger.open(tmp_path / "made.ledger") as ledger:
        ledger.keep_records([replace(RECORD, text="Quite another text. " + RECORD.text)])
    sold = lighthouse_hit(hits, "We will sell")
    answer = site.get(f"/statements/{sold.key}/bundle.zip")
    (tmp_path / "bundle.zip").write_bytes(answer.content)
    assert list(check_bundle(tmp_path / "bundle.zip")) == []
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert "record.txt" not in archive.namelist()


@pytest.mark.parametrize("rest", ["", ".json", "/family", "/annotation.json", "/bundle.zip"])
@pytest.mark.parametrize("key", ["0", "%F0%9F%9A%A2", "x" * 2000])
def test_a_key_that_is_not_held_is_not_found(ledger_site, key, rest):
    answer = ledger_site.get(f"/statements/{key}{rest}")
    assert answer.status_code == 404
    assert rest.endswith(".json") or "Search the ledger" in answer.text  # what to do instead


def test_no_other_file_is_given(ledger_site, grave):
    assert ledger_site.get(f"/statements/{grave.key}/secret.json").status_code == 404


def test_who_else_carries_the_words_is_listed_by_date_and_drawn(ledger_site, sample, grave):
    page = ledger_site.get(f"/statements/{grave.key}/family").text
    told = text_of(page)
    assert page.count('class="when"') == 2
    assert told.index("Sallow Courier") < told.index("Hask Islander (this one)")
    others = [hit for hit in sample.carriers(grave.key) if not hit.is_superseded]
    assert len(others) == 1 < len(sample.carriers(grave.key))  # of a page captured twice the latest counts
    for hit in others:
        assert f'href="/statements/{hit.key}"' in page
    assert "<svg" in page
    assert "Inferred from the words and the days" in told
    assert html.fromstring(page).findtext("head/title").startswith(grave.words)
    drawing = html.fromstring(page).xpath("//article[contains(@class, 'stemma')]//*[local-name() = 'svg']")[0]
    boxes = {link.get("href") for link in drawing.xpath(".//*[local-name() = 'a']")}
    record = sample.number_of_record("press-conference")
    keys = {grave.key, *(hit.key for hit in others)}
    assert boxes == {f"/records/{record}", *(f"/statements/{key}" for key in keys)}
    assert drawing.get("role") == "group"
    given = ledger_site.get(f"/statements/{grave.key}/family.json").json()
    assert {one["key"] for one in given["members"]} == {hit.key for hit in others}
    assert given["stemma"]["witnesses"]


def test_the_family_is_also_given_as_a_part_of_the_page(ledger_site, grave):
    part = ledger_site.get(f"/statements/{grave.key}/family", headers={"HX-Request": "true"})
    assert "<html" not in part.text
    assert 'class="timeline"' in part.text
    assert "HX-Request" in part.headers["vary"]


def test_words_that_nobody_else_has(open_site, tmp_path):
    site, hits = made_site(open_site, tmp_path, lighthouse())
    page = site.get(f"/statements/{lighthouse_hit(hits, 'We will sell').key}/family").text
    assert "No other page of this ledger was found to carry these words." in page


def test_to_look_at_a_family_writes_nothing(filled, tmp_path, open_site, grave):
    place = tmp_path / "quiet.ledger"
    place.write_bytes(filled.read_bytes())
    site = open_site(Settings(ledger=str(place)))
    with closing(sqlite3.connect(place)) as database:
        before = database.execute("PRAGMA data_version").fetchone()
        first, again = (site.get(f"/statements/{grave.key}/family").text for _ in range(2))
        assert "<svg" in first
        assert first == again
        assert database.execute("PRAGMA data_version").fetchone() == before


def test_a_family_is_inferred_once_and_anew_where_its_pages_were_read_otherwise(sample, grave):
    stemmas = Latest(MOST_KEPT)
    first = find_family(sample, grave.key, stemmas=stemmas)
    assert first.members
    assert find_family(sample, grave.key, stemmas=stemmas).stemma is first.stemma
    (kept,) = stemmas._kept
    gone = tuple(replace(one, attributions=("gone",)) for one in first.stemma.witnesses)
    stemmas.keep(kept, replace(first.stemma, witnesses=gone))
    assert find_family(sample, grave.key, stemmas=stemmas) == first
    assert stemmas.find(kept) == first.stemma


JUDGED = {
    "target": "drift",
    "verdict": "different",
    "reason": "It was a slip, put right next day.",
    "author": "Ina Moor",
}


def test_a_judgement_is_kept_shown_and_taken_back(ledger_site, grave):
    path = f"/statements/{grave.key}"
    sent = ledger_site.post(f"{path}/judge", JUDGED, page=path)
    assert (sent.status_code, sent.headers["location"]) == (303, f"{path}#judgements")
    page = ledger_site.get(path).text
    told = text_of(page)
    assert "The drift is as named: no · Ina Moor," in told
    assert "It was a slip, put right next day." in told
    assert 'value="Ina Moor"' in page  # who judged once need not say so again
    number = re.search(r"/judgements/(\d+)/undo", page)[1]
    fields = {"author": "Rolf Tarn", "reason": "It was not.", "back": f"{path}#judgements"}
    undone = ledger_site.post(f"/judgements/{number}/undo", fields, page=path)
    assert (undone.status_code, undone.headers["location"]) == (303, f"{path}#judgements")
    told = text_of(ledger_site.get(path).text)
    assert "Taken back by Rolf Tarn," in told
    assert "It was not." in told
    again = ledger_site.post(f"/judgements/{number}/undo", fields, page=path)
    assert again.status_code == 400
    assert "has been taken back already" in again.text
    given = ledger_site.get(f"{path}.json").json()["judgements"]
    assert [one["undoes"] for one in given] == [None, int(number)]


def test_another_speaker_is_who_people_say_it_is(ledger_site, sample):
    hit = find(sample, '"short and loud"')
    path = f"/statements/{hit.key}"
    fields = JUDGED | {"target": "source", "value": "Pia <b>Lund</b>"}
    assert ledger_site.post(f"{path}/judge", fields, page=path).status_code == 303
    page = ledger_site.get(path).text
    given = ledger_site.get(f"{path}.json").json()["statement"]
    assert given["speaker"] == "Pia <b>Lund</b>"
    assert f'href="/speakers/{given["speaker_key"]}"' in page
    assert "here “A harbour official, who asked not to be named”" in text_of(page)
    assert "<b>Lund" not in page
    card = ledger_site.get(f"/pages/{hit.capture}").text
    assert "that is <bdi>Pia &lt;b&gt;Lund&lt;/b&gt;</bdi>" in card


def test_a_drift_is_said_to_be_of_another_kind(ledger_site, grave):
    path = f"/statements/{grave.key}"
    fields = JUDGED | {"drift": "tense", "value": "Ida Stone", "kind": "group"}  # of a source: not asked here
    assert ledger_site.post(f"{path}/judge", fields, page=path).status_code == 303
    kept = ledger_site.get(f"{path}.json").json()["judgements"][-1]
    assert (kept["target"], kept["value"], kept["kind"]) == ("drift", "tense", None)
    page = ledger_site.get(path).text
    assert "The drift is as named: no; it is tense · Ina Moor," in text_of(page)
    offered = set(html.fromstring(page).xpath("//select[@name='drift']//option/@value"))
    assert offered == {"", *TAXONOMY}
    for verdict in ("same", "unsure"):
        assert ledger_site.post(f"{path}/judge", fields | {"verdict": verdict}).status_code == 303
        assert ledger_site.get(f"{path}.json").json()["judgements"][-1]["value"] is None


def test_a_source_may_be_of_another_sort_and_keep_its_name(ledger_site, sample):
    hit = find(sample, '"in good faith"')
    path = f"/statements/{hit.key}"
    fields = JUDGED | {"target": "source", "kind": "organisation"}
    assert ledger_site.post(f"{path}/judge", fields, page=path).status_code == 303
    assert f"no; it is {hit.speaker} (organisation) · Ina Moor" in text_of(ledger_site.get(path).text)
    given = ledger_site.get(f"{path}.json").json()["statement"]
    speaker = ledger_site.get(f"/speakers/{given['speaker_key']}.json").json()["speaker"]
    assert (speaker["name"], speaker["kind"]) == (hit.speaker, "organisation")
    assert given["speaker_key"] != hit.speaker_key
    nobody = find(sample, '"nobody told us anything"')
    refused = ledger_site.post(f"/statements/{nobody.key}/judge", fields)
    assert (refused.status_code, "say who is meant, too" in refused.text) == (400, True)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"target": "speaker"}, "target is one of"),
        ({"target": ""}, "target is one of"),
        ({"verdict": "perhaps"}, "verdict is one of"),
        ({"author": "  "}, "needs its author"),
        ({"target": "source", "value": "x" * 301}, "300 at most"),
        ({"target": "source", "value": "Ida Stone", "kind": "anonymous"}, "sort of source is one of"),
        ({"drift": "a lie"}, "kind of drift is one of"),
    ],
)
def test_a_judgement_that_says_nothing_is_refused(ledger_site, grave, change, said):
    before = ledger_site.get(f"/statements/{grave.key}.json").json()["judgements"]
    answer = ledger_site.post(f"/statements/{grave.key}/judge", JUDGED | change)
    assert answer.status_code == 400
    assert said.lower() in text_of(answer.text).lower()
    assert ledger_site.get(f"/statements/{grave.key}.json").json()["judgements"] == before


def test_judging_and_taking_back_what_is_not_there(ledger_site):
    assert ledger_site.post("/statements/0/judge", JUDGED).status_code == 404
    assert ledger_site.post("/judgements/999999/undo", JUDGED).status_code == 404
    for number in ("0", "-1", "x", "9" * 40):
        assert ledger_site.post(f"/judgements/{number}/undo", JUDGED).status_code == 422


def test_a_form_of_another_site_judges_nothing(ledger_site, grave):
    fields = JUDGED | {"form_token": "x" * 43}
    assert ledger_site.post(f"/statements/{grave.key}/judge", fields).status_code == 403
    crossing = ledger_site.post(f"/statements/{grave.key}/judge", JUDGED, **{"Sec-Fetch-Site": "cross-site"})
    assert crossing.status_code == 403


def test_undoing_leads_nowhere_else(ledger_site, grave):
    path = f"/statements/{grave.key}"
    ledger_site.post(f"{path}/judge", JUDGED | {"verdict": "unsure"}, page=path)
    number = re.search(r"/judgements/(\d+)/undo", ledger_site.get(path).text)[1]
    undone = ledger_site.post(f"/judgements/{number}/undo", JUDGED | {"back": "//evil.example"})
    assert undone.headers["location"] == "/"


def test_who_has_not_signed_in_is_asked_to_before_judging(open_site, tmp_path):
    site, hits = made_site(open_site, tmp_path, lighthouse(), token="a token of twenty letters")
    path = f"/statements/{lighthouse_hit(hits, 'We will sell').key}"
    page = site.get(path).text
    assert "/judge" not in page
    assert f'href="/sign-in?back={path}"' in page
    assert site.post(f"{path}/judge", JUDGED, page=path).status_code == 401


def test_hostile_text_is_shown_and_is_only_text(open_site, tmp_path):
    site, hits = made_site(open_site, tmp_path, hostile())
    for hit in hits.values():
        for rest in ("", "/family"):
            answer = site.get(f"/statements/{hit.key}{rest}")
            assert answer.status_code == 200
            assert len(answer.text) < 400_000
            for attack in HOSTILE:
                if "<" in attack:
                    assert attack not in answer.text
            assert "\u202e" not in answer.text
        for name in ("annotation.json", "quotation.json", "prov.json", "bundle.zip"):
            assert site.get(f"/statements/{hit.key}/{name}").status_code == 200
