"""Bytes to text."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.ingest.decode import decode_text

ENGLISH = "“The harbour’s closed – no café opens before nine,” Zoë Brand said in Málaga. She paid £40.\n"
PLAIN_ENGLISH = "The café of Zoë Brand was closed. The mayor, José Núñez, said it would open in a year.\n"
RUSSIAN = "Мэр города заявил, что мост откроют осенью. Мы не торопимся, сказал он журналистам в пятницу.\n"
FRENCH = "Le maire a déclaré : « Nous n'avons pas été prévenus », après l'assemblée générale à Nîmes.\n"
POLISH = "Burmistrz powiedział, że most zostanie otwarty jesienią. Żadnych pieniędzy nie będzie, dodał.\n"
JAPANESE = "市長は橋が秋に開通すると述べた。急いでいません、と彼は語った。\n"


@pytest.mark.parametrize("times", [1, 50])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"), (ENGLISH, "utf-8-sig"), (ENGLISH, "utf-16"), (ENGLISH, "utf-16-le"), (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-32"), (ENGLISH, "cp1252"), (PLAIN_ENGLISH, "latin-1"), (FRENCH, "cp1252"), (POLISH, "iso8859-2"),
        (POLISH, "cp1250"), (RUSSIAN, "koi8-r"), (RUSSIAN, "cp1251"), (RUSSIAN, "iso8859-5"), (RUSSIAN, "utf-16"),
        (JAPANESE, "shift_jis"), (JAPANESE, "euc_jp"), ("", "utf-8"),
    ],
)  # fmt: skip
def test_an_encoding_is_detected(text, encoding, times):
    text = (text or "Only ASCII.\r\n\tNothing else.\n") * times
    assert decode_text(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="koi8-r">',
        "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=KOI8-R'>",
        '<?xml version="1.0" encoding="koi8-r"?>',
    ],
)
def test_what_a_page_declares_is_believed(head):
    text = f"{head}<p>ёж</p>"
    assert decode_text(text.encode("koi8-r")) == text


@pytest.mark.parametrize("name", ["utf-16", "UTF-16LE", "utf-32", "unicode"])
def test_a_page_that_can_be_read_so_far_is_not_wide_whatever_it_says(name):
    text = f'<meta charset="{name}"><p>Rain fell.</p>'
    for page in (text, f"{text} "):  # one of them has an even number of bytes
        assert decode_text(page.encode()) == page


@pytest.mark.parametrize(
    "declared", ["no-such-code", "utf-8", "base64", "rot13", "idna", "", "\0", "x" * 5000]
)
def test_what_is_declared_wrongly_is_not(declared):
    assert decode_text(ENGLISH.encode("cp1252"), declared) == ENGLISH


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("punycode", b"a " * 1_000_000 + b"-" + b"a" * 1_000_000),
        ("utf7", b"Rain +2AA- fell."),
        ("unicode_escape", b"Rain \\ud800 fell."),
        ("raw-unicode-escape", b"Rain \\ud800 fell."),
    ],
)
def test_a_codec_that_no_page_is_in_is_not_used(name, data):
    assert decode_text(data, name) == data.decode("ascii")
    assert decode_text(b'<meta charset="%s">' % name.encode() + data).endswith(data.decode("ascii"))


def test_a_mark_weighs_more_than_a_declaration():
    assert decode_text("ёж".encode("utf-16"), "latin-1") == "ёж"


def test_a_broken_byte_costs_itself_only():
    data = (ENGLISH * 100).encode()
    broken = data[:5000] + b"\xe2" + data[5000:]
    assert decode_text(broken).replace("\ufffd", "") == ENGLISH * 100


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\r\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF8 + b"\n "]
)
def test_empty(data):
    with pytest.raises(InputError, match=r"^is empty$"):
        decode_text(data)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + b"text " * 1000, b"%PDF-1.7 text", b"PK\x03\x04text", b"\x1f\x8btext", b"\x7fELF" + b"text" * 9,
        bytes(5000), bytes(range(256)) * 20, b"\x01\x02\x03\x04" * 1000, b"text " * 900 + bytes(8) + b"text", codecs.BOM_UTF8 + bytes(90),
    ],
)  # fmt: skip
def test_binary(data):
    with pytest.raises(InputError, match=r"^is not text: .*; give "):
        decode_text(data)


@given(st.binary(max_size=300), st.none() | st.text(max_size=20))
def test_any_bytes_are_text_or_one_clear_line(data, declared):
    try:
        text = decode_text(data, declared)
    except InputError as err:
        assert str(err).isprintable()
    else:
        assert text.strip()


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1).filter(
        lambda t: t.strip("\ufeff\u200b\xa0 ")
    )
)
def test_utf8_comes_back_as_it_was(text):
    assert decode_text(text.encode()) == text.removeprefix("\ufeff")
