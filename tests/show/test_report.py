"""The report as a file: it stands alone, leads with what matters, and says what was searched."""

import base64
import hashlib
import re
from dataclasses import replace

import pytest

from onrecord.model import Reading, Snapshot
from onrecord.show import render_report
from tests.show.build import lighthouse


def _report(*readings, searched=3):
    return render_report(readings, searched=searched, title="On Record")


def _headline(html):
    return re.search(r"<h1>(.*?)</h1>", html)[1]


def test_the_file_asks_for_nothing_from_anywhere():
    html = _report(lighthouse())
    assert re.findall(r"""(?:src|srcset|action|data|poster)=["']""", html) == []
    assert re.findall(r"<(?:link|img|iframe|object|embed|base)\b", html) == []
    assert re.findall(r"url\(|@import|https?://|fetch\(|XMLHttpRequest", html) == []


def test_the_policy_names_the_very_style_and_script():
    html = _report(lighthouse())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)[1].replace("&#39;", "'")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        (code,) = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
        assert rules[rule] == f"'sha256-{digest}'"
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert html.index("Content-Security-Policy") < html.index("<style>")


def _only(*keys):
    reading = lighthouse()
    return replace(reading, traces={key: reading.traces[key] for key in keys})


@pytest.mark.parametrize(
    ("readings", "headline"),
    [
        ([lighthouse()], "1 of 3 quotes differs gravely from the record"),
        ([lighthouse(), lighthouse()], "2 of 6 quotes differ gravely from the record"),
        ([_only("s3", "s4")], "1 of 2 quotes differs notably from the record"),
        ([_only("s4")], "The one quote differs notably from the record"),
        ([_only("s3")], "1 quote looked for in 3 records: not found"),
        ([_only()], "4 statements on 1 page"),
        ([], "0 statements on 0 pages"),
    ],
)
def test_the_headline_is_what_matters_most(readings, headline):
    assert _headline(_report(*readings)) == headline


def test_not_found_is_never_a_verdict():
    html = _report(_only("s3"))
    assert "in these 3 records. That is a result, not a verdict." in html
    assert "it is not a verdict on the quote" in html
    assert not re.search(
        "fabricat|fake|false|invent", re.sub(r"<(style|script)>.*?</\1>", "", html, flags=re.DOTALL)
    )


def test_pages_without_records_say_that_none_were_searched():
    assert "No records were searched." in _report(_only(), searched=None)


def test_a_page_without_text_or_statements_is_shown_as_such():
    html = _report(Reading(Snapshot("blank", "")))
    assert "This page holds no text." in html
    assert "No attributed statement was found on this page." in html


def test_a_long_list_of_drift_is_cut_and_says_so():
    html = _report(*[lighthouse() for _ in range(6)])
    assert html.count('<span class="what"') == 8
    assert "And 4 more quotes" in html


def test_the_index_has_each_page_and_each_quote():
    html = _report(lighthouse(), _only("s1"))
    tiles = re.findall(r'<a class="tile state-([\w-]+)" href="#(p\d-s\d)"', html)
    assert tiles == [("grave", "p1-s1"), ("not-found", "p1-s3"), ("notable", "p1-s4"), ("grave", "p2-s1")]
