"""Where long words may be broken."""

import pytest

from arvio.presentation.hyphens import LONG, SOFT_HYPHEN, with_soft_hyphens, without_soft_hyphens


@pytest.mark.parametrize(
    "broken",
    [
        "hyvin-voin-ti-alueet",
        "kan-sa-lais-ak-tii-vi-suus",
        "luot-ta-mus-vä-lit",
        "osal-lis-tu-ja-mää-rät",
        "kehit-tä-mis-pro-jekti",
        "vas-taus-pro-sentti",
        "suku-puo-li-eri-tyi-nen",
        "ryh-mä-luet-te-lon",
        "kun-ta-luet-te-lossa",
        "yhtey-den-ot-to-jen",
        "läs-nä-olo-mer-kin-tö-jen",
        "säh-kö-pos-ti-osoit-teita",
        "hen-ki-lö-avai-miksi",
        "pro-sent-ti-yk-sik-köä",
        "moni-am-ma-til-li-nen",
        "työt-tö-myys-uhan",
    ],
)
def test_long_words_are_broken_where_syllables_and_parts_of_compounds_begin(broken):
    plain = broken.replace("-", "")
    assert with_soft_hyphens(plain, "fi").replace(SOFT_HYPHEN, "-") == broken


def test_short_words_numbers_and_other_languages_stay_whole():
    assert with_soft_hyphens("osallistujaa 2025-H1, 1–5", "fi") == "osallistujaa 2025-H1, 1–5"
    assert with_soft_hyphens("verksamhetsberättelserna", "sv") == "verksamhetsberättelserna"
    assert len("osallistujaa") < LONG


def test_the_words_of_a_text_are_broken_each_by_itself_and_nothing_is_lost():
    text = "Asiakastyytyväisyys ja VASTAAJARYHMITTÄIN: työntekijöittäin, perhetyöntekijöiden"
    broken = with_soft_hyphens(text, "fi")
    assert broken.count(SOFT_HYPHEN) > 10
    assert "VAS\u00adTAA\u00adJA\u00adRYH\u00adMIT\u00adTÄIN:" in broken
    assert without_soft_hyphens(broken) == text


def test_no_part_is_shorter_than_three_letters_at_either_end():
    for word in ("elämänlaatuarvioinnissa", "organisaatioittain", "avovastaussarakkeita"):
        parts = with_soft_hyphens(word, "fi").split(SOFT_HYPHEN)
        assert len(parts) > 3
        assert min(len(parts[0]), len(parts[-1])) >= 3
