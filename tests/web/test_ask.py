"""From the box on the start page to the answer, through a real process."""

import os
import re
import signal
import time
from html.parser import HTMLParser

import pytest

from onrecord.errors import WorkError
from onrecord.pipeline.ask import AskKind, pose
from onrecord.web import Limits, Settings
from onrecord.web.jobs import Jobs, Stage, Worker
from tests.cli.conftest import SAMPLE
from tests.show.test_hostile import HOSTILE

LOST = "We will end the winter service this year"
PAGE = (SAMPLE / "pages" / "3-hask-islander.html").read_text(encoding="utf-8")


class Tags(HTMLParser):
    """What a browser would make of a page: its tags with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def wait_for(job, ends=60):
    ends += time.monotonic()
    while not job.is_over and time.monotonic() < ends:
        time.sleep(0.02)
    return job


def test_a_quote_gets_its_verdict_wording_evidence_and_what_was_searched(site):
    answer = site.ask(f"“{LOST}”")
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.text))
    for told in ("with grave drift", "negation", "Press conference of the Ferry Commissioner", "2 records."):
        assert told in text
    assert '<del class="drift-grave" data-step="2">not</del>' in answer.text
    assert re.search(r'href="/records/\d+\?at=(\d+)#at-\1">open the record here', answer.text)
    data = site.get(f"{answer.url.path}.json").json()
    assert (data["kind"], data["stage"], data["searched"]) == ("quote", "done", 2)
    (trace,) = data["page"]["attributions"][0]["traces"]
    assert "negation" in [drift["kind"] for drift in trace["drift"]]


def test_a_quote_that_is_not_there_is_not_found_in_so_many_records(site):
    answer = site.ask("Nobody ever said these seven words here")
    assert "Not found in 2 records" in answer.text
    assert "fabricat" not in answer.text.lower()


def test_a_text_is_shown_as_a_page_with_its_statements(site):
    answer = site.ask(PAGE)
    assert "1 of 4 quotes differs gravely from the record" in answer.text
    assert 'id="p1-s1"' in answer.text
    assert "<nav><a" not in answer.text  # the page's own markup is not ours
    assert "pasted" not in answer.text  # it names itself
    bare = Tags(site.ask(f"“{LOST},” Orla Venn said.").text).text
    assert "Orla Venn in the pasted text" in re.sub(r"\s+", " ", bare)


def test_a_long_text_is_shown_to_its_limit_and_judged_as_a_whole(site, monkeypatch):
    kept = "“I have no plans to raise the single fare,” Commissioner Orla Venn said."
    monkeypatch.setattr("onrecord.web.routers.ask.MAX_TEXT", len(kept) + 20)
    answer = site.ask(f"{kept}\n\n{'The sea was calm. ' * 20}\n\n“{LOST},” she said.")
    words = re.sub(r"\s+", " ", Tags(answer.text).text)
    assert "1 of 2 quotes differs gravely" in words  # the one that is not shown
    assert words.count(f"Shown are the first {len(kept) + 20} characters, with 1 of 2 statements") == 2
    assert "single fare" in words
    assert "The sea was calm. The sea" not in words
    assert LOST not in words
    assert f'href="{answer.url.path}.json"' in answer.text
    page = site.get(f"{answer.url.path}.json").json()["page"]
    assert (len(page["attributions"]), LOST in page["text"]) == (2, True)
    whole = site.ask(kept)
    assert "Shown are the first" not in whole.text  # nothing was cut


def test_who_asks_may_say_what_it_is(site):
    assert "This was taken for a quote" in site.ask(LOST).text
    assert "This was taken for a text" in site.ask(LOST, kind="text").text
    refused = site.post("/ask", {"words": LOST, "kind": "verse"})
    assert (refused.status_code, "Kind is quote, url or text" in refused.text) == (400, True)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/", "http://[::1]/", "http://169.254.169.254/latest", "file:///etc/passwd"]
)
def test_an_address_of_this_machine_is_not_fetched(site, url):
    answer = site.ask(url)
    assert (answer.status_code, "fetched" in answer.text) == (502, True)
    problem = site.get(f"{answer.url.path}.json").json()
    assert (problem["code"], problem["status"]) == ("fetch-failed", 502)


@pytest.mark.parametrize("words", ["", "  \n", "…"])
def test_nothing_to_look_for(site, words):
    answer = site.post("/ask", {"words": words})
    assert (answer.status_code, "no word in it" in answer.text) == (422, True)


def test_with_no_records_it_says_that_nothing_was_searched(open_site):
    site = open_site(Settings())
    first = site.get("/").text
    assert "There are no records to search" in first
    assert "onrecord records add FOLDER" in first
    assert "Nothing: there are no records here." in site.ask(LOST).text
    assert "No records were searched." in site.ask(PAGE).text


def test_who_carries_words_like_a_quote_is_listed_beside_its_answer(ledger_site):
    answer = ledger_site.ask("we shall not end our winter service this year")
    assert "Who carries words like these" in answer.text
    listed = answer.text.partition('id="like"')[2]
    assert "We will not end the winter service this year" in Tags(listed).text
    assert 'href="/statements/' in listed


def test_a_page_that_is_asked_about_is_kept(ledger_site):
    answer = ledger_site.ask(PAGE)
    (kept,) = re.findall(r'href="/pages/(\w{16})"', answer.text)
    assert ledger_site.get(f"/pages/{kept}").status_code == 200


def test_the_records_of_the_ledger_are_searched(ledger_site):
    assert "There are no records to search" not in ledger_site.get("/").text
    assert "with grave drift" in ledger_site.ask(LOST).text


@pytest.mark.parametrize("kind", ["quote", "text"])
def test_hostile_text_is_only_text(site, kind):
    words = f"“We keep the ferry {' '.join(HOSTILE[:8])}” {HOSTILE[8]} {HOSTILE[9]}".replace("\x00", "")
    answer = site.ask(words, kind=kind)
    assert answer.status_code == 200
    seen = Tags(answer.text)
    assert not [tag for tag, _ in seen.tags if tag in ("style", "img", "svg", "base", "iframe", "object")]
    assert all(held["src"].startswith("/static/") for tag, held in seen.tags if tag == "script")
    assert all(held["action"] == "/ask" for tag, held in seen.tags if tag == "form")
    assert not [name for _, held in seen.tags for name in held if name.startswith("on") or name == "style"]
    assert all(held["href"].startswith(("/", "#")) for tag, held in seen.tags if tag == "a")
    assert "{{ 7*7 }}" in seen.text
    assert not set(seen.text) & set("\u202e\u202c\u2066\u2069\x1b\x00")


def test_who_waits_is_told_by_a_script_or_without(site):
    taken = site.post("/ask", {"words": LOST}).headers["location"]
    while "Looking into it" in (page := site.get(taken)).text:
        assert '<noscript><meta http-equiv="refresh"' in page.text
        assert f'hx-get="{taken}"' in page.text
        assert page.headers["cache-control"] == "no-store"
    done = site.get(taken, headers={"HX-Request": "true"})
    assert (done.status_code, done.headers["hx-refresh"]) == (204, "true")
    gone = site.get("/ask/nobody", headers={"HX-Request": "true"})
    assert (gone.status_code, gone.headers["hx-refresh"]) == (204, "true")


def test_a_full_queue_is_said_to_be_full(open_site):
    site = open_site(Settings(limits=Limits(waiting=1)))
    for _ in range(20):
        answer = site.post("/ask", {"words": PAGE})
        if answer.status_code != 303:
            break
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "10")
    assert "1 question in the queue" in answer.text


def test_only_so_many_answers_are_kept(tmp_path):
    jobs = Jobs(Limits(kept=2), str(tmp_path / "a.ledger"))
    jobs.start()
    try:
        asked = [wait_for(jobs.submit(pose(f"We keep the ferry {n}"))) for n in range(4)]
        assert [jobs.find(job.id) is job for job in asked] == [False, False, True, True]
    finally:
        jobs.close()


def test_what_takes_too_long_is_given_up_and_the_next_is_answered(recorded):
    jobs = Jobs(Limits(seconds=2.0), recorded)
    jobs.start()
    try:
        slow = wait_for(jobs.submit(pose("“We keep the ferry,” the mayor said on Monday. " * 20_000)))
        assert slow.stage is Stage.FAILED
        assert str(slow.error) == "it took longer than 2 seconds and was given up: try less text"
        assert slow.error.http_status == 503
    finally:
        jobs.close()


def test_a_process_that_dies_costs_one_question(recorded):
    jobs = Jobs(Limits(), recorded)
    jobs.start()
    try:
        lost = jobs.submit(pose("“We keep the ferry,” the mayor said on Monday. " * 20_000))
        while not (process := jobs._workers[0]._process) or process.pid is None:
            time.sleep(0.01)
        os.kill(jobs._workers[0]._process.pid, signal.SIGKILL)
        assert wait_for(lost).stage is Stage.FAILED
        assert "process died" in str(lost.error)
        found = wait_for(jobs.submit(pose(LOST, AskKind.QUOTE)))
        assert found.stage is Stage.DONE
        assert found.reply.searched == 2
    finally:
        jobs.close()


def test_an_answer_that_cannot_be_taken_in_costs_that_question_alone(recorded, monkeypatch):
    jobs = Jobs(Limits(), recorded)
    answer = Worker.answer

    def fail_once(*_):
        monkeypatch.setattr(Worker, "answer", answer)
        raise TypeError("an error that does not come through a pipe")

    monkeypatch.setattr(Worker, "answer", fail_once)
    jobs.start()
    try:
        lost = wait_for(jobs.submit(pose(LOST, AskKind.QUOTE)))
        assert (lost.stage, lost.error.code) == (Stage.FAILED, WorkError.code)
        assert wait_for(jobs.submit(pose(LOST, AskKind.QUOTE))).stage is Stage.DONE
    finally:
        jobs.close()


def test_closing_leaves_no_process(recorded):
    jobs = Jobs(Limits(workers=2), recorded)
    jobs.start()
    asked = [jobs.submit(pose(PAGE)) for _ in range(4)]
    while not any(worker._process for worker in jobs._workers):
        time.sleep(0.01)
    jobs.close()
    assert not any(worker._process and worker._process.is_alive() for worker in jobs._workers)
    assert any(job.reply is None for job in asked)
