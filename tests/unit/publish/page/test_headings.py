from arvio.publish.page.headings import contents_of, in_order, without_title


def test_takes_the_first_heading_as_the_title_and_what_is_below_as_the_introduction():
    pieces = ["", "<h1>A</h1>\n<p>b</p><h2>c</h2>", "<h1>D</h1>"]
    assert without_title(pieces) == ("A", "<p>b</p>", ["", "<h2>c</h2>", "<h1>D</h1>"])


def test_has_no_title_where_there_is_no_heading():
    assert without_title(["<p>b</p>"]) == ("", "", ["<p>b</p>"])


def test_levels_never_jump_and_never_reach_the_title():
    assert in_order(["<h4>a</h4>", "<h5>b</h5><h1>c</h1>"]) == [
        '<h2 id="section-1">a</h2>',
        '<h3>b</h3><h2 id="section-2">c</h2>',
    ]


def test_the_contents_are_the_sections():
    assert contents_of(['<h2 id="section-1">a &amp; b</h2>', "<h3>c</h3>"]) == (("section-1", "a &amp; b"),)
