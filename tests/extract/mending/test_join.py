"""Quotations given whole to one speaker."""

from onrecord.extract.draft import Draft
from onrecord.extract.mending.join import fill_quotations
from onrecord.model import Span
from onrecord.text.quotes import quoted_spans


def test_who_says_something_within_a_quote_has_none_of_it():
    text = "Dunn told the court: “She said it was a gift. I said, ‘What, all of it?’”"

    def span(words):
        return Span(text.index(words), text.index(words) + len(words))

    teller = Draft([span("Dunn")], [span("told")], [span("“She said it was a gift")])
    within = Draft([span("I")], [span("said,")], [span("‘What, all of it?’”")])
    assert fill_quotations([teller, within], quoted_spans(text)) == [teller]
    assert teller.content == [span("“She said it was a gift. I said, ‘What, all of it?’”")]
