"""The file of recipients, as whoever checks params sees it."""

from types import SimpleNamespace

from arvio.params.recipients import recipient_faults, recipients_of


def project(root, text=None):
    if text is not None:
        (root / "params").mkdir()
        (root / "params" / "recipients.yaml").write_text(text, encoding="utf-8")
    return SimpleNamespace(root=root, names=("harjula", "voimaa"))


def test_a_project_without_the_file_has_none_and_no_fault(tmp_path):
    assert recipients_of(project(tmp_path)) == {}
    assert recipient_faults(project(tmp_path)) == []


def test_every_wrong_address_is_told_at_once_with_its_line(tmp_path):
    text = "recipients:\n  harjula:\n    funder: [a@example.org, nobody]\n  voimaa:\n    board: [a@example.org]\n"
    [fault] = recipient_faults(project(tmp_path, text))
    assert "line 3, recipients.harjula.funder.1" in str(fault)
    assert "got: 'nobody'" in str(fault)
    assert "board" in str(fault)


def test_an_organisation_that_is_not_known_is_a_fault(tmp_path):
    [fault] = recipient_faults(project(tmp_path, "recipients: {harjul: {funder: [a@example.org]}}"))
    assert "did you mean harjula?" in str(fault)
