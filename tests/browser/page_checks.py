"""Our own checks of a page, where axe is blind. Each returns the faults it found, in words; none means well.

The first ones read the page's HTML; the others look at the page in a browser, at the size the caller has set.
"""

import re
import threading
from collections import Counter
from collections.abc import Iterator

import pypdfium2
from lxml import html as markup
from lxml.html import HtmlElement
from playwright.sync_api import Page

_ONE_PDF_AT_A_TIME = threading.Lock()
"""PDFium, which reads PDFs, crashes where two threads use it at once."""
SHORTEST_DESCRIPTION, LONGEST_DESCRIPTION = 20, 300
SMALLEST_LABEL_PIXELS = 11
CHARACTERS_IN_A_LINE = range(55, 76)
FILE_NAME = re.compile(
    r"\.(png|svg|jpe?g|gif|ipynb|html)\b|^[0-9a-f-]{16,}$|description has been provided|^image$", re.IGNORECASE
)
COMPARISON = re.compile(
    r"\d|\b(more|less|higher|lower|most|least|than|same|no one|withheld|"
    r"enemmän|vähemmän|suurempi|pienempi|eniten|vähiten|kuin|sama|salattu|ei ole)",
    re.IGNORECASE,
)
NOT_A_NUMBER = re.compile(
    r"\b\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})?|\b\d{1,2}\.\d{1,2}\.?(?=[–-]\d{1,2}\.\d{1,2}\.)"  # 4.4.2023, 1.2.–3.4.2023
    r"|\b\d+\.\d+\.\d+\b|\b[0-9a-f]{12,}\b|\b\d{4}-\d{2}(?:-\d{2})?\b|\b\d{4}-(?:H[12]|Q[1-4]|[12])\b"  # versions, days
    r"|\b10\.\d{4,}/\S+"  # DOI
)
HIDDEN = re.compile(r"[\s\u00ad\u200b\u2010\ufffe\u0002-]+")
"""What a line break on paper may add or take away: white space, hyphens, and PDFium's marks for them."""
PAGE_NUMBER = re.compile(r"\A\s*\d+ / \d+\s+")
"""At the foot of each sheet, and first in its text."""


def alt_text_faults(page: str) -> list[str]:
    """Images whose alternative text is no description: too short or long, a placeholder, a file name, no figure."""
    texts = [image.get("alt", "") for image in _tree(page).iter("img")]
    texts += [_text(description) for description in _tree(page).iter("desc")]
    return [fault for text in texts for fault in _description_faults(text)]


def svg_name_faults(page: str) -> list[str]:
    """Drawings without role, title or a description of fitting length."""
    faults = []
    for place, svg in enumerate(_outer_svgs(page), start=1):
        title, description = (
            _text(found) if (found := svg.find(name)) is not None else "" for name in ("title", "desc")
        )
        if svg.get("role") != "img":
            faults.append(f"svg {place}: role is {svg.get('role')!r}, not 'img'")
        if not title:
            faults.append(f"svg {place}: no title")
        if not SHORTEST_DESCRIPTION <= len(description) <= LONGEST_DESCRIPTION:
            faults.append(f"svg {place}: a description of {len(description)} characters")
    return faults


def glyph_path_faults(page: str) -> list[str]:
    """Drawings whose letters are paths, which nobody can search, select or enlarge."""
    faults = []
    for place, svg in enumerate(_outer_svgs(page), start=1):
        if svg.xpath(".//*[starts-with(@id, 'text_')][.//use or .//path][not(.//text)]"):
            faults.append(f"svg {place}: text drawn as paths")
        if svg.xpath(".//defs//*[self::path or self::g][contains(@id, 'DejaVu') or starts-with(@id, 'glyph')]"):
            faults.append(f"svg {place}: glyphs in its definitions")
        if not svg.xpath(".//text"):
            faults.append(f"svg {place}: no text at all")
    return faults


def table_faults(page: str) -> list[str]:
    """Tables without caption, scopes or row headers."""
    return [
        f"table {place} ({_text(table)[:40]}…): {fault}"
        for place, table in enumerate(_tree(page).iter("table"), start=1)
        for fault in _faults_of_table(table)
    ]


def language_and_title_faults(page: str, language: str, words: list[str]) -> list[str]:
    """A page in another language than its run asked for, or whose title lacks words that name it."""
    tree = _tree(page)
    title = tree.findtext("head/title") or ""
    faults = [f"the title {title!r} lacks {word!r}" for word in words if word not in title]
    if tree.get("lang") != language:
        faults.append(f"the language is {tree.get('lang')!r}, not {language!r}")
    return faults


def nordic_number_faults(page: str) -> list[str]:
    """Numbers of a Finnish or Swedish page that are written as in English: 4.5, 10%, -3, 1,743."""
    patterns = {
        "decimal point": r"\d\.\d",
        "% without a no-break space before it": r"(?<!\u00a0)%",
        "hyphen for a minus": r"(?<![\w\u2013-])-\d",
        "thousands without a no-break space": r"\d{5,}|(?<![\d,])(?!19|20)\d{4}|\d \d{3}(?!\d)|\d,\d{3}(?!\d)",
    }
    texts = [NOT_A_NUMBER.sub("", text) for text in _text_nodes(page)]
    return [
        f"{name}: {text.strip()[:80]!r}"
        for text in texts
        for name, pattern in patterns.items()
        if re.search(pattern, text)
    ]


def small_label_faults(page: Page) -> list[str]:
    """Letters within a drawing that are shown smaller than 11 px at the width the page has now."""
    labels = page.evaluate(
        """() => [...document.querySelectorAll('svg text')].filter(text => text.checkVisibility()).map(text => {
          let svg = text.closest('svg');
          while (svg.parentElement.closest('svg')) svg = svg.parentElement.closest('svg');
          const scale = svg.viewBox.baseVal.width ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
          return [text.textContent.trim(), parseFloat(getComputedStyle(text).fontSize) * scale];
        })"""
    )
    return [f"{pixels:.1f} px: {text!r}" for text, pixels in labels if text and pixels < SMALLEST_LABEL_PIXELS]


def lost_in_print_faults(page: Page, sheets: list[str] | None = None) -> list[str]:
    """Cells of tables whose text does not come out on A4, or on sheets that were printed otherwise."""
    cells = page.evaluate(
        """() => [...document.querySelectorAll('td, th')].map(cell => {
          const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
          let shown = '';
          while (texts.nextNode()) {
            const element = texts.currentNode.parentElement;
            const isHeard = element.closest('.hidden');  // words for screen readers only
            if (!isHeard && element.getBoundingClientRect().width > 1) shown += texts.currentNode.data;
          }
          return shown;
        })"""
    )
    paper = _bare("".join(pages_on_paper(page) if sheets is None else sheets))
    wanted = Counter(_bare(cell) for cell in cells)
    return [f"not on paper: {cell!r} ({n} times)" for cell, n in wanted.items() if cell and paper.count(cell) < n]


def lonely_heading_faults(page: Page, sheets: list[str] | None = None) -> list[str]:
    """Headings, captions and heads of tables alone at the foot of a sheet of A4, or of sheets printed otherwise."""
    headings = page.evaluate(
        "() => [...document.querySelectorAll('h1, h2, h3, h4, caption, thead')]"
        ".map(each => each.textContent).filter(text => text.trim())"
    )
    ends = [_bare(sheet) for sheet in (pages_on_paper(page) if sheets is None else sheets)[:-1]]
    alone = [heading for heading in headings if any(end.endswith(_bare(heading)) for end in ends)]
    return [f"alone at the foot of a sheet: {' '.join(heading.split())!r}" for heading in alone]


def caption_faults(page: Page) -> list[str]:
    """Captions that are drawn as a cell: not as wide as what is seen of their table, or not above its first row."""
    return page.evaluate(
        """() => [...document.querySelectorAll('table')].flatMap(table => {
          const [caption, row] = [table.caption, table.querySelector('tr')].map(each => each?.getBoundingClientRect());
          if (!caption || !row) return ['a table without caption or rows'];
          const name = table.caption.textContent.trim().slice(0, 40);
          const wide = Math.min(table.getBoundingClientRect().width, table.parentElement.clientWidth);
          return [
            ...(Math.abs(caption.width - wide) > 2 ? [`${name}…: ${caption.width} px beside ${wide}`] : []),
            ...(caption.bottom > row.top + 2 ? [`${name}…: not above the first row`] : []),
          ];
        })"""
    )


def page_scroll_faults(page: Page) -> list[str]:
    """A page that must be pushed sideways to be read at the width it has now."""
    needed, given = page.evaluate("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    return [f"{needed} px wide in a window of {given}"] if needed > given else []


def line_length_faults(page: Page) -> list[str]:
    """A column of text with lines longer or shorter than is read with ease, by the mean character of its paragraphs."""
    widths = page.evaluate(
        """() => [...document.querySelectorAll('main p')].filter(each => each.textContent.length > 100).map(each => {
          const line = document.createElement('span');
          line.style.cssText = 'position: absolute; visibility: hidden; white-space: nowrap';
          line.textContent = each.textContent.replace(/\\s+/g, ' ').trim();
          each.append(line);
          const characters = each.clientWidth / (line.getBoundingClientRect().width / line.textContent.length);
          line.remove();
          return characters;
        })"""
    )
    characters = round(sum(widths) / len(widths)) if widths else CHARACTERS_IN_A_LINE.start
    return [] if characters in CHARACTERS_IN_A_LINE else [f"about {characters} characters in a line"]


def pages_on_paper(page: Page) -> list[str]:
    """The text of each sheet when the page is printed on A4, without its number."""
    return sheets_of(page.pdf(format="A4", prefer_css_page_size=True))


def sheets_of(printed: bytes) -> list[str]:
    """The text of each sheet of a PDF, without its number."""
    with _ONE_PDF_AT_A_TIME:
        document = pypdfium2.PdfDocument(printed)
        try:
            return [PAGE_NUMBER.sub("", _text_of_sheet(document, number)) for number in range(len(document))]
        finally:
            document.close()


def _text_of_sheet(document: pypdfium2.PdfDocument, number: int) -> str:
    sheet = document[number]
    text = sheet.get_textpage()
    try:
        return text.get_text_range()
    finally:
        text.close()
        sheet.close()


def _description_faults(text: str) -> Iterator[str]:
    if not SHORTEST_DESCRIPTION <= len(text) <= LONGEST_DESCRIPTION:
        yield f"{len(text)} characters: {text[:60]!r}"
    if FILE_NAME.search(text.strip()):
        yield f"a file name or placeholder: {text[:60]!r}"
    if not COMPARISON.search(text):
        yield f"neither a number nor a comparison: {text[:60]!r}"


def _faults_of_table(table: HtmlElement) -> Iterator[str]:
    if not table.xpath("string(caption)").strip():
        yield "no caption"
    if table.xpath(".//th[not(@scope)]"):
        yield "header cells without scope"
    if table.xpath(".//th[not(normalize-space())]"):
        yield "empty header cells"
    if not table.xpath(".//tbody/tr"):
        yield "no rows"
    if table.xpath(".//tbody/tr[not(*[1][self::th])]"):
        yield "rows whose first cell is not their header"


def _tree(page: str) -> HtmlElement:
    return markup.document_fromstring(page)


def _outer_svgs(page: str) -> list[HtmlElement]:
    return _tree(page).xpath("//svg[not(ancestor::svg)]")


def _text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _text_nodes(page: str) -> list[str]:
    return _tree(page).xpath("//text()[not(ancestor::style or ancestor::script or ancestor::code)]")


def _bare(text: str) -> str:
    return HIDDEN.sub("", text)
