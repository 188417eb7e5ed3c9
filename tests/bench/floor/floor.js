/** The floor: a ball on a curve, drawn in the frame after a scroll from what was worked out before, and a number said when it changes. */

const STEPS = 400, WIDE = 6, HIGH = 3, FINE = 0.03;
const canvas = document.querySelector("canvas"), context = canvas.getContext("2d");
const rate = document.querySelector("input"), said = document.querySelector("output"), text = document.querySelector("section");
const height = (x) => 0.3 * (x - 1) ** 2 + 0.25 * Math.sin(3 * x) + 0.3;
let asked = 0, width = 0, tall = 0, top = 0, long = 0, curve, path, told;

const across = (x) => (x + WIDE / 2) / WIDE * width, up = (y) => tall * (1 - y / HIGH);

function resize() {
  ({ width, height: tall } = canvas.getBoundingClientRect());
  [canvas.width, canvas.height] = [width, tall].map((side) => Math.round(side * devicePixelRatio));
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  const box = text.getBoundingClientRect();
  [top, long] = [box.top + scrollY, box.height - innerHeight];
  curve = new Path2D();
  for (let x = -WIDE / 2; x <= WIDE / 2; x += FINE) curve.lineTo(across(x), up(height(x)));
  ask();
}

function roll() {
  path = [-2];
  while (path.length < STEPS) path.push(path.at(-1) - rate.value / 1000 * (0.6 * (path.at(-1) - 1) + 0.75 * Math.cos(3 * path.at(-1))));
  ask();
}

function draw() {
  asked = 0;
  const x = path[Math.round(Math.min(1, Math.max(0, (scrollY - top) / long)) * (STEPS - 1))], words = `loss ${height(x).toFixed(2)}`;
  context.clearRect(0, 0, width, tall);
  context.stroke(curve);
  context.beginPath();
  context.arc(across(x), up(height(x)) - 10, 10, 0, 7);
  context.fill();
  if (words !== told) said.textContent = told = words;
}

const ask = () => (asked ||= requestAnimationFrame(draw));
addEventListener("scroll", ask, { passive: true });
addEventListener("resize", resize);
rate.addEventListener("input", roll);
resize();
roll();
