"""The review queue: what is to be judged, judged once, passed over, taken back."""

import re
import threading
from html import unescape

import pytest

from onrecord.web import Settings
from tests.web.conftest import Browser
from tests.web.hostile import ATTACK, fill_hostile


def case_of(page: str) -> dict[str, str]:
    """The hidden fields of the form by which the shown finding is judged."""
    form = re.search(r'<form method="post" action="/review" class="judge">(.*?)</form>', page, re.S)[1]
    return {name: unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form)}


def judge(site: Browser, page: str, verdict: str = "same", **fields: str):
    case = {name: value for name, value in case_of(page).items() if name not in ("form_token", "verdict")}
    sent = {**case, "verdict": verdict, "author": "I. Marsh", **fields}
    return site.post("/review", sent, page="/review")


def left_of(site: Browser) -> dict[str, int]:
    return site.get("/review.json").json()["left"]


def test_a_finding_is_judged_and_the_next_one_shown(ledger_site):
    before = left_of(ledger_site)
    page = ledger_site.get("/review?target=drift").text
    assert "Is the drift as it is named?" in page
    assert "negation" in page
    taken = judge(ledger_site, page, "different", reason="the sense holds")
    assert taken.status_code == 303
    after = ledger_site.get(taken.headers["location"]).text
    assert "Kept:" in after
    assert left_of(ledger_site)["drift"] == before["drift"] - 1
    assert case_of(after)["of"] != case_of(page)["of"]
    assert 'name="author" value="I. Marsh"' in after  # remembered
    latest = ledger_site.get("/review.json").json()["latest"][0]
    assert (latest["verdict"], latest["reason"], latest["author"]) == (
        "different",
        "the sense holds",
        "I. Marsh",
    )
    after = ledger_site.get("/review?target=drift").text
    undo = re.search(
        rf'action="(/judgements/{latest["id"]}/undo)".*?name="back" value="([^"]+)"', after, re.DOTALL
    )
    undone = ledger_site.post(undo[1], {"author": "I. Marsh", "back": unescape(undo[2])})
    assert undone.headers["location"] == f"/review?target=drift&undone={latest['id']}"
    assert left_of(ledger_site) == before
    assert "Taken back:" in ledger_site.get(undone.headers["location"]).text


def test_the_right_name_goes_with_a_source(open_site, tmp_path):
    fill_hostile(tmp_path / "a.ledger")
    site = open_site(Settings(ledger=str(tmp_path / "a.ledger")))
    queue = site.get("/review.json?target=statement").json()
    of = queue["doubt"]["hit"]["key"]
    fields = {"of": of, "on": "source", "verdict": "different", "value": "Ida Stone", "author": "I. Marsh"}
    assert site.post("/review", {**fields, "kind": "group", "seen": "0"}).status_code == 303
    found = site.get("/search.json?speaker=Ida+Stone").json()["hits"][0]
    assert found["key"] == of
    assert site.get(f"/speakers/{found['speaker_key']}.json").json()["speaker"]["kind"] == "group"
    shown = re.sub(r"\s+|<[^>]+>", " ", site.get("/review").text)
    assert "which is Ida Stone (group)" in " ".join(shown.split())


def test_the_right_kind_goes_with_a_drift(ledger_site):
    page = ledger_site.get("/review?target=drift").text
    assert '<select name="drift">' in page
    assert '<select name="drift">' not in ledger_site.get("/review?target=trace").text
    refused = judge(ledger_site, page, "different", drift="a lie")
    assert (refused.status_code, "kind of drift is one of" in refused.text) == (400, True)
    assert "Back leads to the form" in refused.text
    judge(ledger_site, page, "different", drift="trimmed")
    latest = ledger_site.get("/review.json").json()["latest"][0]
    assert (latest["target"], latest["verdict"], latest["value"]) == ("drift", "different", "trimmed")
    ledger_site.post(f"/judgements/{latest['id']}/undo", {"author": "I. Marsh"})


def test_what_would_be_right_counts_only_where_the_finding_is_wrong(ledger_site):
    page = ledger_site.get("/review?target=drift").text
    for verdict in ("same", "unsure"):
        judge(ledger_site, page, verdict, on="source", value="Ida Stone", kind="group")
        latest = ledger_site.get("/review.json").json()["latest"][0]
        assert (latest["verdict"], latest["value"], latest["kind"]) == (verdict, None, None)
        ledger_site.post(f"/judgements/{latest['id']}/undo", {"author": "I. Marsh"})


def test_passing_over_goes_through_the_whole_queue(ledger_site):
    total = sum(left_of(ledger_site).values())
    seen, path = [], "/review"
    while path:
        page = ledger_site.get(path).text
        seen.append((case_of(page)["of"], case_of(page)["on"]))
        found = re.search(r'href="([^"]+)" data-key="n"', page)
        path = unescape(found[1]) if found else ""
        assert len(seen) <= total
    assert len(set(seen)) == total
    weights = [ledger_site.get("/review.json").json()["doubt"]["weight"]]
    assert weights[0] == max(weights)


def test_what_another_judged_meanwhile_is_said_and_not_doubled(ledger_site):
    page = ledger_site.get("/review?target=trace").text
    first = judge(ledger_site, page, "same", author="J. Reed", reason="plain")
    second = judge(ledger_site, page, "different")
    shown = ledger_site.get(second.headers["location"]).text
    assert "Not kept:" in shown
    assert "J. Reed" in shown
    of = case_of(page)["of"]
    kept = [one for one in ledger_site.get("/review.json").json()["latest"] if one["of"] == of]
    assert [one["author"] for one in kept] == ["J. Reed"]
    number = re.search(r"done=(\d+)", first.headers["location"])[1]
    ledger_site.post(f"/judgements/{number}/undo", {"author": "J. Reed"})


def test_of_many_who_judge_at_once_one_is_kept(ledger_site):
    page = ledger_site.get("/review?target=statement").text
    others = [Browser(ledger_site.url) for _ in range(6)]
    places: list[str] = []
    threads = [
        threading.Thread(
            target=lambda n=n, b=b: places.append(judge(b, page, author=f"Reader {n}").headers["location"])
        )
        for n, b in enumerate(others)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted("done=" in place for place in places) == [False] * 5 + [True]
    number = next(re.search(r"done=(\d+)", place)[1] for place in places if "done=" in place)
    ledger_site.post(f"/judgements/{number}/undo", {"author": "Reader"})


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"author": ""}, 400),
        ({"verdict": "true"}, 400),
        ({"on": "speaker"}, 400),
        ({"of": "0" * 16}, 404),
        ({"of": "x"}, 404),
        ({"seen": "x"}, 400),
        ({"seen": "9" * 40}, 400),
    ],
)
def test_a_judgement_that_makes_no_sense_is_refused(ledger_site, changed, status):
    before = left_of(ledger_site)
    assert judge(ledger_site, ledger_site.get("/review").text, **changed).status_code == status
    assert left_of(ledger_site) == before


@pytest.mark.parametrize("asked", ["target=speaker", "target=x", "after=x", "after=1,", "done=x"])
def test_a_place_that_is_none_is_said(ledger_site, asked):
    assert ledger_site.get(f"/review?{asked}").status_code == 400


def test_who_has_not_signed_in_is_shown_no_form_that_they_may_not_send(filled, open_site):
    site = open_site(Settings(ledger=str(filled), token="a token of twenty"))
    page = site.get("/review?target=trace").text
    assert 'class="judge"' not in page
    assert 'href="/sign-in?back=/review%3Ftarget%3Dtrace"' in page
    speaker = site.get("/speakers.json").json()["speakers"][0]["key"]
    assert 'href="/sign-in?back=' in site.get(f"/speakers/{speaker}?find=teller").text
    case = {"of": "0" * 16, "on": "trace", "verdict": "same", "author": "I. Marsh"}
    assert site.post("/review", case).status_code == 401


def test_it_never_leads_elsewhere(ledger_site):
    page = ledger_site.get("/review").text
    taken = judge(ledger_site, page, target="//evil.example", after="//evil.example")
    assert re.fullmatch(r"/review\?done=\d+", taken.headers["location"])
    number = taken.headers["location"].partition("=")[2]
    ledger_site.post(f"/judgements/{number}/undo", {"author": "I. Marsh"})


def test_another_site_can_neither_judge_nor_undo(ledger_site):
    for path in ("/review", "/judgements/1/undo"):
        answer = ledger_site.client.post(
            path, data={"judgement": "1", "author": "a"}, headers={"Origin": "x"}
        )
        assert answer.status_code == 403


def test_hostile_texts_are_texts_on_every_page(open_site, tmp_path):
    fill_hostile(tmp_path / "a.ledger")
    site = open_site(Settings(ledger=str(tmp_path / "a.ledger")))
    speakers = site.get("/speakers.json").json()["speakers"]
    paths = ["/search", "/search?q=lighthouse", "/speakers", "/records", "/records/1"]
    paths += [f"/review?target={each}" for each in ("statement", "source", "trace", "drift")]
    paths += [f"/speakers/{each['key']}?find=y" for each in speakers]
    for path in paths:
        page = site.get(path)
        assert page.status_code == 200, path
        assert "<script>document" not in page.text, path
        assert "<img src=x" not in page.text, path
        assert "\u202e" not in page.text, path
        assert 'href="javascript:' not in page.text, path
        assert len(page.content) < 200_000, path
        assert site.get(path.replace("?", ".json?", 1) if "?" in path else f"{path}.json").status_code == 200
    assert ATTACK.split(">")[0].replace("<", "&lt;").replace("'", "&#39;") in site.get("/speakers").text
