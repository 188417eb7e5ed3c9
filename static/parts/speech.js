/** What a scene says: always to be seen, and spoken politely once the reader has settled. */

const QUIET = 500;

export class Speech {
  /** @param {HTMLElement} say holds the server's sentence, which is the still's; a box in it is laid out for itself */
  constructor(say) {
    this.say = say;
    this.still = say.textContent;
    const line = document.createElement("span");
    this.said = document.createTextNode(this.still);
    line.append(this.said);
    say.replaceChildren(line);
    this.spoken = document.createElement("p");
    this.spoken.className = "unseen";
    this.spoken.setAttribute("role", "status");
    say.removeAttribute("role");
    say.after(this.spoken);
  }

  /** @param {string | null} sentence null for the still's
   * @param {boolean} aloud whether to speak it too */
  tell(sentence, aloud = false) {
    const text = sentence ?? this.still;
    if (text === this.said.data) return;
    this.said.data = text;
    clearTimeout(this.quiet);
    if (aloud) this.quiet = setTimeout(() => (this.spoken.textContent = text), QUIET);
  }
}
