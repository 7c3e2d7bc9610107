"""One made-up story, laid out as pages of many kinds are: what is body, caption and furniture is known."""

import json
from collections.abc import Callable
from html import escape

HEADLINE = "Sallow council puts off the vote on its tram line"
BYLINE = "Ines Harrowgate"
OUTLET = "The Lorrany Press"
PUBLISHED = "2031-04-03T08:15:00Z"
UPDATED = "2031-04-03T11:40:00Z"
BODY = (
    "The town council of Sallow has put off its vote on the tram line until the autumn, after a night of "
    "argument in which nobody left the chamber before two.",
    "“We are not ready, and I will not pretend that we are,” said Tove Brannick, who leads the council. "
    "“The drawings came on Monday. Nobody has read them.”",
    "Her opponents said the delay would cost the town its grant. Aldous Penhale, a shopkeeper who has sat on "
    "the council since 2019, called it “a slow way of saying no.”",
    "The line would run from the harbour to the hospital in eleven minutes; the bus takes thirty.",
    "Mr Penhale's motion to vote at once was lost by nine votes to eight.",
    "A spokeswoman for the Ministry of Works in Northmere said: “The money is there until the end of the "
    "year. After that it is for others to decide.”",
    "Residents of Quay Street, where the rails would pass within two metres of the doorsteps, have asked for "
    "a tunnel, which the engineers think would double the price.",
    "Ms Brannick said that she had heard them. “I grew up on that street,” she said.",
)
CAPTIONS = (
    "A tram of the old line rests in the depot at Hask, two winters ago.",
    "Rails stacked beside the fish market while the town waits.",
)
CREDIT = "Photograph: Odo Merrin/Fenwick Pictures"
FURNITURE = (
    "Sign up for our morning letter",
    "Seven bakeries worth the walk",
    "All cookies are accepted by reading on",
    "Most read in Lorrany",
    "Home Town Sport Weather Obituaries",
    "Dockers end strike over kettles",
    "Copyright 2031 Lorrany Press Holdings",
)
FURNITURE_WORDS = ("morning", "bakeries", "cookies", "lorrany", "obituaries", "kettles", "holdings")
CAPTION_WORDS = ("depot", "winters", "stacked", "market", "merrin", "fenwick")


def _paragraphs(tag: str = "p", close: bool = True) -> str:
    return "\n".join(f"<{tag}>{escape(p)}" + (f"</{tag}>" if close else "") for p in BODY)


def _head(extra: str = "") -> str:
    return f'<!doctype html><html lang=en><head><meta charset="utf-8"><title>{HEADLINE} - {OUTLET}</title>{extra}</head>'


def _json_ld(kind: str = "NewsArticle") -> str:
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Somewhere"},
            {
                "@type": [kind],
                "headline": HEADLINE,
                "datePublished": "2031-04-03T10:15:00+02:00",
                "dateModified": "2031-04-03T13:40:00+02:00",
                "author": [{"@type": "Person", "name": BYLINE}],
                "publisher": {"@type": "Organization", "name": OUTLET},
            },
        ],
    }
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def blog() -> str:
    """WordPress: an entry, its captions in paragraphs of class wp-caption-text, related posts below."""
    return f"""{
        _head(
            f'<meta property="article:published_time" content="{PUBLISHED}"><meta property="og:title" content="{HEADLINE}">'
            f'<meta property="article:modified_time" content="{UPDATED}"><meta name="author" content="{BYLINE}">'
            f'<meta property="og:site_name" content="{OUTLET}">'
        )
    }
<body class="post-template single"><div id="page"><header class="site-header"><nav>{
        FURNITURE[4]
    }</nav></header>
<div id="content"><article class="post hentry"><header><h1 class="entry-title">{HEADLINE}</h1>
<div class="entry-meta">by <a href="/author/ines">{BYLINE}</a></div></header><div class="entry-content">
<div class="wp-caption alignleft"><img src=x.jpg><p class="wp-caption-text">{CAPTIONS[0]}</p></div>
{_paragraphs()}
<div class="wp-caption"><img src=y.jpg><p class="wp-caption-text">{CAPTIONS[1]}</p></div>
</div><div class="sharedaddy sd-sharing"><ul><li>Share</li><li>Tweet</li></ul></div></article>
<div class="related-posts"><h3>{FURNITURE[3]}</h3><a href=/b>{FURNITURE[1]}</a></div></div>
<aside class="widget-area">{FURNITURE[0]}</aside><footer>{FURNITURE[6]}</footer></div></body></html>"""


def wire() -> str:
    """A wire: JSON-LD, figures with captions and credits, a dateline, furniture between paragraphs."""
    parts = [f"<p>{escape(p)}</p>" for p in BODY]
    parts[0] = f"<p>SALLOW, April 3 (NNA) - {escape(BODY[0])}</p>"
    parts.insert(
        2, f"<figure><img src=a><figcaption>{CAPTIONS[0]} <span>{CREDIT}</span></figcaption></figure>"
    )
    parts.insert(4, f'<div class="newsletter-signup"><p>{FURNITURE[0]}</p></div>')
    parts.insert(6, f"<figure><img src=b><figcaption><p>{CAPTIONS[1]}</p></figcaption></figure>")
    return f"""{_head(_json_ld())}<body><div role="banner">{FURNITURE[4]}</div><main><article><h1>{HEADLINE}</h1>
<div class="byline">By {BYLINE}</div>{"".join(parts)}</article></main><footer><p>{FURNITURE[6]}</p></footer></body></html>"""


def live() -> str:
    """A live page: entries, each in an article of its own with its time."""
    entries = "".join(
        f'<article class="post"><time datetime="2031-04-03T0{9 - i}:15:00Z">0{9 - i}.15</time><p>{escape(a)}</p><p>{escape(b)}</p></article>'
        for i, (a, b) in enumerate(zip(BODY[::2], BODY[1::2], strict=True))
    )
    figure = f"<figure><img src=a><figcaption>{CAPTIONS[0]}</figcaption></figure>"
    return f"""{_head(_json_ld("LiveBlogPosting"))}<body><nav>{FURNITURE[4]}</nav><main><h1>{HEADLINE}</h1>{figure}
<div class="timeline">{entries}</div></main><aside>{FURNITURE[3]}<p>{FURNITURE[1]}</p></aside></body></html>"""


def amp() -> str:
    """AMP: custom elements, a caption in a figure round amp-img, a sidebar element, a consent box."""
    return f"""<!doctype html><html ⚡><head><meta charset=utf-8><title>{HEADLINE}</title>{_json_ld()}</head><body>
<amp-sidebar id=side><ul><li>{FURNITURE[4]}</li></ul></amp-sidebar><amp-consent><div id=consent>{FURNITURE[2]}</div></amp-consent>
<article class="amp-wp-article"><h1 class="amp-wp-title">{HEADLINE}</h1><div class="amp-wp-article-content">
<figure><amp-img src=x width=1 height=1></amp-img><figcaption>{CAPTIONS[0]}</figcaption></figure>
{_paragraphs()}<amp-ad width=300 height=250><p>{FURNITURE[5]}</p></amp-ad></div></article><footer>{FURNITURE[6]}</footer></body></html>"""


def paywalled() -> str:
    """A paywalled page that holds its text; the wall is laid over it."""
    return f"""{_head(_json_ld())}<body><div class="paywall-overlay"><p>{FURNITURE[0]}</p><button>Subscribe now</button></div>
<div class="story paywall-active"><h1>{HEADLINE}</h1><section class="story-body subscriber-content">{_paragraphs()}</section></div>
<div class="cookie-banner">{FURNITURE[2]}</div></body></html>"""


def nested_divs() -> str:
    """Every paragraph in divs of its own, ten deep, no element that says what it is."""
    blocks = "".join(
        "<div><div class=x7f><div><span>" + escape(p) + "</span></div></div></div>" for p in BODY
    )
    return f"""<html><head><title>{HEADLINE} | {OUTLET}</title><meta property="og:site_name" content="{OUTLET}"></head><body>
<div><div class=nav-bar><ul><li><a href=/>Home</a></li><li><a href=/t>Town</a></li></ul></div>{"<div>" * 10}<div class=h>{HEADLINE}</div>{blocks}
<div class="image-caption">{CAPTIONS[0]}</div>{"</div>" * 10}</div></body></html>"""


def table_layout() -> str:
    """The last century: a page laid out in tables, a menu in one cell and the story in another."""
    return f"""<HTML><HEAD><TITLE>{HEADLINE}</TITLE></HEAD><BODY BGCOLOR=white><TABLE BORDER=0><TR><TD WIDTH=120><A HREF=/>Home</A><BR>
<A HREF=/s>Sport</A><BR><A HREF=/w>Weather</A></TD><TD><FONT SIZE=5><B>{HEADLINE}</B></FONT><P>{"<P>".join(map(escape, BODY))}
</TD></TR></TABLE></BODY></HTML>"""


def unclosed() -> str:
    """Tags never closed, wrongly nested, and an attribute that is never ended."""
    return f"""<html><head><title>{HEADLINE}</title><body><div class=main><article><h1>{HEADLINE}<h1>
<b><i>{_paragraphs(close=False)}</b><p><figure><img src="a.jpg><figcaption>"><figcaption>{CAPTIONS[0]}</figure>"""


def no_title() -> str:
    """Neither a title nor a heading."""
    return f"<html><body><main>{_paragraphs()}</main></body></html>"


def line_breaks() -> str:
    """Paragraphs that are only breaks in one div."""
    text = "<br><br>\n".join(map(escape, BODY))
    return f"{_head()}<body><h1>{HEADLINE}</h1><div class=text>{text}</div><div class=footer><small>{FURNITURE[6]}</small></div></body></html>"


def microdata() -> str:
    """Microdata, the dates in time elements, an article body marked as such beside related articles."""
    return f"""{_head()}<body><div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop=headline>{HEADLINE}</h1>
<span itemprop=author>{BYLINE}</span><time itemprop=datePublished datetime="2031-04-03T10:15:00+02:00">3 April</time>
<time itemprop=dateModified datetime="2031-04-03T13:40+02:00">3 April</time><div itemprop=articleBody>{_paragraphs()}
<div class="media-caption">{CAPTIONS[1]}</div></div></div>
<div class="teasers"><article><h3>{FURNITURE[1]}</h3></article><article><h3>{FURNITURE[5]}</h3></article></div></body></html>"""


def broken_up() -> str:
    """The story in sections with related boxes, pull-outs and a hidden block between."""
    thirds = [BODY[:3], BODY[3:5], BODY[5:]]
    sections = f'<div class="related-box"><h4>Read more</h4><p>{FURNITURE[1]}</p></div>'.join(
        "<section>" + "".join(f"<p>{escape(p)}</p>" for p in third) + "</section>" for third in thirds
    )
    return f"""{_head(_json_ld())}<body><article><h1>{HEADLINE}</h1>{sections}
<div style="display: none"><p>{FURNITURE[5]}</p></div><template><p>{FURNITURE[3]}</p></template></article></body></html>"""


STYLES: tuple[Callable[[], str], ...] = (
    blog, wire, live, amp, paywalled, nested_divs, table_layout, unclosed, no_title, line_breaks, microdata, broken_up,
)  # fmt: skip
