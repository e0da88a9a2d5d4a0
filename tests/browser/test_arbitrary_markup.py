"""What passes the inspection of pages runs, loads and sends nothing as a real browser reads it.

The inspection reads a page with the parser of the standard library, or takes it apart at its brackets. Where a browser
reads on otherwise (a style in a drawing, a comment without an end, quotes in the end of an element), something that the
inspection took for a text would run. So the same markup is given to both.
"""

import random
from pathlib import Path

from arvio.errors import ArvioError
from arvio.publish.page.inspection import check_page

from ..faults.fuzzing import FUZZ, TRIED

AT_ONCE = 3000
PIECES = (
    *("<", ">", "</", "/>", '"', "'", "=", "&", " ", "\n", "\t", "\r", "\f", "\x00", "!", "?", "-", "--", "]]>", "x"),
    *("<p", "<P ", "<br", "</p>", "<b>", "<b a='", '<b title="', "<p title='", ' id="', " title='", " alt=a", "<a<b "),
    *("<svg>", "</svg>", "<svg><path ", "<desc>", "<title>", "</title>", "</title ", "<style>", "</style>", "<STYLE>"),
    *("</style >", "<svg><style>", "<svg><title>", "<math>", "<math><style>", "<mtext>", "<foreignObject>", "<set "),
    *("<script>", "</script>", "</script ", "<script>1</script>", "<textarea>", "</textarea>", "<xmp>", "<noscript>"),
    *("<noembed>", "<noframes>", "<plaintext>", "<template>", "<select>", "<option>", "<table>", "<td>", "<frameset>"),
    *("<!DOCTYPE html>", "<!doctype a [", "<!-- ", "-->", "--!>", "<!-->", "<!--->", "<![CDATA[", "<![if a]>", "<![a["),
    *("<?xml", "&lt;script&gt;", "&quot;>", "&#0;", '<a href="#a">', '<i id="</style>', '<i id="</title>', "<p a=<b "),
    *("<img src=x onerror=1>", '<img src="data:image/png;base64,a" onerror="1">', "<p/onclick=1>", "<p\x0conclick=1>"),
    *(
        "<p title='a'onclick=1>",
        "<body onload=1>",
        "<html onload=1>",
        "<svg onload=1>",
        " onclick=1 ",
        "<p x=`a onclick=1>",
    ),
    *('<a href="javascript:1">', '<a href="&#106;avascript:1">', '<a href="java\tscript:1">', "<a href=javascript:1>"),
    *('<svg><a xlink:href="javascript:1">', "<a href=x href=javascript:1>", '<use href="x#a">', "<base href=x>"),
    *(
        '<p style="background:URL(x)">',
        '<p style="background:u\\72l(x)">',
        "<p style=\"background:image-set('x' 1x)\">",
    ),
    *("<p style='background:url(#a)'>", "<link rel=stylesheet href=x>", "<iframe>", "</iframe>", "<object data=x>"),
    *(
        '<meta http-equiv=refresh content="0;url=x">',
        '<set attributeName=href to="javascript:1">',
        "<embed>",
        "<input>",
    ),
    *("<form action=x>", "</form>", "<video src=x>", "<button>", '<annotation-xml encoding="text/html">', "<mi>"),
)
ACTIVE = """pages => pages.map(page => {
  const found = [];
  const elements = "script iframe object embed form input button link base audio video use frame frameset set animate";
  const loading = "src srcset poster background action formaction data ping";
  const walk = root => root.querySelectorAll("*").forEach(element => {
    const tag = element.localName.toLowerCase();
    if (elements.split(" ").includes(tag)) found.push(tag);
    if (tag === "meta" && /refresh/i.test(element.httpEquiv)) found.push("refresh");
    if (element.style && /url\\((?!"?#)|image-set/.test(element.style.cssText)) found.push("style");
    for (const {name, value} of element.attributes) {
      if (/^on/i.test(name)) found.push(name);
      if (loading.split(" ").includes(name) && !/^\\s*data:image\\//i.test(value)) found.push(name);
      if (/^(xlink:)?href$/.test(name) && /^\\W*j\\s*a\\s*v\\s*a\\s*s/i.test(value)) found.push(name);
    }
    if (element.content && element.content.querySelectorAll) walk(element.content);
  });
  walk(new DOMParser().parseFromString(page, "text/html"));
  return found;
})"""


def test_what_the_inspection_lets_through_is_harmless_to_a_browser(browser):
    chance = random.Random(None if FUZZ else 1)
    page = browser.new_page()
    n_harmless = 0
    for _ in range(FUZZ // 10 or 6):
        tried = ["".join(chance.choices(PIECES, k=chance.randint(2, 9))) for _ in range(AT_ONCE)]
        TRIED[__name__] += len(tried)
        passed = [one for one in tried if passes(one)]
        found = page.evaluate(ACTIVE, passed)
        assert {one: active for one, active in zip(passed, found, strict=True) if active} == {}
        n_harmless += len(passed)
    page.close()
    assert n_harmless


def test_a_browser_finds_what_is_not_harmless(browser):
    page = browser.new_page()
    harmful = ["<svg><style><script>", "<p/onclick=1>", "<a href='java\tscript:1'>", '<p style="background:u\\72l(x)">']
    assert all(page.evaluate(ACTIVE, harmful))
    page.close()


def passes(markup: str) -> bool:
    try:
        check_page(markup, "page.html", Path("/srv/project"))
    except ArvioError:
        return False
    return True
