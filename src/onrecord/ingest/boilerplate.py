"""What a site puts round its articles: subscribe, share, cookies, read more.

Only what is surely furniture counts: a line that is nothing but a button's label, or a short line
that asks the reader to do something with the site. Everything else stays body.
"""

import re

_LABELS = """
    accept, accept all, accept all cookies, accept cookies, ad, add as preferred source, ads,
    advertisement, advertisement continue reading below, all rights reserved, also read, article
    continues below, back to top, bookmark, click here, close, comment, comments, contact us, continue,
    continue reading, cookie policy, cookie settings, copied, copy link, copy url, download app,
    download the app, editors picks, email, email this article, facebook, fb, flipboard, follow, follow
    us, get the app, go to the mediabank, go to the photo bank, home, instagram, join the conversation,
    leave a comment, like, linkedin, listen, listen to article, listen to this article, load more,
    loading, log in, login, manage cookies, menu, messenger, more, more from, more like this, more news,
    more on this story, more stories, more to explore, more to read, most popular, most read, most
    viewed, newsletter, newsletters, next, next article, ok, our privacy policy, paid content,
    pinterest, play video, popular, post, previous, previous article, print, print this article, privacy
    policy, promoted, read also, read full article, read in app, read more, read more here, read next,
    read the full story here, recommended, recommended for you, reddit, register, register now, reject
    all, related, related article, related articles, related content, related links, related news,
    related stories, related story, related topics, reprints, save, save article, save for later, scroll
    down, search, see also, see more, send, share, share article, share on facebook, share on twitter,
    share on whatsapp, share on x, share this, share this article, share this page, share this post,
    share this story, share via email, show comments, show more, sign in, sign up, sign up now, skip ad,
    skip advertisement, skip to content, skip to main content, snapchat, sponsored, sponsored content,
    start your free trial, story continues, story continues after advertisement, story continues below,
    story continues below advertisement, subscribe, subscribe here, subscribe now, subscribe to our
    newsletter, subscribe today, tags, telegram, terms and conditions, terms of service, terms of use,
    thank you for subscribing, top stories today, topics, trending, trending now, tweet, tweet this,
    twitter, up next, view all, view comments, view gallery, view more, view on instagram, view on
    mastodon, view on threads, view this post on instagram, vkontakte, watch live now, watch more,
    watch now, whats app, whatsapp, you may also like, you might also like, youtube
"""
_BUTTONS = frozenset(" ".join(label.split()) for label in _LABELS.split(","))
_SOCIAL = (
    r"(?:facebook|twitter|instagram|telegram|whatsapp|youtube|linkedin|tiktok|google news|x\b|vk|reddit)"
)
_ASKS = re.compile(
    rf"""[\W_]*(?:
    (?:read|see|watch|also\ read|related|more|don[’']?t\ miss|recommended)
        \s*(?:more|also|next|stories|articles?|on\ this)?\s*[:»>|]
    |subscribe\ (?:to|here|now|for|today)\b|sign\ up\ (?:to|for|here|now|today)\b|sign\ in\ (?:to|with)\b
    |log\ in\ to\b|click\ here\b|tap\ here\b
    |follow\ (?:us|@\w+)\b|follow\ .{{2,60}}\ on\ {_SOCIAL}|(?:like|join|find|connect\ with)\ us\ on\b
    |(?:share|tweet|pin)\ (?:this|on|via|to)\b.{{0,30}}$
    |download\ (?:our|the)\ .{{0,30}}\bapp\b|get\ .{{2,60}}\ (?:in|to|delivered\ to)\ your\ inbox
    |we\ (?:and\ our\ partners\ )?(?:use|value|care\ about)\ (?:cookies|your\ privacy)
    |this\ (?:web)?site\ uses\ cookies
    |by\ (?:continuing|clicking|subscribing|signing\ up|using\ this)\b
        .{{0,150}}\b(?:cookies|terms|policy|agree|consent)
    |(?:©|\(c\)|copyright)\s.{{0,120}}\ball\ rights\ reserved|(?:copyright\s*)?©\s*\d{{4}}
    |copyright\ (?:©\ )?\d{{4}}|all\ rights\ reserved
    |this\ (?:material|article)\ may\ not\ be\ (?:published|reproduced|reprinted)
    |advertisement\ ?[-–—:.]|(?:article|story)\ continues\ (?:below|after)\b|support\ our\ journalism
    |\d{{1,3}}\ ?min(?:ute)?s?\ read\W*$|reading\ time\s*:
    |(?:view|show|read|leave)\ (?:all\ )?(?:\d{{1,6}}\ )?comments?\W*$|comments?\ ?\(\d{{1,6}}\)\W*$
    |\d{{1,6}}\ (?:comments?|shares?|views?|likes?|retweets?)\W*$
    |(?:send|email)\ (?:us\ )?(?:your\ )?(?:tips|feedback)\b
    |\d{{1,2}}[:.]\d{{2}}(?:\ ?[ap]\.?m\.?)?(?:\ [A-Z]{{2,4}})?$  # the hour of an entry, on a line of its own
    |skip\ to\ (?:main\ )?content|skip\ past\ newsletter
    |you\ have\ (?:\d+|no)\ (?:free\ )?articles?\ (?:left|remaining)|enter\ your\ e-?mail
    |already\ a\ (?:subscriber|member)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
MAX_BUTTON = 80  # characters; the longest label has 37, and signs may stand round it
MAX_WORDS = 30  # a longer line that begins like an appeal is prose until shown otherwise


def is_boilerplate(line: str) -> bool:
    """Say whether a line, trimmed, is the site's furniture and no part of the article.

    Example:
        >>> is_boilerplate("Subscribe"), is_boilerplate("Subscribe, she told them, or leave.")
        (True, False)
    """
    if len(line) > 12 * MAX_WORDS:
        return False
    if len(line) <= MAX_BUTTON:
        label = " ".join(re.sub(r"[^\w\s]", " ", line.lower().replace("'", "").replace("’", "")).split())
        if label in _BUTTONS:
            return True
    return len(line.split()) <= MAX_WORDS and bool(_ASKS.match(line))
