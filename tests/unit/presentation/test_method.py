import pytest

from arvio.params import Audience
from arvio.presentation import narrative

from .released import context, mean, released

AUDIENCE = Audience(
    minimum_n_persons=5,
    minimum_n_statistics=5,
    minimum_n_sensitive=10,
    minimum_n_interval=20,
    decimals=1,
    spread="withheld",
    band_of_share=0.9,
    rounding_base=5,
    source="invented for the test",
)
WORDS = {
    "en": ("checked together with everything published earlier", "Some figures were left out of this report"),
    "fi": ("tarkastettiin yhdessä kaiken aiemmin julkaistun kanssa", "Osa luvuista jätettiin pois tästä raportista"),
}


@pytest.mark.parametrize("language", WORDS)
def test_a_report_says_that_it_was_checked_together_with_what_was_published_earlier(language):
    shown = narrative.method(context(language), AUDIENCE, released=[released(mean(), language=language)])
    together, left_out = WORDS[language]
    assert together in shown.text
    assert left_out not in shown.text


@pytest.mark.parametrize("language", WORDS)
def test_a_report_from_which_the_gate_took_figures_says_so(language):
    found = [released(mean(), language=language)]
    shown = narrative.method(context(language), AUDIENCE, released=found, coarsened=True)
    assert all(part in shown.text for part in WORDS[language])
