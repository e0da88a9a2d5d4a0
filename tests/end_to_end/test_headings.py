"""A heading that claims a difference or a change has, in the table of its own figure, an interval that bears it out.

The words that claim are written out here once more, and pages are read as a reader does: what the sources know of their
own headings has no part in it.
"""

import re

import pytest
from lxml import html as markup

CLAIMS = {
    "en": r"\brose|\bfell\b|\bgrew|\bincreas|\bdecreas|\bdeclin|\bimprov|\bworsen|\bhigher|\blower\b|\bbetter|\bworse"
    r"|\bfewer|\blarger|\bsmaller|\bchanged\b|\bdiffers?\b|\bthan (?!one\b)|\bdropped|\bmore (of|often)"
    r"|start and .*\d.*end",
    "fi": r"\bnous[ie]|\blaski\b|\blaskivat|\bkasvoi|\blisääntyi|\bväheni|\bparani|\bheikkeni|\bhuononi|\bkorkeampi"
    r"|\bmatalampi|\bparem[mp]|\bhuono[nm]|\benemmän|\bvähemmän|\buseampi|\bsuurempi|\bpienempi|\bmuuttui"
    r"|\beroa[av]|(?<!muuta )\bkuin\b|alussa .*\d.*lopussa",
    "sv": r"\bsteg\b|\bsjönk|\bökade|\bminskade|\bväxte|\bförbättra|\bförsämra|\bhögre|\blägre|\bbättre|\bsämre|\bfler"
    r"|\bfärre|\bstörre|\bmindre\b|\bförändrades|\bskiljer|(?<!annat )\bän\b|\d.* början och .*\d.*slutet",
}
ASKS = re.compile(
    "(how|what|when|where|which|who|why|kuinka|miten|mitä|mihin|milloin|miksi|missä|mistä|hur|vad|när|vart|varför)\\b"
)
END = r"([+\u2212]?\d+(?:[.,]\d+)?)(?:\u00a0?%)?"
INTERVAL = re.compile(f"{END}…{END}")


def claim(heading, language):
    """The words of a heading that claim something; none where it asks, and none of an item that it names."""
    said = re.sub("[“”][^”]*”", "", heading).casefold().strip()
    return [] if ASKS.match(said) else [found.group() for found in re.finditer(CLAIMS[language], said)]


def figures_of(page):
    """Heading, and rows of the table, of each figure of a page."""
    tree = markup.fromstring(page.replace("\u00ad", "").replace("&shy;", ""))
    for figure in tree.xpath("//figure[contains(@class, 'arvio-figure')]"):
        heading = figure.xpath("string(.//h3)").strip()
        heading = re.sub(r"^\w+ \d+\. ", "", heading.replace("\u00a0", " "))
        rows = [[cell.text_content().strip() for cell in row] for row in figure.xpath(".//tbody/tr")]
        yield heading, rows


def is_beyond_chance(row):
    """Whether a row has an interval of a difference, which is written with signs, and zero is not in it as written."""
    for cell in row:
        found = INTERVAL.fullmatch(cell)
        if found and all(end[0] in "+\u2212" for end in found.groups()):
            return len({end[0] for end in found.groups()}) == 1 and not any(is_zero(end) for end in found.groups())
    return False


def is_zero(end):
    return float(end.lstrip("+\u2212").replace(",", ".")) == 0


def is_borne_out(heading, rows):
    """Whether the rows that a heading names, or as many as it counts, are beyond chance."""
    named = re.search("[“”]([^”]*)”", heading)
    if named:
        own = [row for row in rows if row[0].startswith(named.group(1))]
        return bool(own) and all(is_beyond_chance(row) for row in own)
    counted = re.match(r"(?:keskiarvo )?(\d+)", heading)
    wanted = int(counted.group(1)) if counted else 1
    return sum(is_beyond_chance(row) for row in rows) >= wanted


def unsupported(page, language):
    return [
        heading for heading, rows in figures_of(page) if claim(heading, language) and not is_borne_out(heading, rows)
    ]


def test_no_heading_of_a_sample_page_claims_more_than_its_table_shows(sample_reports):
    found, headings, claiming = {}, 0, 0
    for path in sample_reports.pages():
        page = path.read_text(encoding="utf-8")
        if "arvio-figure" not in page:
            continue
        language = markup.fromstring(page).xpath("string(/html/@lang)")
        parts = list(figures_of(page))
        headings += len(parts)
        claiming += sum(bool(claim(heading, language)) for heading, _ in parts)
        found |= {str(path): wrong for wrong in [unsupported(page, language)] if wrong}
    assert headings > 500
    assert claiming > 8
    assert found == {}


def figure(heading, row):
    cells = f"<th>{row[0]}</th>" + "".join(f"<td>{cell}</td>" for cell in row[1:])
    table = f"<table><tbody><tr>{cells}</tr></tbody></table>"
    return f'<figure class="arvio-figure"><h3>Figure 3. {heading}</h3>{table}</figure>'


RISE = ("Heard", "+0.5", "+0.1…+0.9", "41")


@pytest.mark.parametrize(
    ("language", "heading", "row"),
    [
        ("en", "The mean of “Heard” rose (+0.5)", ("Heard", "+0.5", "\u22120.1…+0.9", "41")),
        ("en", "The mean of “Heard” rose (+0.5)", ("Heard", "+0.5", "\u2013", "41")),
        ("en", "The mean of “Heard” rose (+0.5)", ("Heard", "+0.5", "0.0…+0.9", "41")),
        ("en", "2 of 2 means changed by more than chance explains", RISE),
        ("en", "The mean was 3.1 at the start and 3.9 at the end", ("Start", "3.1", "2.9…3.3", "41")),
        ("fi", "Naisten keskiarvo oli korkeampi", ("Naiset", "4,5", "4,4…4,6", "41")),
        ("sv", "Besöken ökade", ("Besök", "120", "\u2013", "41")),
    ],
)
def test_a_heading_without_such_an_interval_is_found(language, heading, row):
    assert unsupported(figure(heading, row), language) == [heading]


@pytest.mark.parametrize(
    "heading", ["The mean of “Heard” rose (+0.5)", "How many changed for the better", "Visits by year"]
)
def test_a_heading_that_is_borne_out_or_claims_nothing_is_let_through(heading):
    assert unsupported(figure(heading, RISE), "en") == []
