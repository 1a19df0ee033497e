"""Pages: their main text, what they say of themselves, and walls."""

from datetime import date

import pytest

from bot.domain.papers.limits import Limits
from bot.domain.papers.reading import written
from bot.domain.papers.values import Paper, Written
from bot.errors import Unreadable

PARAGRAPHS = [
    f"The Parties shall review the supply of mineral number {number} within {number} months of "
    "the date of this Framework, and shall publish what they find."
    for number in range(2, 9)
]
ARTICLE = (
    "<article><h1>Framework on minerals</h1>"
    + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    + "</article>"
)


def page(body: str = ARTICLE, head: str = "", lang: str = "en") -> str:
    return f'<!DOCTYPE html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'


def read(
    markup: str | bytes,
    *,
    url: str | None = None,
    charset: str | None = None,
    limits: Limits | None = None,
) -> Written:
    body = markup.encode() if isinstance(markup, str) else markup
    paper = Paper(body, media_type="text/html", charset=charset, url=url)
    return written(paper, limits or Limits())


def test_the_main_text_is_kept_and_what_stands_around_it_is_not() -> None:
    around = "<nav><a href='/'>Home</a><a href='/all'>All news</a></nav>"
    foot = "<footer>Copyright of the Ministry. <a href='/x'>Imprint</a></footer>"
    lines = read(page(around + ARTICLE + foot)).text.split("\n")
    assert lines == ["Framework on minerals", *PARAGRAPHS]


def test_headings_lists_and_tables_are_lines() -> None:
    table = "<table><tr><th>What</th><th>By</th></tr><tr><td>Funds</td><td>1 May 2027</td></tr>"
    more = f"<h2>Article 2</h2><ul><li>one thing</li><li>(a) another</li></ul>{table}</table>"
    text = read(page(ARTICLE.replace("</article>", f"{more}</article>"))).text
    assert text.endswith("Article 2\n- one thing\n(a) another\nWhat | By\nFunds | 1 May 2027")


def test_a_page_without_paragraphs_keeps_all_its_text() -> None:
    text = read(page("<div>First line of it<br>second line of it<div>third</div></div>")).text
    assert text == "First line of it\nsecond line of it\nthird"


def test_furigana_is_left_out() -> None:
    ruby = "<ruby>署名<rp>(</rp><rt>しょめい</rt><rp>)</rp></ruby>"
    body = f"<p>両国は{ruby}から六か月以内に会合する。</p>"
    assert read(page(body, lang="ja")).text == "両国は署名から六か月以内に会合する。"


def test_what_is_hidden_is_not_read() -> None:
    body = "<p>The Parties meet.</p><p hidden>Not this.</p><p style='display: none'>Nor this.</p>"
    assert read(page(f"{body}<script>nor('this')</script>")).text == "The Parties meet."


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta property="article:published_time" content="2026-10-28T23:30:00-04:00">', ""),
        (
            '<script type="application/ld+json">[{"datePublished":"2026-10-28"}]</script>',
            "",
        ),
        ('<meta name="date" content="20261028">', ""),
        ("", '<time datetime="2026-10-28T09:00Z">Wednesday</time>'),
        (
            "",
            '<time itemprop="datePublished" datetime="2026-10-28"></time>'
            '<time datetime="2020-01-01"></time>',
        ),
    ],
    ids=["open graph", "linked data", "meta", "the only time", "marked time"],
)
def test_the_day_of_publication_is_found(head: str, body: str) -> None:
    assert read(page(body + ARTICLE, head)).published_on == date(2026, 10, 28)


def test_the_local_day_goes_before_its_neighbour_in_utc() -> None:
    head = '<meta property="article:published_time" content="2026-10-28T02:00:00+00:00">'
    time = '<time datetime="2026-10-27T22:00:00-04:00">October 27</time>'
    assert read(page(time + ARTICLE, head)).published_on == date(2026, 10, 27)


def test_the_day_is_found_in_the_address() -> None:
    found = read(page(), url="https://ministry.example/news/2026/10/28/framework")
    assert found.published_on == date(2026, 10, 28)


def test_a_date_in_the_text_is_not_the_day_of_publication() -> None:
    body = ARTICLE.replace("</article>", "<p>It ends on 30 June 2031.</p></article>")
    assert read(page(body)).published_on is None


def test_a_page_tells_its_title_publisher_language_and_address() -> None:
    head = (
        "<title>Framework on minerals | Ministry of Mines</title>"
        '<meta property="og:site_name" content="Ministry of Mines">'
        '<link rel="canonical" href="/framework">'
    )
    found = read(
        page("<p>The Parties meet.</p>", head, "en-GB"), url="https://mines.example/f?id=3"
    )
    assert (found.title, found.publisher) == ("Framework on minerals", "Ministry of Mines")
    assert (found.language, found.canonical_url) == ("en", "https://mines.example/framework")
    assert found.text == "Framework on minerals\n\nThe Parties meet."


def test_the_host_stands_for_a_publisher_who_is_not_named() -> None:
    found = read(page(), url="https://www.mines.example/framework")
    assert (found.publisher, found.canonical_url) == ("mines.example", None)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "http://[", "ftp://a/b"]
)
def test_an_address_of_another_kind_is_not_taken_for_the_pages_own(address: str) -> None:
    assert read(page(ARTICLE, f'<link rel="canonical" href="{address}">')).canonical_url is None


def test_a_paragraph_and_the_number_in_the_cell_before_it_are_one_line() -> None:
    rows = "".join(
        f"<table><tr><td><p>{number}.</p></td><td><p>{text}</p></td></tr></table>"
        for number, text in enumerate(PARAGRAPHS, start=1)
    )
    lines = read(page(rows)).text.split("\n")
    assert lines == [f"{number}. {text}" for number, text in enumerate(PARAGRAPHS, start=1)]


def test_text_that_was_wrapped_by_hand_is_joined() -> None:
    wrapped = (
        "The Parties to this Memorandum, wishing to work together in the field of\n"
        "minerals, shall within six months of the date of its signature set up a\n"
        "committee."
    )
    assert read(page(f"<pre>{wrapped}</pre>")).text == wrapped.replace("\n", " ")


def test_a_code_is_no_first_line() -> None:
    assert read(page("<p>The Parties meet.</p>", "<title>L_2026123EN</title>")).text == (
        "The Parties meet."
    )


JAPANESE = "両政府は、重要鉱物の供給を確保するため、署名の日から六か月以内に会合する。"


@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-8-sig", "utf-16", "shift_jis", "euc_jp", "iso2022_jp"]
)
@pytest.mark.parametrize("declared", [None, "utf-8", "iso-8859-1", "nonsense", "rot13"])
def test_japanese_is_read_whatever_the_server_declares(charset: str, declared: str | None) -> None:
    body = page(f"<p>{JAPANESE}</p>", lang="ja").encode(charset)
    assert read(body, charset=declared).text == JAPANESE


def test_the_pages_own_charset_is_believed_where_the_server_says_none() -> None:
    head = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1250">'
    body = page("<p>Smlouva o těžbě a dodávkách vzácných zemin.</p>", head, "cs").encode("cp1250")
    assert read(body).text == "Smlouva o těžbě a dodávkách vzácných zemin."


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("<h1>Sign in</h1><form><input name=a><input type=password></form>", "after a login"),
        ("<p>ログインしてください。</p>", "after a login"),
        (
            "<noscript>Please enable JavaScript to view this.</noscript><div id=app></div>",
            "scripts",
        ),
        ("<p>You need to enable JavaScript to run this app.</p>", "scripts"),
        ("<title>Just a moment...</title><p>Checking your browser</p>", "whether a person"),
        ("<p>We use cookies. Accept all cookies? Manage consent.</p>", "consent"),
        ("<img src=a.png><script>var a = 1</script>", "holds no text"),
    ],
    ids=["password", "japanese login", "noscript", "script", "robot", "consent", "nothing"],
)
def test_a_wall_is_named_in_one_sentence(body: str, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read(page(body))


def test_an_article_that_speaks_of_cookies_and_logins_is_no_wall() -> None:
    more = "<p>Log in to accept cookies; consent, cookies, cookies. Enable JavaScript.</p>"
    assert "cookies" in read(page(ARTICLE.replace("</article>", f"{more * 4}</article>"))).text


def test_a_hundred_thousand_nested_elements_end() -> None:
    body = "<p>The Parties meet.</p>" + "<div>" * 100_000 + "deep" + "</div>" * 100_000
    assert "The Parties meet." in read(page(body)).text


def test_nested_tables_and_lists_without_end_are_read() -> None:
    body = "<table><tr><td>cell<ul><li>item" * 2_000
    assert "cell" in read(page(body)).text


def test_a_page_of_ten_megabytes_is_read_up_to_the_limit() -> None:
    block = "<div class=row><p>The Parties shall meet in each year of this Framework.</p></div>"
    found = read(page(block * (10_000_000 // len(block))), limits=Limits(characters=20_000))
    assert len(found.text) <= 20_000
    assert found.notes == (f"Only the first {len(found.text):,} characters were read.",)


def test_a_megabyte_without_a_break_is_read() -> None:
    found = read(page(f"<p>{'1234567890' * 100_000}</p>"), limits=Limits(characters=1_000))
    assert len(found.text) == 1_000


def test_linked_data_that_is_nested_without_end_is_passed_over() -> None:
    head = f'<script type="application/ld+json">{"[" * 50_000}</script>'
    assert read(page(ARTICLE, head)).published_on is None
