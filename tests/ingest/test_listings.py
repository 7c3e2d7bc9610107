"""Feeds, sitemaps and lists, well made and badly: what they name, bounded; one reason where nothing can be read."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.ingest import check_address, read_url_list
from onrecord.ingest.listings import MAX_ENTRIES, MAX_FEED, read_listing, tell_kind
from onrecord.model import Entry, WatchKind

AT = "https://quay.example/news/feed"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
ITEM = b"<item><title>a</title><link>/a</link></item>"


def read(data, **told):
    return read_listing(data, AT, tell_kind(data, **told))


def urls(data, **told):
    return [entry.url for entry in read(data, **told).entries]


GOOD = {
    "RSS": b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Quay</title><item><title> The  pier </title>
        <link>/pier?id=3&amp;utm_source=rss#top</link><pubDate>Sat, 03 May 2031 11:00:00 +0200</pubDate></item></channel></rss>""",
    "RDF": b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="/x"><title>The pier</title>
        <link>https://quay.example/pier?id=3&amp;utm_source=rss</link><dc:date>2031-05-03T09:00:00Z</dc:date></item></rdf:RDF>""",
    "Atom": b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://quay.example/"><entry><title>The pier</title>
        <link rel="enclosure" href="pier.mp3"/><link rel="alternate" href="pier?id=3&amp;utm_source=rss"/>
        <updated>2031-05-03T09:00:00Z</updated></entry></feed>""",
    "JSON": b"""{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": 1, "title": "The pier",
        "url": "/pier?id=3&utm_source=rss", "date_published": "2031-05-03T11:00:00+02:00"}, {"url": 7}, 8]}""",
    "sitemap": f"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="{NEWS}"><url>
        <loc> https://quay.example/pier?id=3&amp;utm_source=rss </loc><n:news><n:publication_date>2031-05-03T09:00:00Z</n:publication_date>
        <n:title>The pier</n:title></n:news></url></urlset>""".encode(),
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize(
    "pack",
    [bytes, lambda data: b"\xef\xbb\xbf" + data, gzip.compress],
    ids=["as it is", "with a mark", "gzipped"],
)
def test_each_kind_names_pages(name, pack):
    listing = read(pack(GOOD[name]))
    assert listing.kind is (WatchKind.SITEMAP if name == "sitemap" else WatchKind.FEED)
    (entry,) = listing.entries
    assert entry.url == "https://quay.example/pier?id=3&utm_source=rss"
    assert (entry.title, entry.told, entry.kind) == ("The pier", "2031-05-03T09:00:00Z", WatchKind.PAGE)


def test_a_gzipped_sitemap_and_one_of_sitemaps():
    assert urls(gzip.compress(GOOD["sitemap"])) == ["https://quay.example/pier?id=3&utm_source=rss"]
    index = b"<sitemapindex><sitemap><loc>/a.xml</loc><lastmod>2031-05-03</lastmod></sitemap><sitemap><loc>/b.xml.gz</loc></sitemap></sitemapindex>"
    told = [(entry.url, entry.updated, entry.kind) for entry in read(index).entries]
    assert told == [
        ("https://quay.example/a.xml", "2031-05-03", WatchKind.SITEMAP),
        ("https://quay.example/b.xml.gz", None, WatchKind.SITEMAP),
    ]


def test_a_list_of_addresses(tmp_path):
    text = b"https://quay.example/a\n\n# not this: https://quay.example/b\nhttps://quay.example/a?utm_campaign=x\nftp://quay.example/c\n"
    listing = read(text, is_plain=True)
    assert [entry.url for entry in listing.entries] == ["https://quay.example/a"]
    assert [(bad.item, bad.reason) for bad in listing.refused] == [
        ("ftp://quay.example/c", "is not an http or https address")
    ]
    (tmp_path / "list.txt").write_bytes(text)
    assert list(read_url_list(tmp_path / "list.txt"))[2].item.endswith("list.txt, line 5")
    with pytest.raises(InputError, match="no such file"):
        list(read_url_list(tmp_path / "missing.txt"))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b" \n", "is empty"),
        (b"<!doctype html><html><body><rss>", "a page of HTML"),
        (b"<html><head><title>feed</title>", "a page of HTML"),
        (b"\x89PNG\r\n\x1a\n", "not text"),
        (b"Rain fell.", "something else"),
        (b"<rss version='2.0'><chan", "broken XML"),
        (b"<urlset><url><loc", "broken XML"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": {}}', 'without "items"'),
        (b'{"version": "https://jsonfeed.org/version/1", ', "is not JSON"),
        (b"<rss>" + b"x" * MAX_FEED, "too big"),
        (b"\x1f\x8b" + b"damaged", "damaged"),
        (gzip.compress(b"<urlset>" + b" " * 60_000_000), "too big"),
        (gzip.compress(b"<!doctype html><p>Our sitemap has moved"), "a page of HTML"),
        (gzip.compress(b"<?xml version='1.0'?><pages><page>/a</page></pages>"), "something else"),
    ],
)  # fmt: skip
def test_what_names_nothing_has_one_reason(data, reason):
    with pytest.raises(InputError, match=reason) as told:
        read(data)
    assert str(told.value).isprintable()


def test_broken_xml_gives_what_came_before_it_broke():
    assert urls(b"<rss version='2.0'><channel>" + ITEM + b"<item><link>/b</li")[0] == "https://quay.example/a"
    assert urls(b"<urlset><url><loc>/a</loc></url><url><lo") == ["https://quay.example/a"]


SECRET = "onrecord-secret"


def test_no_entity_is_resolved_and_no_file_read(tmp_path):
    (tmp_path / "secret").write_text(SECRET)
    head = (
        f"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY x SYSTEM '{tmp_path / 'secret'}'><!ENTITY y 'inner'>]>"
    )
    bodies = (
        "<rss version='2.0'><channel><item><title>&x;&y;</title><link>/a&x;</link></item></channel></rss>",
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>&x;</title><link href='/a'/></entry></feed>",
        "<urlset><url><loc>/a&x;</loc><title>&x;&y;</title></url></urlset>",
    )
    for body in bodies:
        try:
            assert SECRET not in repr(read((head + body).encode()))
        except InputError as err:
            assert SECRET not in str(err)
    with pytest.raises(InputError):  # a body that is the name of a file is not opened as one
        read_listing(str(tmp_path / "secret").encode(), AT, WatchKind.FEED)


def bomb(inner: bytes) -> bytes:
    entities = b"".join(b"<!ENTITY b%d '%s'>" % (n, b"&b%d;" % (n - 1) * 10) for n in range(1, 10))
    return b"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY b0 'aaaaaaaaaa'>" + entities + b"]>" + inner


@pytest.mark.parametrize(
    "inner",
    [
        b"<rss version='2.0'><channel><item><title>&b9;</title><link>/a</link></item></channel></rss>",
        b"<urlset><url><loc>/&b9;</loc></url></urlset>",
        b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='/a&b9;'/></entry></feed>",
    ],
)
def test_a_bomb_of_entities_does_not_go_off(inner):
    try:
        assert all(len(entry.url) + len(entry.title or "") < 3000 for entry in read(bomb(inner)).entries)
    except InputError as err:
        assert "broken XML" in str(err)


@pytest.mark.parametrize(
    "data",
    [
        b"<rss><channel><item>" + b"<a>" * 50_000,
        b"<urlset>" + b"<url>" * 100_000,
        b"<rss>" + b"<" * 200_000,
        b"<rss version='2.0'><channel>" + b"<![CDATA[" * 20_000,
        b"<urlset><url><loc>" + b"/a" * 2_000_000 + b"</loc></url></urlset>",
        b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 100_000,
    ],
    ids=["deep feed", "deep sitemap", "brackets", "cdata", "long", "deep JSON"],
)  # fmt: skip
def test_what_is_made_to_hurt_is_over_soon(data):
    try:
        assert len(read(data).entries) <= 1
    except InputError as err:
        assert str(err).isprintable()


@pytest.mark.parametrize(
    "data",
    [
        b"<rss version='2.0'><item>]><title type='html'>&#x110000;",
        b"<rss version='2.0'><dc:date>0000-00-00<? x ?></pubDate><!&#99999999999;",
        b"<rss><li><!</content><p xmlns='x:y:z'></title>]><rdf:RDF xmlns:rdf='x'><item><a </gml:pos>",
    ],
)
def test_a_feed_that_feedparser_breaks_on_has_one_reason(data):
    with pytest.raises(InputError, match="broken XML"):
        read(data)


@pytest.mark.parametrize("markup", [b"<a/>", b"<a b='' c=''/>"])
def test_a_sitemap_of_nothing_but_markup_is_refused_before_it_fills_the_memory(markup):
    with pytest.raises(InputError, match="markup is too long"):
        read(gzip.compress(b"<urlset>" + markup * 3_000_001))


def test_numbers_are_bounded_and_the_newest_taken():
    named = b"".join(
        b"<url><loc>/%d</loc><lastmod>2031-%02d-%02d</lastmod></url>" % (n, n // 28 % 12 + 1, n % 28 + 1)
        for n in range(60_000)
    )
    entries = read(b"<urlset>" + named + b"</urlset>").entries
    assert len(entries) == MAX_ENTRIES
    assert all(entry.told > "2031-12" for entry in entries)


@pytest.mark.parametrize(
    ("url", "whole"),
    [
        ("/a", "https://quay.example/a"),
        ("b?x=1#c", "https://quay.example/news/b?x=1"),
        ("//other.example/ü", "https://other.example/%C3%BC"),
        ("https://user:word@quay.example/", "https://quay.example/"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
    ],
)
def test_addresses_are_made_whole(url, whole):
    assert check_address(url, AT) == whole


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "mailto:a@b.example", "file:///etc/hosts", "data:text/html,x", "http://", "http://[::1", "https://a.example/" + "x" * 3000, "http://a\x00b/", "http://999999999999/",
     "http://xn--/a", "https://xn--99999$", "http://a.example:99999/", "http://a.example:99999999999999999999/"],
)  # fmt: skip
def test_what_is_no_address_of_a_page(url):
    try:
        assert check_address(url, AT) == "http://999999999999/"  # it is refused when it is asked for
    except InputError as err:
        assert "address" in str(err)


@given(st.binary(max_size=400), st.sampled_from(list(WatchKind)))
def test_nothing_but_a_reason_comes_of_any_bytes(data, kind):
    try:
        listing = read_listing(data, AT, kind)
    except InputError:
        return
    assert all(
        isinstance(entry, Entry) and entry.url.startswith(("http://", "https://"))
        for entry in listing.entries
    )


@given(st.text(max_size=60))
def test_an_address_is_whole_or_refused(url):
    try:
        whole = check_address(url, AT)
    except InputError:
        return
    assert whole == check_address(whole)
