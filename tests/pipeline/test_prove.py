"""A finding's proof, as a whole: from the sample's pages and records to a zip that holds."""

import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from onrecord.export import Run, check_bundle, find_statement
from onrecord.pipeline.prove import prove
from tests.show.build import RECORD, lighthouse
from tests.show.test_hostile import HOSTILE, lighthouse_with


class Elements(HTMLParser):
    """The start tags of a document and its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words += data


def _shown(finding, tmp_path) -> str:
    path = tmp_path / "proof.zip"
    path.write_bytes(prove(finding))
    assert check_bundle(path) == []
    with zipfile.ZipFile(path) as archive:
        return archive.read("index.html").decode("utf-8")


@pytest.mark.parametrize(
    "statement, head",
    [
        ("s1", "Ada Crane, as Pelmouth Echo has it: grave drift"),
        ("s2", "Tom Wick, as Pelmouth Echo has it: not traced"),
        ("s3", "Ada Crane, as Pelmouth Echo has it: not found in 3 records"),
        ("s4", "Ada Crane, as Pelmouth Echo has it: notable drift"),
    ],
)
def test_the_page_says_what_was_found(statement, head, tmp_path):
    finding = replace(find_statement(lighthouse(), statement), records=(RECORD,))
    html = _shown(finding, tmp_path)
    assert f"<h1>{head}</h1>" in html
    assert finding.reading.snap.sha256 in html
    assert "fabricated" not in html
    assert "the headline rests on" not in html


def test_the_page_says_what_concluded_it(tmp_path):
    run = Run("9.9", "2024-05-08T09:00:00Z", "2024-05-08T09:01:00Z", "412 records <of> May", "defaults")
    words = Elements(_shown(replace(find_statement(lighthouse(), "s1"), run=run), tmp_path)).words
    for fact in ("On Record 9.9", "2024-05-08T09:01:00Z", "412 records <of> May", "defaults"):
        assert fact in words


def test_a_paraphrase_is_said_to_be_likely(tmp_path):
    reading = lighthouse()
    told = replace(reading.traces["s1"][0], paraphrase=True, drift=())
    html = _shown(find_statement(replace(reading, traces={"s2": (told,)}), "s2"), tmp_path)
    assert "Tom Wick, as Pelmouth Echo has it: likely reports a passage of the record" in html


@pytest.mark.parametrize("attack", HOSTILE)
def test_nothing_runs_and_nothing_leaves(attack, tmp_path):
    finding = find_statement(lighthouse_with(attack), attack)
    html = _shown(replace(finding, records=(replace(RECORD, title=attack),)), tmp_path)
    tags = Elements(html).tags
    assert {"script", "img", "iframe", "form", "base", "object", "svg"}.isdisjoint(tag for tag, _ in tags)
    for tag, attrs in tags:
        assert not [name for name in attrs if name.startswith("on") or name in ("src", "action", "style")], (
            tag
        )
        assert attrs.get("href", "#").startswith("#"), tag
    (policy,) = (a["content"] for t, a in tags if t == "meta" and a.get("http-equiv"))
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'", policy
    )
