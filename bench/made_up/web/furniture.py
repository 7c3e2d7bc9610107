"""What stands around the articles of the made-up web: menus, banners, scripts, readers' remarks."""

import json

from markupsafe import Markup

_SECTIONS = "Home|News|Local|Country|World|Money|Farming|Shipping|Weather|Sport|Racing|Theatre|Books|Letters"
REMARKS = """
    “I have never read such nonsense,” said nobody ever.
    As my neighbour says: “Give them a bucket and they will ask for a pump.”
    First!
    Who pays for this? “We do,” that is who.
    He said “trust me” last year, too.
""".strip().splitlines()


def _navigation() -> str:
    """A menu of fourteen sections with two entries each, and a search form."""
    items = ""
    for name in _SECTIONS.split("|"):
        path = f"/{name.lower()}"
        inner = "".join(
            f'<li><a href="{path}/{kind}">{name} {kind}</a></li>' for kind in ("today", "archive")
        )
        items += f'<li class="menu-item"><a href="{path}">{name}</a><ul class="sub">{inner}</ul></li>\n'
    return f"""<a class="skip-link" href="#main">Skip to content</a>
<nav class="main-menu" aria-label="Main"><ul>{items}</ul>
<form action="/find" role="search"><input name="q" placeholder="Search"><button>Go</button></form></nav>
"""


def _rules() -> str:
    return "\n".join(
        f".c{i}{{margin:{i % 7}px;padding:{i % 5}px;color:#{i * 9173 % 4096:03x};font-size:{i % 9 + 10}px}}"
        for i in range(180)
    )


def _scripts() -> str:
    """A script with markup in its strings."""
    functions = "".join(f'function f{i}(a,b){{return a<b?"<p>{i}</p>":b*{i * 31 % 97}}};' for i in range(150))
    return f"<script>window.dataLayer=window.dataLayer||[];{functions}</script>\n"


def _state() -> str:
    items = [{"id": i, "kind": "card", "seen": i % 3 == 0, "to": f"/c/{i * 7919}"} for i in range(250)]
    return f'<script id="__STATE__" type="application/json">{json.dumps({"items": items})}</script>\n'


_CONSENT = """<div id="cookie-banner" class="cookie-consent" role="dialog">
<p>We and our 412 partners store cookies on your device. You may accept all of them, or choose.</p>
<button>Accept</button><button>Choose</button></div>
"""
_SHARE = """<div class="share-buttons"><a href="#" title="Send">Send to a friend</a> <a href="#">Print</a>
<a href="#">Copy the link</a></div>
"""
_ADVERT = """<div class="advertisement"><span>Advertisement</span><iframe src="https://ads.example/1"></iframe></div>
"""
_FOOTER = """<footer class="site-footer"><ul><li><a href="/about">About us</a></li>
<li><a href="/jobs">Work for us</a></li><li><a href="/terms">Terms of use</a></li></ul>
<form class="newsletter"><label>Sign up for our newsletter<input name=mail></label></form>
<p>All rights reserved.</p></footer>
"""
FURNITURE = {
    name: Markup(markup)  # noqa: S704 - our own words
    for name, markup in {
        "NAVIGATION": _navigation(),
        "RULES": _rules(),
        "STYLE": f"<style>{_rules()}</style>\n",
        "SCRIPTS": _scripts(),
        "STATE": _state(),
        "CONSENT": _CONSENT,
        "SHARE": _SHARE,
        "ADVERT": _ADVERT,
        "FOOTER": _FOOTER,
    }.items()
}
