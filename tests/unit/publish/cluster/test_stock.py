from concurrent.futures import ThreadPoolExecutor

from arvio.publish.cluster import stock
from arvio.publish.cluster.stock import Stock


class Contents:
    """What belongs to organisations, counted as it is asked for."""

    def __init__(self, monkeypatch):
        self.asked = []
        self.state = 0
        monkeypatch.setattr(stock.belongings, "of_project", lambda project, name: self._counted(name, b"1"))
        monkeypatch.setattr(stock.belongings, "of_state", lambda project, name: self._counted(f"{name}'s", b"2"))
        monkeypatch.setattr(stock.belongings, "state_of", lambda project, name: (b"", self.state))

    def _counted(self, name, content):
        self.asked.append(name)
        return {"a": name.encode() + content * (1 + self.state)}


def test_a_parcel_is_packed_once_however_many_ask_at_the_same_time(monkeypatch):
    contents, found = Contents(monkeypatch), Stock(None)
    with ThreadPoolExecutor(8) as threads:
        digests = {one.digest for one in threads.map(found.of_project, ["talo"] * 50)}
    assert (len(digests), contents.asked) == (1, ["talo"])


def test_what_is_known_so_far_is_packed_again_when_it_has_changed(monkeypatch):
    contents, found = Contents(monkeypatch), Stock(None)
    first = [found.of_state("talo").digest for _ in range(2)]
    contents.state = 1
    assert found.of_state("talo").digest not in first
    assert contents.asked == ["talo's"] * 2


def test_what_was_put_away_is_packed_again_and_is_the_same(monkeypatch):
    monkeypatch.setattr(stock, "KEPT_AT_MOST", 1)
    contents, found = Contents(monkeypatch), Stock(None)
    digests = [found.of_project(name).digest for name in ("talo", "toinen", "talo")]
    assert digests[0] == digests[2] != digests[1]
    assert contents.asked == ["talo", "toinen", "talo"]
