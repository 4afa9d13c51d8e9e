from paths.shared.markdown import block, inline, plain_text


def test_raw_html_is_shown_as_text():
    assert "<script>" not in block("<script>alert(1)</script>")
    assert "&lt;script&gt;" in inline("<script>alert(1)</script>")


def test_links_lead_away_without_telling_where_from():
    html = inline("[docs](https://example.com)")
    assert 'href="https://example.com"' in html
    assert 'rel="noopener nofollow"' in html


def test_a_link_that_runs_script_is_no_link():
    assert "href" not in inline("[x](javascript:alert(1))")


def test_pictures_from_elsewhere_are_not_fetched():
    assert "<img" not in block("![x](https://example.com/x.png)")


def test_headings_in_a_text_stay_below_those_of_the_page():
    assert block("# Big") == "<h4>Big</h4>\n"
    assert block("##### Small", 2) == "<h2>Small</h2>\n"


def test_a_line_without_markup_is_only_escaped():
    assert inline("C++ & SQL") == "C++ &amp; SQL"


def test_plain_text_is_what_a_person_reads():
    assert plain_text("**Know** `SQL` [here](https://example.com)") == "Know SQL here"
