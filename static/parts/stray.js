/** Who says that the text tells of something else than its figure is brought when it first does. */

/** @param {import("./element.js").Figure} figure */
export async function stray(figure) {
  const { choice, course, element } = figure;
  if (!course.beats.length || "free" in element.dataset || !(figure.stale || choice.strays)) return;
  try {
    const { Stale } = await import("./stale.js");
    figure.stale ??= new Stale(figure);
    figure.stale.set(choice);
  } catch (error) {
    console.warn(error);
  }
}
