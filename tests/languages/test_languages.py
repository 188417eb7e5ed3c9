"""A language is spoken where it was asked for and nowhere else; English costs nothing."""

import asyncio
import subprocess
import sys
from threading import Thread

import pytest

from app.languages import ENGLISH, known, language, speaking, spoken


def test_a_language_is_spoken_inside_and_the_one_before_again_outside():
    with speaking("es"):
        assert spoken().tag == "es"
        with pytest.raises(KeyError), speaking("en"):
            assert spoken() is ENGLISH
            raise KeyError
        assert spoken().tag == "es"
    assert spoken() is ENGLISH


def test_what_is_sent_to_a_thread_speaks_the_same_and_others_do_not():
    async def sent():
        with speaking("es"):
            there = await asyncio.to_thread(spoken)
        return there.tag, (await asyncio.to_thread(spoken)).tag

    assert asyncio.run(sent()) == ("es", "en")
    with speaking("es"):
        heard = []
        other = Thread(target=lambda: heard.append(spoken().tag))
        other.start()
        other.join()
    assert heard == ["en"]


def test_an_unknown_language_is_told_which_there_are():
    with pytest.raises(LookupError, match=f"no 'xx' among the languages: {', '.join(known())}"):
        language("xx")


def test_spanish_knows_its_name_its_direction_and_its_marks():
    spanish = language("es")
    assert (spanish.name, spanish.direction, spanish.decimal, spanish.group, spanish.minus) == ("Español", "ltr", ",", "\u202f", "−")
    assert (spanish.form(1), spanish.form(2), spanish.plurals["one"], spanish.plurals["other"]) == (0, 1, 0, 1)


def test_a_server_that_speaks_english_alone_never_loads_babel():
    told = "import sys, app.server.main, app.stills.ball; print('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout == "False\n"
