"""The words for what a page on the quality of data tells: tables, fates of columns, ways of reading, faults, finds.

They stand apart from the terms of other reports, since short ids such as name or column mean something else there.
"""

from __future__ import annotations

from collections.abc import Mapping

from arvio.disclosure import Context
from arvio.translations import later, words

TABLES: Mapping[str, str] = {
    "answers": later("answers, item by item"),
    "attendance": later("attendance"),
    "cases": later("cases"),
    "contacts": later("contacts"),
    "costs": later("costs"),
    "enrolments": later("enrolments"),
    "family_goals": later("family goals"),
    "feedback_items": later("feedback and observations item by item"),
    "gaps": later("gaps between services"),
    "groups": later("groups"),
    "partner_actions": later("actions with partners"),
    "partners": later("partners"),
    "persons": later("persons"),
    "quality_checks": later("checks of own practice"),
    "responses": later("forms sent in"),
    "staff": later("staff"),
    "staff_events": later("staff events"),
    "surveys": later("surveys"),
    "visits": later("visits to families"),
    "volunteers": later("volunteers"),
}

FATES: Mapping[str, str] = {
    "item": later("items"),
    "column": later("columns of the table"),
    "person": later("made into person keys"),
    "personal": later("personal data, dropped"),
    "open_text": later("open answers, searched and dropped"),
    "rule": later("used only to leave rows out"),
    "ignored": later("not needed"),
    "bookkeeping": later("the tool's own bookkeeping"),
}
"""What becomes of a column of an export."""

SEEN: Mapping[str, str] = {
    "day_first": later("day first (d/m/y)"),
    "month_first": later("month first (m/d/y)"),
    "ambiguous": later("can be read in two ways; params say which"),
    "unambiguous": later("clear: a date of the workbook, or the year first"),
    "times": later("times without am or pm: the half of the day is not known"),
    "comma": later("decimal comma"),
    "dot": later("decimal dot"),
    "comma_and_dot": later("both decimal comma and decimal dot"),
    "whole": later("whole numbers"),
    "lost_letters": later("a question mark in the place of a letter"),
}

KINDS_OF_PROBLEM: Mapping[str, str] = {
    "outside_the_scale": later("answers outside the scale"),
    "unknown_label": later("unknown answer labels"),
    "missing_column": later("columns that params map and the file lacks"),
    "unmapped_column": later("columns that params say nothing about"),
    "faulty_mapping": later("faults in the mapping"),
    "ambiguous_values": later("dates or numbers that can be read in two ways"),
    "empty_cell": later("empty cells that must be filled"),
    "impossible_value": later("values that cannot be right"),
    "outside_the_surveys": later("answers given while no survey was open"),
    "personal_data_kept": later("personal data in a column that would be kept"),
    "repeated_row": later("rows that stand several times"),
    "unknown_reference": later("references to what a list does not have"),
    "unreadable_file": later("files that cannot be read"),
    "other_problem": later("other problems"),
}

PERSONAL: Mapping[str, str] = {
    "personal_identity_code": later("personal identity codes"),
    "iban": later("bank account numbers"),
    "e_mail": later("e-mail addresses"),
    "ip_address": later("IP addresses"),
    "coordinates": later("coordinates"),
    "phone": later("phone numbers"),
    "known_name": later("names of persons in the data"),
    "name": later("full names"),
    "first_name": later("first names"),
}

STATES: Mapping[str, str] = {
    "ready": later("ready"),
    "not_collected": later("not collected"),
    "unreadable": later("cannot be read"),
}
"""Of a table that a notebook needs."""


def in_words(identifier: str, among: Mapping[str, str], context: Context) -> str:
    """The words for an id; an unknown id without its underscores."""
    if identifier in among:
        return words(context.language).gettext(among[identifier])
    return identifier.replace("_", " ")


def weeks_in_words(weeks: str, context: Context) -> str:
    """One week or several: week 10/2025, weeks 10–12/2025, weeks 51/2024–2/2025."""
    from_week, _, to_week = weeks.partition("/")
    (year, first), (last_year, last) = (week.split("-W") for week in (from_week, to_week or from_week))
    gettext = words(context.language).gettext
    figures = {"first": int(first), "last": int(last), "year": year, "last_year": last_year}
    if "/" not in weeks:
        return gettext("week %(first)s/%(year)s") % figures
    if year == last_year:
        return gettext("weeks %(first)s–%(last)s/%(year)s") % figures
    return gettext("weeks %(first)s/%(year)s–%(last)s/%(last_year)s") % figures
