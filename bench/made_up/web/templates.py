"""The sites of the made-up web: what each puts around an article. Their templates are in ``sites``."""

import json
import random
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup

from bench.made_up.web.articles import Article
from bench.made_up.web.furniture import FURNITURE, REMARKS
from bench.made_up.words import pick

SITES = ("modern", "blog", "amp", "live", "table", "microdata", "soup", "plain")
MOST_REMARKS = 6  # of readers, below a page


def render(article: Article, rng: random.Random) -> str:
    """The page of an article, ``{charset}`` where its charset is to be said; a site has one template.

    Args:
        article: what it says.
        rng: what varies from page to page of one site.
    """
    template = _template(SITES[sum(map(ord, article.outlet)) % len(SITES)])
    updated = article.updated
    return template.render(
        article=article,
        published=_iso(article.published),
        updated=_iso(updated) if updated else "",
        day=f"{article.published.day} {article.published:%B %Y}",
        updated_told=f"Updated: {updated.day} {updated:%B %Y, %H:%M}" if updated else "",
        build=f"{rng.randrange(16**6):06x}",
        remarks=[pick(rng, REMARKS) for _ in range(rng.randint(1, MOST_REMARKS))],
        linked_data=lambda kind: _linked_data(article, kind),
    )


@cache
def _template(site: str) -> Template:
    return _environment().get_template(f"{site}.html.j2")


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(Path(__file__).parent / "sites")
    env = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    env.globals.update(FURNITURE)
    return env


def _linked_data(article: Article, kind: str) -> Markup:
    """What a page says of itself in JSON-LD."""
    made = {
        "@context": "https://schema.org",
        "@type": kind,
        "headline": article.title,
        "datePublished": _iso(article.published),
        "dateModified": _iso(article.updated or article.published),
        "author": {"@type": "Person", "name": article.author},
        "publisher": {"@type": "Organization", "name": article.outlet},
        "mainEntityOfPage": article.url,
    }
    return Markup(f'<script type="application/ld+json">{json.dumps(made)}</script>')  # noqa: S704 - our own words


def _iso(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"
