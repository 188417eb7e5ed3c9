/**
 * <downhill-scene src="https://course.example/embed/ball/" settings="rate=16" step="7" theme="dark">: a scene in any page.
 * What stands inside, a link or a poster, is shown until the scene says that it is there; `ratio` is its picture's width by its
 * height. Where there is no scene the room is given back, and a line says why. Attributes may change at any time. A "change" event
 * tells what the reader chose: its detail is {step, settings}.
 */
{
  const NEAR = "50% 0px", HIGHEST = 10_000, PATIENCE = 2_000;
  const look = new CSSStyleSheet();
  look.replaceSync(`
    :host { display: block; container-type: inline-size }
    :host([hidden]) { display: none }
    div { position: relative; min-block-size: calc(100cqi / var(--ratio, 1.07) + 9.5rem) }
    iframe { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; border: 0; opacity: 0 }
    .here, .gone { min-block-size: 0 }
    .here slot { display: none }
    .here iframe { opacity: 1 }`);

  /** "rate=16/knob=55" as an object. */
  const pairs = (text) => Object.fromEntries(text.split("/").map((pair) => pair.split("=")));

  class Scene extends HTMLElement {
    static observedAttributes = ["src", "settings", "step", "theme"];

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
      const { address } = this, frame = this.frame = document.createElement("iframe");
      if (!address) return void this.check();
      frame.title = this.title || this.textContent.trim() || address.pathname;
      frame.allow = "clipboard-write";
      frame.src = address.href;
      frame.addEventListener("load", () => setTimeout(() => this.frame === frame && !this.room.className && this.check(), PATIENCE));
      this.room.append(frame);
    }

    /** A frame in which nobody speaks: if nothing is there, what stands inside is shown, and why. */
    async check() {
      const { frame } = this, trouble = await this.trouble();
      if (!trouble || this.frame !== frame || this.room.className) return;
      this.room.className = "gone";
      frame.remove();
      this.room.append(Object.assign(document.createElement("p"), { textContent: trouble }));
    }

    /** What keeps a scene from being shown, in a sentence; nothing if it is there, or if nobody may ask. */
    async trouble() {
      const { address } = this;
      if (!address) return `src is ${JSON.stringify(this.getAttribute("src"))}, expected the address of a scene`;
      try {
        if ((await fetch(address, { method: "HEAD" })).ok) return "";
        const answer = await fetch(address), { error, exists } = await answer.json().catch(() => ({}));
        return `${address.pathname}: ${error ?? answer.status}${exists ? `; there are ${exists.join(", ")}` : ""}`;
      } catch {
        return "";
      }
    }

    /** Where the scene is, with what the attributes say; null if that is nowhere. */
    get address() {
      const src = this.getAttribute("src");
      if (!src || !URL.canParse(src, document.baseURI)) return null;
      const address = new URL(src, document.baseURI), word = address.pathname.match(/([^/]*)\/?$/)[1];
      if (!/^https?:$/.test(address.protocol)) return null;
      for (const [key, name] of [[word, "settings"], [`${word}.at`, "step"], ["theme", "theme"]]) {
        if (this.hasAttribute(name)) address.searchParams.set(key, this.getAttribute(name));
      }
      return address;
    }

    attributeChangedCallback(name, before, value) {
      if (!this.frame || before === value) return;
      if (name === "src") this.connectedCallback();
      else this.frame.contentWindow?.postMessage(this.asked[name](value), "*");
    }

    asked = {
      settings: (value) => ({ type: "downhill:seek", settings: pairs(value ?? "") }),
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
