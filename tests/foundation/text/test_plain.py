from evenhand.foundation.text.plain import html_to_text
from evenhand.foundation.text.quotes import fold_quotes


def test_paragraphs_breaks_and_items_become_lines() -> None:
    html = "<p>Hello<br>there</p><ul><li>one</li><li>two</li></ul><p>bye</p>"

    assert html_to_text(html) == "Hello\nthere\n\n- one\n- two\n\nbye"


def test_a_link_shows_where_it_leads_unless_its_words_do() -> None:
    assert html_to_text('<a href="https://x.example/a">here</a>') == "here <https://x.example/a>"
    assert html_to_text('<a href="https://x.example/a">https://x.example/a</a>') == "https://x.example/a"
    assert html_to_text('<a href="mailto:a@b.example">a@b.example</a>') == "a@b.example"


def test_tables_read_row_by_row() -> None:
    assert (
        html_to_text("<table><tr><td>ring</td><td>52</td></tr><tr><td>box</td></tr></table>")
        == "ring  52\nbox"
    )


def test_scripts_styles_and_titles_are_not_words() -> None:
    assert (
        html_to_text("<title>t</title><style>p{}</style><script>x()</script><p>only this</p>") == "only this"
    )


def test_spaces_in_the_source_do_not_show_but_preformatted_ones_do() -> None:
    assert html_to_text("<p>  a \n  b </p>") == "a b"
    assert html_to_text("<pre>a\n  b</pre>") == "a\n  b"


def test_quotations_are_marked_so_that_they_can_be_folded() -> None:
    html = (
        "<div>Please refund.</div><div>On Mon, Nov 16, 2026 at 9:00 AM Shop &lt;a@b.example&gt; wrote:"
        "<blockquote>Old <p>text</p></blockquote></div>"
    )

    text = html_to_text(html)

    assert "> Old" in text
    assert fold_quotes(text)[0] == "Please refund."
