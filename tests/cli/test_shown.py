"""What the commands write for people about the bundled sample keeps nobody out."""

import pytest

from tests.browser import NARROW, WIDE
from tests.cli.conftest import SAMPLE

PAGES = sorted((SAMPLE / "pages").iterdir())


@pytest.mark.parametrize(
    ("command", "with_records"),
    [(("trace", *PAGES), True), (("descend", *PAGES), True), (("compare", *PAGES[:2]), False)],
    ids=["trace", "descend", "compare"],
)
def test_nobody_is_kept_out(run, new_page, axe, tmp_path, command, with_records):
    out = tmp_path / "shown.html"
    records = ("--records", SAMPLE / "records", "--index", tmp_path / "index") if with_records else ()
    assert run(*command, *records, "--format", "html", "-o", out).code == 0
    for size, scheme in ((WIDE, "light"), (NARROW, "dark")):
        page = new_page(size=size, color_scheme=scheme)
        page.goto(out.as_uri())
        assert axe(page) == []
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert axe(page) == []
