/** Before any script of the page: remember paints, shifts, long tasks, how quickly input was answered, and frames asked for. */

(() => {
  const seen = (window.seen = { lcp: 0, fcp: 0, shifts: 0, tasks: [], answers: [], asked: 0 });
  const on = (type, note, more) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true, ...more });
  on("paint", ({ name, startTime }) => name === "first-contentful-paint" && (seen.fcp = startTime));
  on("largest-contentful-paint", ({ startTime }) => (seen.lcp = startTime));
  on("layout-shift", ({ hadRecentInput, value }) => (seen.shifts += hadRecentInput ? 0 : value));
  on("longtask", ({ startTime, duration }) => seen.tasks.push([startTime, duration]));
  on("event", ({ interactionId, duration }) => interactionId && seen.answers.push(duration), { durationThreshold: 16 });

  const ask = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (draw) => (seen.asked++, ask(draw));

  /** Milliseconds between frames while the page is scrolled by so many pixels a frame, from its top, for so long at most. */
  window.scrolled = (pixels, most) => new Promise((done) => {
    const gaps = [], page = document.documentElement;
    let y = 0, begin = 0, last = 0;
    page.scrollTo({ top: 0, behavior: "instant" });
    ask(function frame(now) {
      if (last) gaps.push(now - last);
      begin ||= now;
      last = now;
      if (y >= page.scrollHeight - innerHeight || now - begin > most) return done(gaps);
      page.scrollTo({ top: (y += pixels), behavior: "instant" });
      ask(frame);
    });
  });

  /** The same of the frames until the promise that is given back by stop(). */
  window.sampled = () => {
    const gaps = [];
    let last = 0, on = true;
    ask(function frame(now) {
      if (last) gaps.push(now - last);
      last = now;
      if (on) ask(frame);
    });
    window.stop = () => ((on = false), gaps);
  };
})();
