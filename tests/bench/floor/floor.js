/** The floor: a ball on a curve, drawn in the frame after a scroll, and a number said of it. */

const STEPS = 400, WIDE = 6, HIGH = 3;
const canvas = document.querySelector("canvas"), context = canvas.getContext("2d");
const rate = document.querySelector("input"), said = document.querySelector("output"), text = document.querySelector("section");
const height = (x) => 0.3 * (x - 1) ** 2 + 0.25 * Math.sin(3 * x) + 0.3;
let asked = 0;

function place(progress) {
  let x = -2;
  for (let step = 0; step < progress * STEPS; step++) x -= rate.value / 1000 * (0.6 * (x - 1) + 0.75 * Math.cos(3 * x));
  return x;
}

function draw() {
  asked = 0;
  const { width, height: tall } = canvas.getBoundingClientRect(), box = text.getBoundingClientRect();
  const progress = Math.min(1, Math.max(0, -box.top / (box.height - innerHeight)));
  const across = (x) => (x + WIDE / 2) / WIDE * width, up = (y) => tall * (1 - y / HIGH);
  if (canvas.width !== Math.round(width * devicePixelRatio)) [canvas.width, canvas.height] = [width, tall].map((side) => Math.round(side * devicePixelRatio));
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  context.clearRect(0, 0, width, tall);
  context.beginPath();
  for (let x = -WIDE / 2; x <= WIDE / 2; x += 0.03) context.lineTo(across(x), up(height(x)));
  context.stroke();
  const x = place(progress);
  context.beginPath();
  context.arc(across(x), up(height(x)) - 10, 10, 0, 7);
  context.fill();
  said.textContent = `loss ${height(x).toFixed(2)}`;
}

const ask = () => (asked ||= requestAnimationFrame(draw));
for (const kind of ["scroll", "resize"]) addEventListener(kind, ask, { passive: true });
rate.addEventListener("input", ask);
ask();
