"""The committed sample files are what the script makes, and hold what they are said to hold.

Everything is counted here straight from the raw files, without arvio, so that the readers have something to be
held against.
"""

from __future__ import annotations

import csv
import datetime as dt
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations, pairwise
from pathlib import Path
from statistics import median

import pytest
import yaml
from openpyxl import load_workbook

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
ORGANISATIONS = ("harjula", "miessakit", "silmu", "voimaa")
EXPORTS = sorted(path for name in ORGANISATIONS for path in (SAMPLE / name).iterdir())
LISTS = (SAMPLE / "canaries.yaml", SAMPLE / "planted.yaml")
LARGEST_FILE_BYTES = 200_000
Row = Mapping[str, object]


# --- reading, as plainly as possible


def sheet(path: Path, name: str) -> list[Row]:
    rows = list(load_workbook(path)[name].values)
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def lines(path: Path, encoding: str, delimiter: str) -> list[Row]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def once(rows: list[Row], *by: str) -> list[Row]:
    return list({tuple(str(row[header]).casefold() for header in by): row for row in rows}.values())


def day(written: str) -> dt.date:
    return dt.datetime.strptime(written, "%d.%m.%Y").date()


def normal(name: object) -> str:
    return " ".join(str(name).split()).casefold()


def rounded(marks: list[int]) -> Decimal:
    return (Decimal(sum(marks)) / len(marks)).quantize(Decimal("0.1"), ROUND_HALF_UP)


# --- the files themselves


def contents(path: Path) -> object:
    """The bytes of a file; of a workbook every part's, since compression differs between builds of zlib."""
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return [(part.filename, part.date_time, archive.read(part)) for part in archive.infolist()]


def test_a_fresh_run_makes_the_committed_files(tmp_path):
    subprocess.run([sys.executable, SAMPLE / "make_sample.py", tmp_path], check=True)
    fresh = {path.relative_to(tmp_path): contents(path) for path in tmp_path.rglob("*.*")}
    committed = {path.relative_to(SAMPLE): contents(path) for path in [*EXPORTS, *LISTS]}
    assert sorted(fresh) == sorted(committed)
    assert [str(path) for path in fresh if fresh[path] != committed[path]] == []


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.name)
def test_every_file_is_small(path):
    assert 0 < path.stat().st_size < LARGEST_FILE_BYTES


@pytest.mark.parametrize("path", [path for path in EXPORTS if path.suffix == ".xlsx"], ids=lambda path: path.name)
def test_every_workbook_says_that_it_is_synthetic(path):
    assert "ynthetic" in load_workbook(path).properties.description


# --- canaries


def raw_text(organisation: str) -> str:
    return "\n".join(everything_in(path) for path in (SAMPLE / organisation).iterdir())


def everything_in(path: Path) -> str:
    if path.suffix == ".csv":
        raw = path.read_bytes()
        return raw.decode("utf-8" if path.name.startswith(("sidosryhma", "tilaaja", "yhteistyo")) else "cp1252")
    return "\n".join(str(cell) for tab in load_workbook(path) for row in tab.values for cell in row)


@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_canaries_stand_in_the_raw_files(organisation):
    canaries = yaml.safe_load((SAMPLE / "canaries.yaml").read_text(encoding="utf-8"))[organisation]
    raw = raw_text(organisation)
    assert len(canaries) >= 10
    assert [canary for canary in canaries if canary not in raw] == []


def test_no_canary_stands_in_the_params():
    canaries = yaml.safe_load((SAMPLE / "canaries.yaml").read_text(encoding="utf-8"))
    params = "\n".join(path.read_text(encoding="utf-8") for path in (SAMPLE.parents[1] / "params").rglob("*.*"))
    assert [canary for several in canaries.values() for canary in several if canary in params] == []


# --- rare things


@pytest.mark.parametrize("organisation", ["harjula", "silmu", "voimaa"])
def test_rare_things_stand_in_the_raw_files(organisation):
    planted = yaml.safe_load((SAMPLE / "planted.yaml").read_text(encoding="utf-8"))[organisation]
    raw = raw_text(organisation).casefold()
    words = [word for one in planted for word in (*one.get("words", []), *one.get("stems", []))]
    assert [word for word in words if word.casefold() not in raw] == []
    assert all(one.get("words") or one.get("ids") for one in planted)


# --- miessakit

YEARS = (2023, 2024, 2025)
MALE_SPECIFIC = {2023: "4. Mieserityinen työote on minulle tärkeä"}
MALE_SPECIFIC |= dict.fromkeys((2024, 2025), "4. Miehille suunniteltu (mieserityinen) työote on minulle tärkeä")
FEATURES = ("5. ", "6. ", "7. ", "8. ")


def participants(year: int) -> list[Row]:
    rows = sheet(SAMPLE / "miessakit" / f"osallistujapalaute_{year}.xlsx", "Vastaukset")
    kept = [
        row
        for row in rows
        if row["13. Nimi (arvontaa varten)"] != "Testi"
        and row["Vastauksen tila"] == "Valmis"
        and row["2. Vastauksiani saa käyttää toiminnan arvioinnissa (1 = kyllä, 2 = ei)"] == 1
        and row["1. Palvelu, johon osallistuit"] != "Toisen järjestön palvelu"
    ]
    return once(kept, "Vastaajanumero", "Vastausaika")


def stakeholders(year: int) -> list[Row]:
    rows = lines(SAMPLE / "miessakit" / f"sidosryhmapalaute_{year}.csv", "utf-8", ",")
    return once([row for row in rows if row["Mitä tahoa edustat? "] != "Testi"], "Sähköpostiosoite ")


def workers(year: int) -> list[Row]:
    return once(sheet(SAMPLE / "miessakit" / f"tyontekijapalaute_{year}.xlsx", "Sheet1"), "Email")


def marks(rows: list[Row], header: str) -> list[int]:
    """The answers from 1 to 5; labels begin with their number."""
    found = [str(row[header])[:1] for row in rows]
    return [int(mark) for mark in found if mark in "12345" and mark]


def test_as_many_answers_as_said():
    assert [len(participants(year)) for year in YEARS] == [184, 197, 212]
    assert [len(workers(year)) for year in YEARS] == [9, 9, 9]
    assert [len(stakeholders(year)) for year in YEARS] == [34, 36, 38]


@pytest.mark.parametrize("year", YEARS)
def test_participants_means_are_4_5_with_every_answer_group_of_at_least_five(year):
    for header in ("3. Työntekijän sukupuolella on minulle merkitystä", MALE_SPECIFIC[year]):
        given = marks(participants(year), header)
        groups = Counter("low" if mark < 3 else "middle" if mark == 3 else "high" for mark in given)
        assert rounded(given) == Decimal("4.5")
        assert min(groups["low"], groups["middle"], groups["high"]) >= 5


@pytest.mark.parametrize("year", YEARS)
def test_reading_the_sixth_option_as_a_mark_would_spoil_the_mean(year):
    header = "3. Työntekijän sukupuolella on minulle merkitystä"
    given = [row[header] for row in participants(year) if row[header] is not None]
    assert 6 in given
    assert rounded(given) == Decimal("4.6")


@pytest.mark.parametrize("year", YEARS)
def test_stakeholders_means_are_4_5_and_workers_higher(year):
    for place in (3, 4):
        header = list(stakeholders(year)[0])[place]
        assert rounded(marks(stakeholders(year), header)) == Decimal("4.5")
    for place in (5, 6):
        header = list(workers(year)[0])[place]
        assert Decimal("4.6") <= rounded(marks(workers(year), header)) <= Decimal("4.8")


@pytest.mark.parametrize("year", YEARS)
def test_features_rank_from_only_for_men_to_communication(year):
    rows = participants(year)
    headers = [next(header for header in rows[0] if header.startswith(number)) for number in FEATURES]
    only_for_men, all_workers_men, men_centred, communication = (rounded(marks(rows, header)) for header in headers)
    assert only_for_men > men_centred > all_workers_men > communication
    assert (only_for_men, communication) == (Decimal("4.6"), Decimal("4.0"))


def test_the_dates_of_one_file_can_be_read_in_two_ways():
    days = {row["Timestamp"][:2] for row in lines(SAMPLE / "miessakit" / "sidosryhmapalaute_2024.csv", "utf-8", ",")}
    assert max(int(first) for first in days) <= 12


# --- voimaa


def persons() -> dict[str, Row]:
    rows = lines(SAMPLE / "voimaa" / "osallistujat.csv", "cp1252", ";")
    return {normal(row["Nimi"]): row for row in rows if row["Nimi"] != "Testi Testaaja"}


def presences() -> Iterator[tuple[str, str, dt.date]]:
    """Group, man and day of every visit in the workbooks."""
    for path in sorted((SAMPLE / "voimaa").glob("lasnaolo_*.xlsx")):
        for tab in load_workbook(path):
            title, header, *rows = list(tab.values)[1:2] + list(tab.values)[3:]
            for row in rows:
                if row[0] in (None, "yhteensä", "testi"):
                    continue
                for head, mark in zip(header[1:-2], row[1:-2], strict=True):
                    if mark not in (None, "-"):
                        yield title[0].removeprefix("Ryhmä: "), normal(row[0]), session_day(head)


def session_day(head: object) -> dt.date:
    return head.date() if isinstance(head, dt.datetime) else dt.datetime.strptime(str(head), "%d.%m.%y").date()


def test_voimaa_costs_292_000_euros_of_its_own_and_38_000_shared():
    rows = lines(SAMPLE / "voimaa" / "kustannukset.csv", "cp1252", ";")
    sums: Counter = Counter()
    for row in rows:
        part = "shared" if row["Kululaji"] == "Yleiskulut" else "own"
        sums[part, row["Kuukausi"][-4:]] += Decimal(row["Euroa"].replace(",", "."))
    own, shared = ({year: sums[part, year] for year in ("2021", "2022", "2023", "2024")} for part in ("own", "shared"))
    assert list(own.values()) == [62_000, 84_000, 88_000, 58_000]
    assert list(shared.values()) == [8_000, 11_000, 11_500, 7_500]


@pytest.fixture(scope="module")
def visits() -> list[tuple[str, str, dt.date]]:
    """Visits of those who consent and are old enough."""
    counted = {
        name
        for name, row in persons().items()
        if row["Suostumus arviointiin"] == "kyllä" and int(row["Syntymävuosi"]) < 1960
    }
    return [visit for visit in presences() if visit[1] in counted]


def test_112_different_older_men_and_1743_visits(visits):
    assert len({man for _, man, _ in visits}) == 112
    assert len(visits) == 1743


def test_beyond_them_two_too_young_one_withdrawn_one_who_never_came():
    known = persons()
    came = {man for _, man, _ in presences()}
    assert came <= set(known)
    assert len(known) == 116
    assert len(set(known) - came) == 1
    assert sum(int(row["Syntymävuosi"]) > 1960 for row in known.values()) == 2
    assert sum(row["Suostumus arviointiin"] == "peruttu" for row in known.values()) == 1


def test_reach_grows_by_ten_or_more_each_half_year_and_passes_100_in_2023(visits):
    first: dict[str, dt.date] = {}
    for _, man, when in sorted(visits, key=lambda visit: visit[2]):
        first.setdefault(man, when)
    new = Counter((when.year, 1 if when.month < 7 else 2) for when in first.values())
    expected = {(2021, 2): 22, (2022, 1): 20, (2022, 2): 20, (2023, 1): 20, (2023, 2): 20, (2024, 1): 10}
    assert new == expected


def test_enough_men_in_each_county_each_year(visits):
    known = persons()
    men = {(when.year, known[man]["Hyvinvointialue"], man) for _, man, when in visits}
    found = Counter((year, county) for year, county, _ in men)
    assert len(found) == 8
    assert min(found.values()) >= 5


def test_the_first_joint_group_began_on_the_fourth_of_april_2023(visits):
    joint = [
        row
        for row in sheet(SAMPLE / "voimaa" / "ryhmat.xlsx", "Ryhmät")
        if row["Yhdessä hyvinvointialueen kanssa"] == "kyllä"
    ]
    assert (joint[0]["Ryhmän nimi"], joint[0]["Alkoi"]) == ("Valkealan miehet", "4.4.23")
    assert min(when for group, _, when in visits if group == joint[0]["Tunnus"]) == dt.date(2023, 4, 4)
    assert all(row["Alkoi"].date() > dt.date(2023, 4, 4) for row in joint[1:])


def test_nine_of_twelve_groups_continue():
    rows = sheet(SAMPLE / "voimaa" / "ryhmat.xlsx", "Ryhmät")
    assert Counter(row["Jatkuuko"] for row in rows) == {"kyllä": 9, "avoin": 2, "ei": 1}


def test_some_volunteers_were_found_from_the_groups():
    rows = lines(SAMPLE / "voimaa" / "vapaaehtoiset.csv", "cp1252", ";")
    assert Counter(row["Mistä löytyi"] for row in rows) == {"ryhmästä": 3, "muualta": 5}
    assert all(normal(row["Nimi"]) in persons() for row in rows if row["Mistä löytyi"] == "ryhmästä")


def test_partners_mapped_active_and_essential():
    mapped = lines(SAMPLE / "voimaa" / "kumppanit.csv", "cp1252", ";")
    actions = once(lines(SAMPLE / "voimaa" / "yhteistyo.csv", "utf-8-sig", ";"), "Kumppani", "Päivä", "Muoto")
    assert len(mapped) == 24
    assert sum(row["Olennainen"] == "kyllä" for row in mapped) == 9
    assert len({row["Kumppani"] for row in actions}) == 18
    assert len(actions) == 160


# --- harjula


@pytest.fixture(scope="module")
def periods() -> list[Row]:
    rows = lines(SAMPLE / "harjula" / "palvelujaksot.csv", "cp1252", ";")
    kept = [row for row in rows if row["Nimi"] != "Testi Asiakas" and row["Arviointilupa"] == "kyllä"]
    return once(kept, "Asiakasnumero", "Palvelu", "Ohjattu")


def test_31_percent_of_148_clients_are_in_a_chain_of_services(periods):
    lengths = Counter(row["Asiakasnumero"] for row in periods)
    assert (len(lengths), sum(length > 1 for length in lengths.values())) == (148, 46)


def test_72_percent_of_begun_periods_began_within_14_days(periods):
    begun = [row for row in periods if row["Alkoi"]]
    in_time = [row for row in begun if (day(row["Alkoi"]) - day(row["Ohjattu"])).days <= 14]
    assert (len(in_time), len(begun)) == (144, 200)
    assert any(row["Jatkopolku"] == "ei tiedossa" for row in periods)


SPELT = {"Oma Kamu": "OmaKamu"}


def pairs_of_services(periods: list[Row]) -> Counter:
    """Persons by two services of which one was the next to begin after the other."""
    by_client: dict[object, list[object]] = {}
    for row in sorted((row for row in periods if row["Alkoi"]), key=lambda row: day(row["Alkoi"])):
        by_client.setdefault(row["Asiakasnumero"], []).append(SPELT.get(row["Palvelu"], row["Palvelu"]))
    return Counter(pair for services in by_client.values() for pair in set(pairwise(services)))


def test_two_chains_are_common_and_one_is_of_two_persons(periods):
    found = pairs_of_services(
        [{**row, "Palvelu": str(row["Palvelu"]).replace("Oma Kamu", "OmaKamu")} for row in periods]
    )
    assert found["Kuntouttava työtoiminta", "Askel"] == 14
    assert found["Olopiste", "OmaKamu"] == 12
    assert found["Valopilkku", "Minun Suomeni"] == 2
    assert sorted(found.values())[-3] < 10


def test_some_are_in_service_still_came_back_or_had_two_services_at_once(periods):
    begun = sorted((row for row in periods if row["Alkoi"]), key=lambda row: day(row["Alkoi"]))
    following = [
        (first, second) for first, second in combinations(begun, 2) if first["Asiakasnumero"] == second["Asiakasnumero"]
    ]
    assert sum(not row["Päättyi"] for row in begun) == 8
    assert sum(first["Palvelu"] == second["Palvelu"] for first, second in following) == 3
    assert sum(first["Alkoi"] == second["Alkoi"] for first, second in following) == 2
    assert sum(first["Alkoi"] != second["Alkoi"] and overlap(first, second) for first, second in following) == 6


def overlap(first: Row, second: Row) -> bool:
    return not first["Päättyi"] or day(second["Alkoi"]) < day(first["Päättyi"])


def test_every_counting_basis_occurs_each_year():
    rows = lines(SAMPLE / "harjula" / "kohtaamiset.csv", "cp1252", ";")
    found = Counter((day(row["Pvm"]).year, row["Laskentatapa"]) for row in rows if row["Pvm"])
    assert set(found) == {(year, basis) for year in YEARS for basis in ("kerätty", "otos", "arvio")}
    assert [row["Henkilöitä"] for row in rows if row["Laji"] == "lapsen yhteydenotto"] == ["1"]


def test_gaps_were_found_each_year_and_ten_of_24_filled():
    rows = lines(SAMPLE / "harjula" / "aukot.csv", "cp1252", ";")
    assert Counter(day(row["Tunnistettu"]).year for row in rows) == {2023: 9, 2024: 8, 2025: 7}
    filled = {"uusi palvelu": 5, "palvelua laajennettu": 5}
    assert Counter(row["Vastaus"] for row in rows) == {**filled, "ohjattu muualle": 6, "ei vielä vastausta": 8}
    assert Counter(row["Vastaus"] for row in rows if row["Täytetty"]) == filled


def test_24_of_41_felt_lonely_at_first_and_16_in_the_end():
    question = "Tunnen itseni yksinäiseksi"
    last = sheet(SAMPLE / "harjula" / "loppukysely.xlsx", "Vastaukset")
    both = {row["Asiakasnumero"] for row in last}
    first = once(sheet(SAMPLE / "harjula" / "alkukysely.xlsx", "Vastaukset"), "Vastaajanumero")
    assert len(first) == 69  # one of them has withdrawn the permission
    assert len(both) == 41
    assert sum(row["Asiakasnumero"] in both and row[question] in (4, 5) for row in first) == 24
    assert sum(row[question].endswith("samaa mieltä") for row in last) == 16


# --- silmu


def test_all_but_three_held_visits_of_2025_were_made_by_a_pair_or_a_team():
    rows = once(sheet(SAMPLE / "silmu" / "kaynnit.xlsx", "Käynnit"), "Asiakkuus", "Päivä")
    held = [row for row in rows if row["Päivä"].year == 2025 and row["Toteutui"] == "kyllä"]
    alone = [row for row in held if row["Työntekijöitä"] == 1]
    assert (len(held), len(alone)) == (412, 3)
    assert all(row["Poikkeaman syy"] for row in alone)


def test_meetings_of_2025():
    rows = sheet(SAMPLE / "silmu" / "henkilostotapahtumat.xlsx", "Tapahtumat")
    held = Counter((row["Laji"], row["Toteutui"]) for row in rows if row["Suunniteltu päivä"].year == 2025)
    assert (held["Tiimipalaveri", "kyllä"], held["Tiimipalaveri", "ei"]) == (44, 2)
    assert (held["Mini-TYHY", "kyllä"], held["Mini-TYHY", "ei"]) == (11, 1)


def test_every_worker_has_worked_in_residential_child_welfare():
    rows = lines(SAMPLE / "silmu" / "henkilosto.csv", "cp1252", ";")
    assert all(float(row["Laitostyökokemus (v)"].replace(",", ".")) > 0 for row in rows)


def silmu(name: str) -> list[Row]:
    encoding = "utf-8-sig" if name == "yhteistyo" else "cp1252"
    return [row for row in lines(SAMPLE / "silmu" / f"{name}.csv", encoding, ";") if row.get("Asiakkuus") != "TESTI"]


def test_one_worker_has_a_profession_of_her_own():
    rows = silmu("henkilosto")
    assert [row["Nimi"] for row in rows if row["Ammattinimike"] == "ratsastusterapeutti"] == ["Kielo Hiidenkivi"]
    levels = Counter(row["DDP-taso"] for row in rows if not row["Päättyi"])
    assert levels == {"perusteet": 4, "taso 1": 4, "taso 2": 2, "ei vielä": 1}


def test_as_many_cases_and_families_as_said():
    cases = silmu("asiakkuudet")
    families = once(sheet(SAMPLE / "silmu" / "perhepalaute.xlsx", "Vastaukset"), "Vastaajanumero")
    assert (len(cases), sum(bool(row["Päättyi"]) for row in cases)) == (86, 64)
    assert len([row for row in families if row["7. Sähköposti"] != "testi@example.fi"]) == 78


def test_cases_end_in_every_half_year_and_of_those_before_2025_the_year_after_is_known():
    ended = [row for row in silmu("asiakkuudet") if row["Päättyi"]]
    assert Counter(half_year(row["Päättyi"]) for row in ended) == {
        "2023-H1": 11,
        "2023-H2": 7,
        "2024-H1": 15,
        "2024-H2": 11,
        "2025-H1": 10,
        "2025-H2": 10,
    }
    followed = Counter(row["Sijoitus 12 kk sisällä"] for row in ended if day(row["Päättyi"]).year < 2025)
    assert followed == {"ei": 38, "kyllä": 6}
    not_due = Counter(row["Sijoitus 12 kk sisällä"] for row in ended if day(row["Päättyi"]).year == 2025)
    assert not_due == {"": 19, "kyllä": 1}


def half_year(written: str) -> str:
    return f"{day(written).year}-H{1 if day(written).month < 7 else 2}"


def test_fourteen_cases_were_ordered_before_the_counties_began():
    begun = [day(row["Alkoi"]) for row in silmu("asiakkuudet")]
    assert sum(when < dt.date(2023, 1, 1) for when in begun) == 14


def test_a_small_municipality_ordered_one_case_with_a_placement():
    rows = [row for row in silmu("asiakkuudet") if row["Tilaajakunta"] == "Juupajoki"]
    assert [row["Sijoitus aikana"] for row in rows] == ["kyllä"]
    seen = sheet(SAMPLE / "silmu" / "kaynnit.xlsx", "Käynnit")
    assert {row["Asiakkuus"] for row in seen if row["Kunta"] == "Juupajoki"} == {rows[0]["Asiakkuus"]}


def test_goals_of_ten_families_or_more_are_assessed_in_every_half_year():
    assessed = {(half_year(row["Arvioitu"]), row["Asiakkuus"]) for row in silmu("tavoitteet") if row["Tulos"]}
    families = Counter(half for half, _ in assessed)
    assert set(families) == {f"{year}-H{half}" for year in YEARS for half in (1, 2)}
    assert sum(families.values()) == 64
    assert min(families["2023-H1"] + families["2023-H2"], families["2025-H1"], families["2025-H2"]) >= 10


def test_young_people_answer_beside_their_parents():
    rows = once(sheet(SAMPLE / "silmu" / "perhepalaute.xlsx", "Vastaukset"), "Vastaajanumero")
    real = [row for row in rows if row["7. Sähköposti"] != "testi@example.fi"]
    found = Counter((row["Vastausaika"].year, row["8. Vastaaja"]) for row in real)
    assert [found[year, "nuori"] for year in YEARS] == [10, 11, 12]
    assert [found[year, "vanhempi"] for year in YEARS] == [13, 15, 16]
    assert found[2023, None] == 1


STAFF = ((10, 7, 35), (11, 8, 28), (12, 9, 21))
OWN_CONTROL = ((8, 6, 20), (9, 7, 16), (10, 8, 12))


def acted_on(rows: list[Row], year: int) -> tuple[int, int, float]:
    """How much feedback of a year there was, how much of it led to an action, and the median days to it."""
    those = [row for row in rows if as_day(row["Päivä"]).year == year]
    days = [(as_day(row["Toimenpide tehty"]) - as_day(row["Päivä"])).days for row in those if row["Toimenpide tehty"]]
    return len(those), len(days), median(days)


def as_day(cell: object) -> dt.date:
    return cell.date() if isinstance(cell, dt.datetime) else day(str(cell))


def test_days_from_feedback_to_action():
    staff = silmu("henkiloston_palautteet")
    observed = sheet(SAMPLE / "silmu" / "omavalvonta.xlsx", "Havainnot")
    own = [row for row in observed if row["Havainnon lähde"] == "oma havainto"]
    assert tuple(acted_on(staff, year) for year in YEARS) == STAFF
    assert tuple(acted_on(own, year) for year in YEARS) == OWN_CONTROL
    assert Counter(row["Havainnon lähde"] for row in observed) == {"oma havainto": 27, "perhe": 8, "tilaaja": 5}
    assert any(row["Päivä"][-4:] == "2024" and row["Toimenpide tehty"][-4:] == "2025" for row in staff)


def test_checks_of_twelve_requirements():
    rows = silmu("laatutarkistukset")
    of_2025 = [row for row in rows if row["Tarkistettu"].endswith("2025")]
    assert Counter(row["Laji"] for row in of_2025) == {"lakisääteinen": 7, "lakisääteistä laajempi": 5}
    met = Counter(day(row["Tarkistettu"]).year for row in rows if row["Toteutuu"] == "kyllä")
    assert met == {2023: 9, 2024: 10, 2025: 11}


def test_cooperation_goes_beyond_orders_more_each_year():
    actions = silmu("yhteistyo")
    every = Counter(day(row["Päivä"]).year for row in actions)
    beyond = Counter(day(row["Päivä"]).year for row in actions if row["Muoto"] != "tilauskeskustelu")
    forums = Counter(year for year, _ in {(day(row["Päivä"]).year, row["Päivä"]) for row in actions if is_forum(row)})
    assert (every, beyond) == ({2023: 40, 2024: 45, 2025: 50}, {2023: 16, 2024: 23, 2025: 30})
    assert forums == {2023: 1, 2024: 2, 2025: 3}
    assert {row["Kumppani"] for row in actions} <= {row["Numero"] for row in silmu("kumppanit")}


def is_forum(row: Row) -> bool:
    return row["Muoto"] == "foorumi"
