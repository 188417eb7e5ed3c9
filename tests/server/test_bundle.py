"""Bundles put each module where it belongs, and name one that cannot be bundled."""

import re

import pytest

from tests.modules import made


def test_what_two_scenes_need_is_in_the_first_bundle_and_what_one_needs_in_its_own():
    files = made()
    assert set(files) == {"main.js", "scenes/ball.js", "scenes/loss.js", "parts/size.js"}
    assert [name for name in files if "Math.min" in files[name]] == ["main.js"]
    assert [name for name in files if "by" in files[name] and "hand" in files[name]] == ["scenes/loss.js"]


def test_a_volume_holds_every_scene_once_more_by_its_name():
    volume = made(volume="scenes/all.js")["scenes/all.js"]
    assert re.search(r"export\s*\{\s*\$\d+ as ball,\s*\$\d+ as loss\s*\}", volume)
    assert "Math.min" not in volume


def test_comments_stay_at_home():
    assert not [name for name, text in made().items() if "no further" in text]


@pytest.mark.parametrize("text, says", [
    ("export default 3;\n", "main.js: 'export default 3;' cannot be bundled; expected import"),
    ('import {draw} from "./scenes/ball.js";\nexport {draw};\n', "main.js: 'export {draw};' cannot be bundled"),
    ("import './parts/pen.js';\n", "main.js: \"import './parts/pen.js';\" cannot be bundled"),
])
def test_a_module_that_cannot_be_bundled_is_named(text, says):
    with pytest.raises(ValueError, match="cannot be bundled") as told:
        made(**{"main.js": text})
    assert str(told.value).startswith(says)


def test_modules_that_import_each_other_are_named():
    with pytest.raises(ValueError, match="parts/a.js imports itself, by way of parts/b.js"):
        made(**{"main.js": 'import {a} from "./parts/a.js";\n', "parts/a.js": 'import {b} from "./b.js";\nexport const a = b;\n',
                "parts/b.js": 'import {a} from "./a.js";\nexport const b = a;\n'})
