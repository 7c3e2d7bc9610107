"""The API: what it gives of a filled ledger, and what it takes."""

import time

import jsonschema
import pytest

from onrecord.export import check_bundle, read_schema
from onrecord.ledger import Ledger
from onrecord.model import Query
from onrecord.web import Settings

API = "/api/v1"


class Client:
    """A program that speaks to the API, and sees that what it gets is JSON and fine."""

    def __init__(self, browser):
        self._http = browser.client
        self.url = browser.url

    def get(self, path, **asked):
        answer = self._http.get(API + path, params=asked)
        assert answer.status_code == 200, answer.text
        return answer

    def read(self, path, **asked):
        return self.get(path, **asked).json()

    def send(self, path, body, status=201):
        answer = self._http.post(API + path, json=body)
        assert answer.status_code == status, answer.text
        return answer

    def all_of(self, path, name, **asked):
        """All of a list, stretch by stretch."""
        found, cursor = [], {}
        while cursor is not None:
            part = self.read(path, limit=3, **asked, **cursor)
            assert len(part[name]) <= 3
            found += part[name]
            cursor = {"cursor": part["next"]} if part["next"] else None
        return found


@pytest.fixture
def api(ledger_site):
    return Client(ledger_site)


@pytest.fixture
def sample(filled):
    with Ledger.open(filled) as ledger:
        yield ledger


def keys(hits):
    return [hit["key"] for hit in hits]


def wait_for(api, path):
    ends = time.monotonic() + 90
    while time.monotonic() < ends:
        answer = api.read(path)
        if answer["stage"] in ("done", "failed"):
            return answer
        time.sleep(0.1)
    raise AssertionError("no answer within a minute and a half")


def test_the_root_says_how_much_there_is(api):
    given = api.read("/")
    assert given["counts"]["pages"] == 5
    assert given["counts"]["captures"] == 6
    assert given["counts"]["records"] == 2


def test_pages_are_listed_stretch_by_stretch(api, sample):
    listed = api.all_of("/pages", "captures")
    assert [one["key"] for one in listed] == [one.key for one in sample.captures()]


def test_a_page_is_whole_with_its_keys(api, sample):
    key = sample.captures(limit=1)[0].key
    given = api.read(f"/pages/{key}")
    jsonschema.validate({"schema": "onrecord/1", "pages": [given["page"]]}, read_schema("onrecord-1"))
    assert given["keys"] == sample.hold(key).keys
    assert given["statements"] == len(given["page"]["attributions"])


def test_captures_of_one_page_are_compared(api, sample):
    newest = sample.captures(limit=1)[0].key
    first, second = api.read(f"/pages/{newest}/captures")["captures"]
    assert second["key"] == newest
    compared = api.read(f"/pages/{first['key']}/compare/{newest}")
    assert compared["same_page"]
    assert any("next year" in (one["second"] or "") for one in compared["revisions"]) or any(
        "reworded" in pair["changes"] for pair in compared["pairs"]
    )


@pytest.mark.parametrize(
    ("asked", "query"),
    [
        ({}, Query()),
        ({"q": "winter service"}, Query("winter service")),
        ({"q": '"the winter service"', "mode": "direct"}, Query('"the winter service"', mode="direct")),
        ({"state": "grave"}, Query(state="grave")),
        ({"drift": "negation"}, Query(drift="negation")),
        ({"speaker": "Orla Venn"}, Query(speaker="Orla Venn")),
        ({"outlet": "Hask Islander", "kind": "says"}, Query(outlet="Hask Islander", kind="says")),
        ({"record": "press-conference"}, Query(record="press-conference")),
        ({"since": "2024-11-12", "until": "2024-11"}, Query(since="2024-11-12", until="2024-11")),
        ({"until": "1999"}, Query(until="1999")),
    ],
)
def test_statements_are_searched_as_the_ledger_searches(api, sample, asked, query):
    wanted = [hit.key for hit in sample.search(query, limit=200).hits]
    assert keys(api.all_of("/statements", "statements", **asked)) == wanted
    assert bool(wanted) == ("1999" not in asked.values())


def test_the_statements_of_one_capture(api, sample):
    key = sample.captures()[2].key
    found = api.read("/statements", capture=key, limit=200)["statements"]
    assert sorted(keys(found)) == sorted(sample.hold(key).keys.values())


def test_words_that_no_statement_has_are_respelt(api):
    given = api.read("/statements", q="wintre servise")
    assert given["respelt"] == {"wintre": ["winter"], "servise": ["service"]}
    assert given["statements"]


def test_a_misremembered_quote_is_found(api):
    (best, *_) = api.read("/statements/like", q="we will surely end the winter service next year")["likes"]
    assert "winter service" in best["statement"]["words"]
    assert 0.5 < best["likeness"] <= 1


@pytest.fixture
def grave(api):
    return api.read("/statements", q='"end the winter service"', outlet="Hask Islander")["statements"][0]


def test_a_statement_has_its_traces(api, grave):
    given = api.read(f"/statements/{grave['key']}")
    assert given["statement"] == grave
    (trace, *_) = next(a for a in given["page"]["attributions"] if a["traces"])["traces"]
    assert trace["record"] in given["records"]
    assert given["cite"].endswith(f"{api.url}/statements/{grave['key']}")


def test_who_carries_the_same_words(api, grave):
    given = api.read(f"/statements/{grave['key']}/family")
    assert grave["key"] not in keys(given["members"])
    assert {hit["outlet"] for hit in given["members"]}
    assert given["stemma"]["witnesses"]


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("annotation", "onrecord-annotation-1"),
        ("quotation", "onrecord-schema-org-1"),
        ("prov", "onrecord-prov-1"),
    ],
)
def test_a_statement_as_others_read_it(api, grave, name, schema):
    answer = api.get(f"/statements/{grave['key']}/{name}")
    assert answer.headers["content-type"].startswith("application/ld+json")
    jsonschema.validate(answer.json(), read_schema(schema))


def test_a_proof_bundle_is_sound(api, grave, tmp_path):
    answer = api.get(f"/statements/{grave['key']}/bundle")
    assert answer.headers["content-type"] == "application/zip"
    path = tmp_path / "bundle.zip"
    path.write_bytes(answer.content)
    assert check_bundle(path) == []


def test_speakers(api, sample):
    listed = api.read("/speakers")["speakers"]
    assert listed[0]["statements"] == max(one["statements"] for one in listed)
    everyone = api.all_of("/speakers", "speakers")
    assert [one["key"] for one in everyone] == [one.key for one in sample.speakers(limit=100)]
    assert everyone[: len(listed)] == listed
    assert api.all_of("/speakers", "speakers", q="a") == api.read("/speakers", q="a", limit=100)["speakers"]
    (venn,) = api.read("/speakers", q="orla venn")["speakers"]
    told = api.read(f"/speakers/{venn['key']}")
    assert told["speaker"] == venn
    assert (
        sum(told["states"].values()) == sum(one["statements"] for one in told["outlets"]) == told["counted"]
    )
    said = api.all_of(f"/speakers/{venn['key']}/statements", "statements")
    assert len(said) == venn["statements"]
    grave = api.read(f"/speakers/{venn['key']}/statements", state="grave")["statements"]
    assert keys(grave) == [hit["key"] for hit in said if hit["state"] == "grave"] != []


def test_records_and_what_of_them_was_quoted(api, sample):
    listed = api.all_of("/records", "records")
    assert [one["number"] for one in listed] == [one.number for one in sample.records()]
    press = next(one for one in listed if one["id"] == "press-conference")
    whole = api.read(f"/records/{press['number']}")
    assert whole["text"] == sample.record(press["number"])[1].text
    (turn, *_) = whole["turns"]
    assert whole["text"][slice(*turn["span"])]
    quotations = api.read(f"/records/{press['number']}/quotations")["quotations"]
    assert len(quotations) == press["quoted"] > 0
    assert all(0 <= q["span"][0] < q["span"][1] <= len(whole["text"]) for q in quotations)


def test_a_record_is_added_and_replaced(open_site):
    api = Client(open_site(Settings()))
    body = {
        "id": "town hall",
        "text": "ANA BROOK: We sail at noon.",
        "date": "2031-05-10",
        "title": "Town hall",
    }
    added = api.send("/records", body)
    assert added.json() == {"number": 1, "is_new": True}
    record = api.read(added.headers["location"].removeprefix(API))
    assert (record["speakers"], record["date"], record["title"]) == (["ANA BROOK"], "2031-05-10", "Town hall")
    assert api.send("/records", body).json() == {"number": 1, "is_new": False}
    changed = api.send("/records", body | {"text": "ANA BROOK: We stay."}).json()
    assert changed["is_new"]
    assert changed["number"] != 1
    assert not api.read("/records/1")["current"]
    assert [one["number"] for one in api.read("/records")["records"]] == [changed["number"]]


def test_a_record_is_added_with_its_turns(open_site):
    api = Client(open_site(Settings()))
    text = "We sail at noon. And who sails with us?"
    turns = [{"speaker": "ANA BROOK", "span": [0, 16]}, {"speaker": "Q", "span": [17, 39]}]
    body = {"id": "y" * 400, "text": text, "turns": turns}
    record = api.read(api.send("/records", body).headers["location"].removeprefix(API))
    assert (record["id"], record["turns"]) == ("y" * 400, turns)
    assert "ANA BROOK" in record["speakers"]
    refused = api.send("/records", body | {"turns": [{"speaker": "ANA BROOK", "span": [0, 99]}]}, 422)
    assert refused.json()["detail"] == "turn 1 lies outside the text"
    assert api.read("/statements", record="y" * 400)["statements"] == []


def test_doubts_are_judged_and_judgements_taken_back(api):
    queue = api.read("/review")
    first = queue["doubts"][0]
    weights = [doubt["weight"] for doubt in api.all_of("/review", "doubts")]
    assert weights == sorted(weights, reverse=True)
    assert len(weights) == sum(queue["left"].values())
    judgement = {
        "of": first["hit"]["key"], "target": first["target"], "verdict": "same", "author": "Mara Holt",
        "reason": "read it twice", "seen": 0,
    }  # fmt: skip
    made = api.send("/judgements", judgement)
    at = made.headers["location"].removeprefix(API)
    assert api.read(at) == made.json()
    assert (made.json()["author"], made.json()["reason"]) == ("Mara Holt", "read it twice")
    assert len(api.all_of("/review", "doubts")) == len(weights) - 1
    meanwhile = api.send("/judgements", judgement | {"verdict": "different"}, 409)
    assert meanwhile.json()["code"] == "judged-meanwhile"
    undone = api.send(f"{at}/undo", {"author": "Mara Holt", "reason": "hasty"}).json()
    assert undone["undoes"] == made.json()["id"]
    assert len(api.all_of("/review", "doubts")) == len(weights)
    assert api.send(f"{at}/undo", {"author": "Mara Holt"}, 400).json()["code"] == "usage"
    both = api.all_of("/judgements", "judgements", of=first["hit"]["key"])
    assert [one["id"] for one in both] == [undone["id"], made.json()["id"]]
    assert api.all_of("/judgements", "judgements") == both


def test_a_drift_is_judged_to_be_of_another_kind(api):
    of = api.read("/review", target="drift")["doubts"][0]["hit"]["key"]
    judgement = {"of": of, "target": "drift", "verdict": "different", "value": "tense", "author": "B"}
    made = api.send("/judgements", judgement).json()
    assert made["value"] == "tense"
    api.send(f"/judgements/{made['id']}/undo", {"author": "B"})
    assert (
        "kind of drift is one of" in api.send("/judgements", judgement | {"value": "x"}, 400).json()["detail"]
    )
    api.send("/judgements", judgement | {"verdict": "same"}, 422)


def test_the_queue_by_target(api):
    drift = api.all_of("/review", "doubts", target="drift")
    assert {doubt["target"] for doubt in drift} == {"drift"}


def test_names_are_judged_to_be_one_speakers(api):
    one, other = api.read("/speakers")["speakers"][-2:]
    judgement = {
        "of": one["key"],
        "target": "speaker",
        "verdict": "same",
        "value": other["key"],
        "author": "B",
    }
    made = api.send("/judgements", judgement).json()
    merged = api.read(f"/speakers/{one['key']}")
    assert merged["speaker"]["statements"] == one["statements"] + other["statements"]
    assert {name["key"] for name in merged["names"]} == {one["key"], other["key"]}
    api.send(f"/judgements/{made['id']}/undo", {"author": "B"})


def test_a_quote_is_asked_about(api):
    taken = api.send("/ask", {"words": "We will not end the winter service", "speaker": "Orla Venn"}, 202)
    assert taken.json()["kind"] == "quote"
    answer = wait_for(api, taken.headers["location"].removeprefix(API))
    assert (answer["stage"], answer["searched"], answer["kept"]) == ("done", 2, None)
    (trace, *_) = answer["page"]["attributions"][0]["traces"]
    assert trace["record"] == "press-conference"


def test_a_page_that_is_added_is_kept(api):
    html = """<html><head><title>Boats to stay</title><meta property="og:site_name" content="Skerry Post"></head>
    <body><article><h1>Boats to stay</h1><p>“We will keep every boat,” harbour master Ana Brook said on Friday.</p>
    <p>She said that nobody had asked for fewer.</p></article></body></html>"""
    taken = api.send("/pages", {"text": html}, 202)
    answer = wait_for(api, taken.headers["location"].removeprefix(API))
    assert answer["stage"] == "done", answer
    kept = answer["kept"]
    assert kept["outcome"] == "new page"
    page = api.read(f"/pages/{kept['key']}")
    assert (page["title"], page["outlet"]) == ("Boats to stay", "Skerry Post")
    assert api.read("/statements", outlet="Skerry Post")["statements"]
    again = wait_for(api, api.send("/pages", {"text": html}, 202).headers["location"].removeprefix(API))
    assert again["kept"] == {"key": kept["key"], "outcome": "unchanged", "previous": None}


def test_a_page_of_our_own_format_is_added_with_what_is_known_of_it(api):
    page = {
        "id": "quay", "title": "Quay to stay", "outlet": "The Quay Bell", "published": "2031-05-02T09:00:00Z",
        "text": "“The <b>quay</b> stays open,” Ada Brine said on Monday.",
    }  # fmt: skip
    taken = api.send("/pages", {"page": page}, 202)
    kept = wait_for(api, taken.headers["location"].removeprefix(API))["kept"]
    held = api.read(f"/pages/{kept['key']}")["page"]
    assert {name: held[name] for name in page} == page
    again = wait_for(api, api.send("/pages", {"page": held}, 202).headers["location"].removeprefix(API))
    assert again["kept"] == {"key": kept["key"], "outcome": "unchanged", "previous": None}


def test_an_address_that_leads_here_is_not_fetched(api):
    taken = api.send("/pages", {"url": "http://127.0.0.1:9/ferry"}, 202)
    answer = wait_for(api, taken.headers["location"].removeprefix(API))
    assert answer["stage"] == "failed"
    assert answer["error"]["code"] == "fetch-failed"
    assert answer["page"] is None


def test_head_is_answered_as_get(ledger_site):
    for path in ("/", "/statements", "/statements.jsonl", "/openapi.json"):
        answer = ledger_site.client.head(API + path)
        assert answer.status_code == 200, path
        assert answer.content == b""


def test_the_routes_are_shown_to_people(ledger_site):
    page = ledger_site.get("/api").text
    document = ledger_site.get(f"{API}/openapi.json").json()
    for path, operations in document["paths"].items():
        for method, told in operations.items():
            assert f"<code>{path}</code>" in page
            assert f'id="{told["operationId"]}"' in page
            for one in told.get("parameters", ()):
                assert f"<code>{one['name']}</code>" in page, method
    assert ledger_site.get("/api.json").json() == document
