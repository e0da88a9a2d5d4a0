from email import message_from_bytes
from email.policy import default

import pytest

from arvio.errors import ParamsError
from arvio.params import Run
from arvio.publish import places
from arvio.publish.sending.mail import LONGEST_NAME, write_mails

FI, EN = (Run("testers", "2025", "plain", "funder", language) for language in ("fi", "en"))
HEADERS = ["Subject", "X-Unsent", "MIME-Version", "Content-Type", "Content-Language"]
HOSTILE = (
    "Testers\r\nBcc: everybody@example.org",
    "Testers\nX: y\r\n\r\n<script>alert(1)</script>",
    '"><b>&',
    "\u202emoc.elpmaxe\u2066",
    "🙂👩‍👩‍👧 Ääni ry",
    "../../etc/passwd",
    "Pitkä " * 1700,
    "\x00\x1b[31m",
    "=?utf-8?q?Testers=0ABcc:?= everybody@example.org",
)


def read(path):
    return message_from_bytes(path.read_bytes(), policy=default)


@pytest.fixture
def ready(make, printed):
    make(FI)
    return printed(FI)


def test_a_draft_has_the_pdf_a_short_text_and_nobody_to_send_it_to(project, ready):
    made = write_mails(project, "funder", "testers", periods=("2025",))
    assert made.paths == (places.outbox(project.root) / "funder" / "testers" / "2025.fi.eml",)
    assert made.left_out == ()
    mail = read(made.paths[0])
    assert mail.keys() == HEADERS
    assert (mail["X-Unsent"], mail["Content-Language"]) == ("1", "fi")
    assert mail["Subject"] == "Arviointiraportit: Testers ry 2025"
    text, pdf = mail.iter_parts()
    assert text.get_content_type() == "text/plain"
    assert "Testers ry" in text.get_content()
    assert "1.1.–31.12.2025" in text.get_content()
    assert "Älkää julkaisko" in text.get_content()
    assert "keksittyjä" in text.get_content()
    assert (pdf.get_content_type(), pdf.get_filename()) == ("application/pdf", "testers-2025-plain.fi.pdf")
    assert pdf.get_content() == ready.read_bytes()


def test_another_language_is_asked_for(project, make, printed):
    make(EN)
    printed(EN)
    made = write_mails(project, "funder", "testers", periods=("2025",), languages=("en",))
    assert read(made.paths[0])["Subject"] == "Evaluation reports: Testers ry 2025"


def test_each_organisation_and_period_has_a_draft_of_its_own(project, make, printed):
    for run in project.runs(audiences=("public",)):
        make(run)
        printed(run)
    found = [
        path.relative_to(places.outbox(project.root)).as_posix() for path in write_mails(project, "public", None).paths
    ]
    assert found == [f"public/{name}/{year}.fi.eml" for name in ("others", "testers") for year in ("2024", "2025")]


def test_the_same_reports_give_the_same_draft(project, ready):
    (path,) = write_mails(project, "funder", "testers", periods=("2025",)).paths
    first = path.read_bytes()
    write_mails(project, "funder", "testers", periods=("2025",))
    assert path.read_bytes() == first


def test_a_report_that_was_not_printed_is_named_with_what_prints_it(project, make):
    make(FI)
    made = write_mails(project, "funder", "testers", periods=("2025",))
    assert made.paths == ()
    told = f"{FI}: not printed yet; to do: arvio run testers --period 2025 --audience funder --pdf"
    assert made.left_out == (told,)


def test_a_draft_goes_when_its_report_is_not_current(project, make, ready):
    (path,) = write_mails(project, "funder", "testers", periods=("2025",)).paths
    make(FI, "failed")
    made = write_mails(project, "funder", "testers", periods=("2025",))
    assert (made.paths, made.left_out) == ((), (f"{FI}: could not be made",))
    assert not path.exists()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_text_and_begins_no_header(project, make, printed, name):
    project.organisations["testers"].name = name
    make(FI)
    printed(FI)
    (path,) = write_mails(project, "funder", "testers", periods=("2025",)).paths
    mail = read(path)
    assert mail.keys() == HEADERS
    assert mail["Subject"].lstrip().startswith("Arviointiraportit: ")
    assert mail["Subject"].endswith(" 2025")
    assert len(mail["Subject"].strip()) <= LONGEST_NAME + len("Arviointiraportit:  2025")
    assert not set("\r\n\x00\x1b\u202e\u2066") & set(mail["Subject"])
    assert [part.get_content_type() for part in mail.walk()] == ["multipart/mixed", "text/plain", "application/pdf"]
    assert path.parent == places.outbox(project.root) / "funder" / "testers"


def test_what_is_seen_of_a_name_stays_as_it_is(project, make, printed):
    project.organisations["testers"].name = "🙂👩‍👩‍👧 \u202eÄäni\n ry"
    make(FI)
    printed(FI)
    (path,) = write_mails(project, "funder", "testers", periods=("2025",)).paths
    assert read(path)["Subject"] == "Arviointiraportit: 🙂👩‍👩‍👧 Ääni ry 2025"


RECIPIENTS = """
recipients:
  testers:
    funder: [first@example.org, second@example.org, first@example.org]
    internal: [inside@example.org]
"""


def addressed(project, text):
    (project.root / "params").mkdir(exist_ok=True)
    (project.root / "params" / "recipients.yaml").write_text(text, encoding="utf-8")


def test_a_draft_is_addressed_to_whom_params_name_for_its_organisation_and_audience(project, ready):
    addressed(project, RECIPIENTS)
    (path,) = write_mails(project, "funder", "testers", periods=("2025",)).paths
    mail = read(path)
    assert [each.addr_spec for each in mail["To"].addresses] == ["first@example.org", "second@example.org"]
    assert mail.keys() == ["Subject", "To", *HEADERS[1:]]


def test_another_audience_or_organisation_is_not_addressed(project, make, printed):
    addressed(project, RECIPIENTS)
    for run in project.runs(audiences=("public",), periods=("2025",)):
        make(run)
        printed(run)
    assert [read(path)["To"] for path in write_mails(project, "public", None, periods=("2025",)).paths] == [None, None]


def test_fifty_long_addresses_stay_addresses(project, ready):
    addresses = [f"{'a' * 50}.{n}@{'b' * 60}.example.org" for n in range(50)]
    addressed(project, f"recipients: {{testers: {{funder: [{', '.join(addresses)}]}}}}")
    (path,) = write_mails(project, "funder", "testers", periods=("2025",)).paths
    assert [each.addr_spec for each in read(path)["To"].addresses] == addresses


@pytest.mark.parametrize(
    "address",
    [
        "testers",
        "a@b",
        "a..b@example.org",
        "a@example.org, b@example.org",
        "a@example.org\\nBcc: b@example.org",
        "a@example.org\\r\\nBcc: b@example.org",
        "Testers <a@example.org>",
        "a b@example.org",
        "a@-example.org",
        "=?utf-8?q?a=40b.fi=0ABcc:c?=@exa mple.org",
        "ä@example.org",
        "a@exämple.org",
        "a@[127.0.0.1]",
        "a@example.org\\u202e",
        "a" * 250 + "@example.org",
    ],
)
def test_refuses_what_is_no_plain_address_and_writes_no_draft(project, ready, address):
    addressed(project, f'recipients: {{testers: {{funder: ["{address}"]}}}}')
    with pytest.raises(ParamsError, match=r"recipients\.testers\.funder"):
        write_mails(project, "funder", "testers", periods=("2025",))
    assert not places.outbox(project.root).exists()


def test_an_organisation_that_is_not_known_is_named_with_the_nearest(project, ready):
    addressed(project, "recipients: {tester: {funder: [a@example.org]}}")
    with pytest.raises(ParamsError, match="did you mean testers"):
        write_mails(project, "funder", "testers", periods=("2025",))
