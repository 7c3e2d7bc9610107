"""Pages as HTML: the article's words whole, and nothing that is not of it."""

import re
from collections import Counter

import pytest

from onrecord.errors import InputError
from onrecord.ingest import read_page
from onrecord.model import PartKind, Snapshot
from tests.ingest import sites


def _read(markup: str) -> Snapshot:
    return read_page(markup.encode(), Snapshot("page", ""), is_html=True)


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def _text_of(snap: Snapshot, *kinds: PartKind) -> str:
    return "\n".join(snap.text[s:e] for s, e in snap.spans_of(*kinds))


BODY = "".join(f"<p>{p}</p>" for p in sites.BODY)


@pytest.mark.parametrize("style", sites.STYLES, ids=lambda style: style.__name__)
def test_the_body_is_whole_and_nothing_else_is_in_it(style):
    body = _words(_text_of(_read(style()), PartKind.BODY))
    wanted = _words(" ".join(sites.BODY))
    assert (wanted & body).total() >= 0.99 * wanted.total()
    assert not body.keys() & {*sites.FURNITURE_WORDS, *sites.CAPTION_WORDS}
    assert (body - wanted).total() == 0


@pytest.mark.parametrize("style", sites.STYLES, ids=lambda style: style.__name__)
def test_parts_are_in_order_and_captions_kept_apart(style):
    markup = style()
    snap = _read(markup)
    ends = [0, *(p.span.end for p in snap.parts)]
    assert all(before <= p.span.start < p.span.end for before, p in zip(ends, snap.parts, strict=False))
    captions = _text_of(snap, PartKind.CAPTION).splitlines()
    assert captions == [c for c in sites.CAPTIONS if c in markup]


@pytest.mark.parametrize(
    "style", [s for s in sites.STYLES if s is not sites.no_title], ids=lambda s: s.__name__
)
def test_the_headline_is_found_once(style):
    snap = _read(style())
    assert snap.title == sites.HEADLINE
    assert _text_of(snap, PartKind.HEADLINE) == sites.HEADLINE


def test_no_lead_is_taken_for_a_headline():
    snap = _read(sites.no_title())
    assert snap.title is None
    assert snap.spans_of(PartKind.HEADLINE) == ()


@pytest.mark.parametrize(
    "style", [sites.blog, sites.wire, sites.live, sites.amp, sites.microdata], ids=lambda s: s.__name__
)
def test_times_are_in_utc(style):
    snap = _read(style())
    assert (snap.published, snap.updated) == (sites.PUBLISHED, sites.UPDATED)


@pytest.mark.parametrize("style", [sites.blog, sites.wire, sites.microdata], ids=lambda s: s.__name__)
def test_byline(style):
    assert _read(style()).byline == sites.BYLINE


def test_dateline_and_credit_of_a_wire():
    snap = _read(sites.wire())
    assert (snap.dateline_place, snap.dateline_agency, snap.outlet) == ("SALLOW", "NNA", sites.OUTLET)
    assert _text_of(snap, PartKind.CREDIT) == sites.CREDIT


@pytest.mark.parametrize(
    ("head", "published", "updated"),
    [
        ('<meta name="date" content="2031-04-03T10:15:00+02:00">', "2031-04-03T08:15:00Z", None),
        ('<meta name="pubdate" content="Thu, 03 Apr 2031 10:15:00 +0200">', "2031-04-03T08:15:00Z", None),
        ('<meta itemprop="datePublished" content="2031-04-03T08:15:00.000Z">', "2031-04-03T08:15:00Z", None),
        ('<meta property="og:updated_time" content="2031-04-03T10:15+0200">', None, "2031-04-03T08:15:00Z"),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2031-04-03"}</script>', "2031-04-03", None),
        ('<script type="application/ld+json">{"@type": "Article", "description": "a\nb", "dateModified": "2031-04-03T08:15Z"}</script>', None, "2031-04-03T08:15:00Z"),
        ('<script type="application/ld+json">{"@type": "Article", </script><meta name="date" content="2031-04-03">', "2031-04-03", None),
        ('<script type="application/ld+json">{"@type": "Article", "datePublished": {"a": [1, null]}, "author": 7}</script>', None, None),
        ('<meta name="date" content="2031-04-03 10:15:00">', "2031-04-03", None),  # no zone: no hour
        ('<meta name="date" content="the other day">', None, None),
    ],
)  # fmt: skip
def test_times_from_metadata(head, published, updated):
    snap = _read(f"<html><head>{head}</head><body><article>{BODY}</article></body></html>")
    assert (snap.published, snap.updated) == (published, updated)


@pytest.mark.parametrize(
    ("stamp", "published", "updated"),
    [
        ("Published 3 April 2031, 08:15 GMT", "2031-04-03T08:15:00Z", None),
        (
            "03.04.2031 10:15 CEST (Updated: 13:40 CEST 03.04.2031)",
            "2031-04-03T08:15:00Z",
            "2031-04-03T11:40:00Z",
        ),
        ("April 3, 2031 at 4:15 a.m. EDT", "2031-04-03T08:15:00Z", None),
        ("03/04/2031", "2031-04-03", None),
    ],
)
def test_times_from_what_is_shown(stamp, published, updated):
    page = f"<html><head><title>{sites.HEADLINE}</title></head><body><main><h1>{sites.HEADLINE}</h1><p>{stamp}</p>{BODY}</main>"
    snap = _read(page)
    assert (snap.published, snap.updated) == (published, updated)
    assert stamp not in _text_of(snap, PartKind.BODY)


def test_a_known_day_settles_which_figure_is_the_month():
    head = '<meta name="date" content="2031-04-03">'
    snap = _read(
        f"<html><head>{head}</head><body><main><h1>{sites.HEADLINE}</h1><p>04/03/2031 08:15 GMT</p>{BODY}</main>"
    )
    assert snap.published == "2031-04-03T08:15:00Z"


def test_a_wrapper_is_kept_whatever_it_is_called():
    for opening in (
        "<form id=aspnetForm>",
        "<div class='share comments'>",
        "<div aria-hidden=true>",
        "<div id=modal>",
    ):
        snap = _read(f"<html><body>{opening}<h1>{sites.HEADLINE}</h1>{BODY}</body></html>")
        assert sites.BODY[-1] in snap.text, opening


def test_what_is_paid_for_is_read_where_it_is_on_the_page():
    free, paid = BODY[: len(BODY) * 7 // 10], BODY[len(BODY) * 7 // 10 :]
    snap = _read(
        f"<html><body><article><div>{free}</div><div class='paywall'>{paid}</div></article></body></html>"
    )
    assert "I grew up on that street" in snap.text


def test_a_figure_without_figcaption_holds_a_caption():
    snap = _read(
        f"<html><body><article>{BODY}<figure><img src=a><p>{sites.CAPTIONS[0]}</p></figure></article></body></html>"
    )
    assert _text_of(snap, PartKind.CAPTION) == sites.CAPTIONS[0]


def test_a_table_of_figures_is_body():
    table = "<table><tr><th>Year<th>Riders<tr><td>2029<td>4,100,000<tr><td>2030<td>4,700,000</table>"
    snap = _read(f"<html><body><article>{BODY}<figure>{table}</figure></article></body></html>")
    assert "4,700,000" in _text_of(snap, PartKind.BODY)


def test_a_page_that_only_a_script_fills_is_read_from_its_metadata():
    ld = sites._json_ld().replace(
        '"headline"', f'"articleBody": "{" ".join(sites.BODY[3:5])} {sites.BODY[6]}", "headline"'
    )
    snap = _read(f"<html><head>{ld}</head><body><div id=root></div></body></html>")
    assert sites.BODY[6] in _text_of(snap, PartKind.BODY)


@pytest.mark.parametrize(
    "left", ["<?php echo 1 ?>", "<?p class='ad' ?>", "<?xml:namespace prefix = o />", "<?"]
)
def test_what_a_server_should_have_carried_out_is_no_element(left):
    snap = _read(f"<html><body><article><p>The ferry ran late.</p>{left}<p>Fog held it.</p></article>")
    assert snap.text == "The ferry ran late.\n\nFog held it."


def test_markup_is_never_text():
    page = f"<html><body><article>{BODY}<p>Fish &amp; chips cost &lt;five&gt;</p><script>alert('x')</script><style>p{{}}</style><!-- note --></article>"
    text = _read(page).text
    assert "Fish & chips cost <five>" in text
    assert not any(x in text for x in ("alert", "{}", "note", "<p"))


@pytest.mark.parametrize(
    "markup",
    [
        "<html></html>",
        "<html><body> </body></html>",
        "<html><body><img src=a></body></html>",
        "<html><script>x</script>",
    ],
)
def test_a_page_without_words(markup):
    with pytest.raises(InputError, match=r"^has no text to read$"):
        _read(markup)


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body>" + "<div class=share>" * 20_000 + BODY,
        "<html><body>" + BODY + "<figcaption>" * 20_000 + "x",
        "<html><body>" + "<article>" * 20_000 + BODY,
        "<html><body>" + "<table><tr><td>" * 5000 + BODY,
        "<html><body>" + "<div>" * 300_000 + BODY + "</div>" * 300_000,  # minutes, were it parsed
        "<html><body>" + "<hr>" * 101_000,
        "<html><body><p " + " ".join(f"a{i}" for i in range(60_000)) + ">" + BODY,
    ],
    ids=["divs", "captions", "articles", "tables", "parsing", "elements", "attributes"],
)
def test_markup_beyond_any_page_is_refused(markup):
    with pytest.raises(InputError, match="markup is nested too deeply or too long"):
        _read(markup)


def test_brackets_without_end_in_metadata():
    ld = f'<script type="application/ld+json">{"[" * 200_000}</script>'
    assert sites.BODY[0] in _read(f"<html><head>{ld}</head><body><article>{BODY}</article>").text


def test_half_a_character_in_metadata_is_no_half_in_the_text():
    ld = '<script type="application/ld+json">{"@type": "Article", "headline": "Ferry runs late \\ud83d", "author": "Ada \\udc00"}</script>'
    snap = _read(f"<html><head>{ld}</head><body><article>{BODY}</article>")
    assert (snap.title, snap.byline) == ("Ferry runs late \ufffd", "Ada \ufffd")
    assert snap.text.encode().startswith("Ferry runs late \ufffd".encode())


@pytest.mark.parametrize(
    "markup",
    [
        f'<p class="{"-" * 200_000}">',
        "<figure></figure>" * 20_000,
        '<i class="author"></i>' * 20_000,
        f"{'<div class=author>' * 400}{'x ' * 200_000}{'</div>' * 400}",
    ],
    ids=["dashes", "figures", "authors", "authors within authors"],
)
def test_names_without_end_cost_no_more_than_their_length(markup):
    assert sites.BODY[0] in _read(f"<html><body><article>{markup}{BODY}</article>").text
