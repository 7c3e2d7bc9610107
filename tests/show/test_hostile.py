"""Text from the web is hostile: whatever it holds, the report shows it and runs none of it."""

from dataclasses import replace

import pytest

from onrecord.model import Reading
from tests.show.build import PAGE, lighthouse

SHOWN_AS_A_SIGN = dict.fromkeys(map(ord, "\u202e\u202c\u2066\u2069\x1b\x00"), "�")

HOSTILE = (
    "<script>document.title='owned'</script>",
    "</style><style>*{display:none}</style>",
    "</title></head><body onload=\"document.title='owned'\">",
    "<img src=x onerror=\"document.title='owned'\">",
    "\"' onmouseover='document.title=1' x=\"",
    "<a href=\"javascript:document.title='owned'\" id=p1-s1>here</a>",
    "<svg><script>document.title='owned'</script></svg>",
    "<base href=//evil.example/><form action=//evil.example/><button>Go</button></form>",
    "{{ 7*7 }}{% raw %}<!-- --><![CDATA[",
    "\u202egnp.exe\u202c \u2066isolated\u2069 \x1b[31m \x00",
)


def lighthouse_with(attack: str) -> Reading:
    """The lighthouse with an attack in every text that a page or a record brings."""
    reading = lighthouse(
        PAGE.replace("in 1871", f"in {attack}").replace("that Crane", f"that {attack} Crane")
    )
    (trace,) = reading.traces["s1"]
    passage = replace(trace.passage, before=attack, after=attack, speaker=attack, title=attack, date=attack)
    drift = tuple(replace(d, kind=attack, reason=attack) for d in trace.drift)
    trace = replace(trace, passage=passage, drift=drift, reasons=(attack,), others=(passage,))
    first = reading.attributions[0]
    entity = replace(first.entity, name=attack, role=attack, reasons=(attack,))
    return replace(
        reading,
        snap=replace(
            reading.snap,
            title=attack,
            outlet=attack,
            byline=attack,
            published=attack,
            url=f"javascript:{attack}",
        ),
        attributions=(replace(first, id=attack, entity=entity), *reading.attributions[1:]),
        traces=reading.traces | {attack: (trace,)},
    )


@pytest.mark.parametrize("attack", HOSTILE)
def test_hostile_text_is_only_text(show, complaints, attack):
    page = show(lighthouse_with(attack))
    notes = []
    for number in (4, 2, 1):
        page.click(f"#p1-s{number}-chip")
        notes.append(page.text_content(".note.open"))
    assert page.title() == "On Record: 1 of 3 quotes differs gravely from the record"
    assert complaints == []  # not even a refusal by the policy: nothing was tried
    assert page.locator("script").count() == 1
    assert page.locator("style").count() == 1
    assert page.locator("img, svg, iframe, form, base, [onload], [onmouseover]").count() == 0
    assert page.locator('a:not([href^="#"])').count() == 0
    for shown in (page.text_content(".paper"), *notes[1:]):
        assert attack.translate(SHOWN_AS_A_SIGN) in shown
        assert not set(shown) & set(map(chr, SHOWN_AS_A_SIGN))


def test_the_policy_stops_a_script_that_gets_in(show, complaints):
    """The second wall: were some text left unescaped, the browser would still run none of it."""
    page = show(lighthouse())
    into_the_page = """() => {
        const text = document.createElement('div');
        text.innerHTML = `<img src="data:," onerror="document.title = 1"><a href="javascript:document.title = 2">x</a>`;
        const script = document.createElement('script');
        script.textContent = 'document.title = 3';
        document.body.append(text, script);
        text.querySelector('a').click();
    }"""
    page.evaluate(into_the_page)
    assert page.title().startswith("On Record: ")
    refusals = [line for line in complaints if "Content Security Policy" in line]
    assert len(refusals) >= 3
    assert refusals == complaints
    complaints.clear()


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "file:///etc/passwd"]
)
def test_only_web_addresses_become_links(show, url):
    reading = lighthouse()
    page = show(replace(reading, snap=replace(reading.snap, url=url)))
    assert page.get_by_role("link", name="the page itself").count() == 0
    page = show(replace(reading, snap=replace(reading.snap, url="https://echo.example/?a=1&b='\"")))
    link = page.get_by_role("link", name="the page itself")
    assert link.evaluate("link => link.href") == "https://echo.example/?a=1&b=%27%22"
    assert link.get_attribute("rel") == "noopener noreferrer nofollow"


def test_wide_letters_and_right_to_left_keep_their_place(show):
    words = "灯台は1871年に建てられた。 המגדלור נבנה 🏮"
    reading = lighthouse()
    text = PAGE.replace("The lighthouse was built in 1871.", words)
    page = show(replace(reading, snap=replace(reading.snap, text=text), own_voice=()))
    assert words in page.text_content(".paper")
