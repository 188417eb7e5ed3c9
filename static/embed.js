/**
 * <downhill-scene src="https://course.example/embed/ball/" settings="rate=16" step="7" theme="dark">: a scene in any page.
 * What stands inside, a link or a poster, is shown until the scene says that it is there; `ratio` is its picture's width by its
 * height. Where there is no scene the room is given back, and a line says why. Attributes may change at any time. A "change" event
 * tells what the reader chose: its detail is {step, settings}.
 */
{
  const NEAR = "50% 0px", HIGHEST = 10_000, PATIENCE = 2_000, LONGEST = 5 * PATIENCE;
  const KNOWN = ["src", "settings", "step", "theme", "beside", "hide", "language", "ratio"];
  const look = new CSSStyleSheet();
  look.replaceSync(`
    :host { display: block; container-type: inline-size }
    :host([hidden]) { display: none }
    div { position: relative; min-block-size: calc(100cqi / var(--ratio, 1.07) + 9.5rem) }
    iframe { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; border: 0; visibility: hidden }
    p { font-size: small }
    .here, .gone { min-block-size: 0 }
    :is(.here, .mute) :is(slot, p) { display: none }
    :is(.here, .mute) iframe { visibility: visible }`);

  class Scene extends HTMLElement {
    static observedAttributes = KNOWN;

    connectedCallback() {
      const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [look];
      this.frame = null;
      this.room = document.createElement("div");
      this.room.append(document.createElement("slot"));
      if (Number(this.getAttribute("ratio")) > 0) this.room.style.setProperty("--ratio", this.getAttribute("ratio"));
      root.replaceChildren(this.room);
      addEventListener("message", this);
      this.watcher = new IntersectionObserver((seen) => seen.at(-1).isIntersecting && this.come(), { rootMargin: NEAR });
      this.watcher.observe(this);
    }

    disconnectedCallback() {
      removeEventListener("message", this);
      this.watcher.disconnect();
      this.frame = null;
    }

    /** Near enough to be seen: from now on there is a frame. */
    come() {
      this.watcher.disconnect();
      for (const name of this.getAttributeNames()) {
        if (KNOWN.includes(name) || name in this || /-|class|tabindex/.test(name)) continue;
        console.warn(`no attribute ${name} of <downhill-scene>; there are ${KNOWN.join(", ")}`);
      }
      const { address } = this, frame = this.frame = document.createElement("iframe");
      if (!address) return void this.check();
      frame.title = this.title || this.textContent.trim() || address.pathname;
      frame.allow = "clipboard-write";
      frame.src = address.href;
      const doubt = () => this.frame === frame && !this.room.className && this.check();
      frame.addEventListener("load", () => setTimeout(doubt, PATIENCE));
      setTimeout(doubt, LONGEST);
      this.room.append(frame);
    }

    /** A frame in which nobody speaks: a scene without its script is seen as on paper; else what stands inside, and why. */
    async check() {
      const { frame, room } = this, trouble = await this.trouble();
      if (this.frame !== frame || room.className) return;
      room.className = trouble ? "gone" : "mute";
      room.append(Object.assign(document.createElement("p"), { textContent: trouble }));
    }

    /** What keeps a scene from being shown, in a sentence; nothing if it is there. */
    async trouble() {
      const { address } = this;
      if (!address) return `src is ${JSON.stringify(this.getAttribute("src"))}, expected the address of a scene`;
      try {
        const answer = await fetch(address, { signal: AbortSignal.timeout(LONGEST) }), text = await answer.text();
        if (answer.ok && /class="?alone/.test(text)) return "";
        const { error, exists } = JSON.parse(text);
        return `${address.pathname}: ${error}${exists ? `; there are ${exists.join(", ")}` : ""}`;
      } catch {
        return `no scene answers at ${address.href}; expected a server that runs, and there /embed/ball/ or another`;
      }
    }

    /** Where the scene is, with what the attributes say; null if that is nowhere. */
    get address() {
      const src = this.getAttribute("src"), language = this.getAttribute("language");
      if (!src || !URL.canParse(src, document.baseURI)) return null;
      const address = new URL(src, document.baseURI), path = address.pathname.replace(/\/?$/, "/"), [, word] = path.match(/([^/]*)\/$/);
      if (!/^https?:$/.test(address.protocol)) return null;
      const elsewhere = language && language !== "en" && !path.includes(`/${language}/embed/`);
      address.pathname = elsewhere ? path.replace(/embed\/[^/]*\/$/, `${language}/$&`) : path;
      for (const [name, key = name] of [["settings", word], ["step", `${word}.at`], ["beside", `${word}.with`], ["theme"], ["hide"]]) {
        if (this.hasAttribute(name)) address.searchParams.set(key, this.getAttribute(name));
      }
      return address;
    }

    attributeChangedCallback(name, before, value) {
      if (!this.frame || before === value) return;
      if (this.asked[name]) this.frame.contentWindow?.postMessage(this.asked[name](value), "*");
      else this.connectedCallback();
    }

    asked = {
      settings: (value) => ({ type: "downhill:seek", settings: Object.fromEntries((value ?? "").split("/").map((pair) => pair.split("="))) }),
      step: (value) => ({ type: "downhill:seek", step: Number(value) }),
      theme: (value) => ({ type: "downhill:theme", theme: value }),
    };

    /** A message: only its own frame is heard. */
    handleEvent({ source, data }) {
      if (!this.frame || source !== this.frame.contentWindow) return;
      if (data?.type === "downhill:height" && data.height > 0 && data.height < HIGHEST) {
        this.room.style.blockSize = `${data.height}px`;
        this.room.className = "here";
      } else if (data?.type === "downhill:state") {
        this.dispatchEvent(new CustomEvent("change", { detail: { step: data.step, settings: data.settings } }));
      }
    }
  }

  customElements.get("downhill-scene") ?? customElements.define("downhill-scene", Scene);
}
