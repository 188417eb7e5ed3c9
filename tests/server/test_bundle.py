"""Bundles put each module where it belongs, and name one that cannot be bundled."""

import re

import pytest

from tests.modules import IN_TURN, TOGETHER, made


def test_what_two_scenes_need_is_in_the_first_bundle_and_what_one_needs_in_its_own():
    files = made()
    assert set(files) == {"main.js", "scenes/ball.js", "scenes/loss.js", "parts/size.js"}
    assert [name for name in files if "Math.min" in files[name]] == ["main.js"]
    assert [name for name in files if "by" in files[name] and "hand" in files[name]] == ["scenes/loss.js"]


def test_a_volume_exports_every_scene_by_its_name():
    volume = made(TOGETHER)["scenes/all.js"]
    assert re.match(r'import\{\$ as \$0\}from"\.\./main\.js";export const\[ball,loss\]=', volume)


def test_what_a_page_opens_with_is_in_the_first_bundle_and_an_export_of_it():
    files = made([{"scenes/all.js": ["scenes/loss.js"]}], ["scenes/ball.js"])
    assert re.search(r"export const\[ball\b", files["main.js"]) and "12" in files["main.js"]


def test_a_bundle_borrows_from_those_before_it_in_its_row():
    more = {"scenes/loss.js": 'import {draw as roll} from "./ball.js";\nexport const draw = () => roll();\n'}
    loss = made(IN_TURN, **more)["scenes/loss.js"]
    assert 'from"./ball.js"' in loss and "12" not in loss


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


def test_a_name_that_is_imported_and_not_exported_is_named_with_what_there_is():
    with pytest.raises(ValueError, match="main.js: no 'HIGH' among the exports of parts/a.js: LOW"):
        made(**{"main.js": 'import {HIGH} from "./parts/a.js";\nHIGH;\n', "parts/a.js": "export const LOW = 1, HIGH = 2;\n"})


def test_modules_that_import_each_other_are_named():
    with pytest.raises(ValueError, match="parts/a.js imports itself, by way of parts/b.js"):
        made(**{"main.js": 'import {a} from "./parts/a.js";\n', "parts/a.js": 'import {b} from "./b.js";\nexport const a = b;\n',
                "parts/b.js": 'import {a} from "./a.js";\nexport const b = a;\n'})
