"""Names on a page in capitals throughout."""

from onrecord.model import Snapshot
from onrecord.resolve.cast import Cast
from onrecord.resolve.page import read_page
from onrecord.resolve.shouted import find_shouted


def test_a_possessive_in_capitals_is_no_part_of_the_name():
    page = read_page(Snapshot("p", "MAYOR ADA CRANE'S AIDE SAID NO. ADA CRANE SAID YES."))
    names = find_shouted(page)
    assert [name.text for name in names] == ["ADA CRANE", "ADA CRANE"]
    assert [figure.name for figure in Cast(page, names, {}).figures] == ["Ada Crane"]
