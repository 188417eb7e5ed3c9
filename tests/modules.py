"""A handful of modules that import each other in every way that ours do, for the tests of bundles."""

from app.server.bundle import bundles

MARKS = """
import {clamp} from "./scale.js";
let drawn = 0;
export function dot(x) {
  drawn += 1;
  return [clamp(x), drawn];
}
"""
SCALE = "/** So far, and no further. */\nexport const clamp = value => Math.min(9, value);\n"
BALL = 'import {dot as mark} from "../parts/marks.js";\nexport const draw = () => mark(12);\n'
LOSS = """
import * as marks from "../parts/marks.js";
import {pen} from "../parts/pen.js";
/** @type {() => import("../parts/pen.js").Ink[]} */
export const draw = () => [...marks.dot(3), pen()];
"""
PEN = 'export function pen() {\n  return "drawn `by` hand // not a comment";\n}\n'
PAGE = """
import {later} from "./parts/later.js";
tell();
async function tell() {
  document.title = JSON.stringify([await later("ball"), await later("loss"), await later("ball")]);
}
"""
LATER = """
export async function later(word) {
  const {size} = await import("./size.js");
  return [(await import(`../scenes/${word}.js`)).draw(), size];
}
"""
WHOLE = LATER.replace("scenes/${word}.js`)).draw()", "scenes/all.js`))[word].draw()")
HOUSE = {
    "main.js": PAGE, "parts/later.js": LATER, "parts/size.js": 'import {clamp} from "./scale.js";\nexport const size = clamp(4);\n',
    "parts/marks.js": MARKS, "parts/scale.js": SCALE, "parts/pen.js": PEN, "scenes/ball.js": BALL, "scenes/loss.js": LOSS,
}


APART = [{"scenes/ball.js": ["scenes/ball.js"]}, {"scenes/loss.js": ["scenes/loss.js"]}]
TOGETHER = [{"scenes/all.js": ["scenes/ball.js", "scenes/loss.js"]}]
IN_TURN = [{"scenes/ball.js": ["scenes/ball.js"], "scenes/loss.js": ["scenes/loss.js"]}]


def made(rows=APART, opening=(), **others):
    """Their bundles; ``others`` take the place of modules."""
    return bundles(HOUSE | others, "main.js", rows, opening)
