/** A scene alone in a frame: it comes alive as in its chapter, tells the page around it how high it is, and hears what that asks. */

import { alive } from "./main.js";
import { tellHeight } from "./parts/height.js";
import { answer } from "./parts/host.js";

const [figure] = alive;
tellHeight(document.querySelector(".alone"), figure.element);
answer(figure);
