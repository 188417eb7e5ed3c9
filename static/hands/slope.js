/** slope: tap the fog, or Shift and arrows, to go there; a tap on the button, or Enter, lifts it; a tap on one of the nine is that knob. */

import * as blind from "../parts/blind.js";
import {placed} from "../parts/marks.js";
import {clamp, linear} from "../parts/scale.js";
import {cellAt, sideways, upright, within} from "../parts/within.js";
import {NINE, WALK} from "../scenes/slope.js";

const STRIDES = [1, 2, 4, 8, 16], FORGOTTEN = {moves: undefined, lifted: false};

export function handle(event, film, size, view) {
  const boxes = placed(view.panels, size), step = Math.round(view.at), change = play(event, film, boxes.fog, view.local, step <= WALK);
  if (change) return step > WALK && change.local ? {...change, at: WALK} : change;
  const inside = within(event, boxes.nine, 0) && step >= NINE;
  if (event.kind === "hover") return {cursor: inside ? "pointer" : ""};
  if (event.kind !== "down" || !inside) return null;
  return {settings: {knob: String(Math.floor(film.settings.knob / 9) * 9 + cellAt(event, boxes.nine))}, local: FORGOTTEN};
}

/** What a happening does to the game, or null if it is not about it. */
function play(event, film, fog, local, visible) {
  const count = film.before.losses.length, fresh = {blind, moves: [blind.START], knob: film.settings.knob, lifted: false, stride: 4}, {kind, x} = event;
  const game = (visible && blind.state(local, film)) || fresh;
  if (kind === "key") return keyed(event, game, count);
  const pressed = game !== fresh && within(event, blind.button(fog), 4, 4, 0), inside = within(event, fog, 0) && !game.lifted;
  if (kind === "hover") return pressed || inside ? {cursor: "pointer"} : null;
  if (kind !== "down") return null;
  if (pressed) return lifting(game);
  return inside ? moved(game, Math.round(linear(fog[0], fog[0] + fog[2], 0, count - 1)(x)), count) : null;
}

/** The fog lifts; or, when it has, all begins anew. */
const lifting = game => ({local: game.lifted ? FORGOTTEN : {...game, lifted: true}});

/** One more move, to a place on the grid; with the last the fog lifts by itself. */
function moved(game, place, count) {
  const moves = [...game.moves, clamp(place, 0, count - 1)];
  return {local: {...game, moves, lifted: moves.length > blind.MOST}};
}

/** Shift with left and right moves by the stride, with up and down changes it. */
function keyed(event, game, count) {
  if (event.key === "Enter" && game.moves.length > 1) return lifting(game);
  const by = sideways(event), longer = upright(event);
  if (by && !game.lifted) return moved(game, game.moves.at(-1) + by * game.stride, count);
  return longer && !game.lifted ? {local: {...game, stride: STRIDES[clamp(STRIDES.indexOf(game.stride) - longer, 0, STRIDES.length - 1)]}} : null;
}
