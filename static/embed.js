/**
 * <downhill-scene src="https://course.example/embed/ball/" settings="rate=16" step="7" theme="dark">: a scene in any page.
 * What stands inside, a link or a poster, is shown until the scene says that it is there; `ratio` is its picture's width by its
 * height. Attributes may change at any time. A "change" event tells what the reader chose: its detail is {step, settings}.
 */
{
  const NEAR = "50% 0px", HIGHEST = 10_000;
  const look = new CSSStyleSheet();
  look.replaceSync(`
    :host { display: block; container-type: inline-size }
    :host([hidden]) { display: none }
    div { position: relative; min-block-size: calc(100cqi / var(--ratio, 1.07) + 9.5rem) }
    iframe { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; border: 0; opacity: 0 }
    .here { min-block-size: 0 }
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
      const address = this.address;
      if (!/^https?:$/.test(address?.protocol)) return;
      this.frame = document.createElement("iframe");
      this.frame.title = this.title || this.textContent.trim() || address.pathname;
      this.frame.allow = "clipboard-write";
      this.frame.src = address.href;
      this.room.append(this.frame);
    }

    /** Where the scene is, with what the attributes say; null if that is nowhere. */
    get address() {
      if (!URL.canParse(this.getAttribute("src"), document.baseURI)) return null;
      const address = new URL(this.getAttribute("src"), document.baseURI), word = address.pathname.match(/([^/]*)\/?$/)[1];
      for (const [key, name] of [[word, "settings"], [`${word}.at`, "step"], ["theme", "theme"]]) {
        if (this.hasAttribute(name)) address.searchParams.set(key, this.getAttribute(name));
      }
      return address;
    }

    attributeChangedCallback(name, before, value) {
      if (!this.frame || before === value) return;
      if (name === "src") this.connectedCallback();
      else this.frame.contentWindow.postMessage(this.asked[name](value), "*");
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
