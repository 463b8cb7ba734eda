import { make } from "./dom.ts";
import type { Options } from "./launcher_options.ts";
import type { LauncherWords } from "./launcher_words.ts";
import type { ToHost, ToPanel } from "./protocol.ts";

const patience = 4000; // milliseconds until the panel counts as lost

/** The box that the panel opens in. While there is no panel, or if none comes, it shows the owner's contact. */
export class Sheet {
  readonly element = make("div", { className: "sheet", hidden: true });
  onclose = (): void => {};
  onbadge = (_count: number | null): void => {};
  #options: Options;
  #origin: string;
  #frame: HTMLIFrameElement | undefined;
  #ready = false;
  #queue: ToPanel[] = [];
  #timer = 0;
  #height = 0;

  constructor(options: Options) {
    this.#options = options;
    this.#origin = new URL(options.base).origin;
    this.element.setAttribute("role", "region");
  }

  /** Loads the panel, unless it is there or on its way. */
  load(at: "help" | "person", lang: string): void {
    if (this.#frame && (this.#ready || this.#timer)) {
      this.send({ deskbell: 1, type: "open", at });
      return;
    }
    const words = this.#options.words(lang);
    const address = this.address(at, lang);
    this.#frame = make("iframe", { src: address, title: words.title, allow: "" });
    this.element.setAttribute("aria-label", words.title);
    const wait = this.#wait(words, address);
    this.element.replaceChildren(this.#frame, wait);
    this.#timer = window.setTimeout(() => {
      this.#timer = 0;
      wait.firstElementChild!.textContent = words.lost;
    }, patience);
  }

  address(at: "help" | "person", lang: string): string {
    const url = new URL(at === "person" ? "help/person" : "help", this.#options.base);
    url.searchParams.set("lang", lang);
    url.searchParams.set("page", location.origin + location.pathname);
    if (this.#options.scope) url.searchParams.set("scope", this.#options.scope);
    return url.href;
  }

  // #wait stands over the frame until the panel says that it is ready.
  #wait(words: LauncherWords, address: string): HTMLElement {
    const { email, phone } = this.#options;
    const close = make("button", { type: "button", textContent: words.close, onclick: () => this.onclose() });
    const status = make("p", { textContent: words.wait });
    status.setAttribute("role", "status");
    const wait = make("div", { className: "wait" }, status);
    if (email) wait.append(make("a", { href: "mailto:" + email, textContent: email }));
    if (phone) wait.append(make("a", { href: "tel:" + phone.replace(/\(0\)|[^\d+]/g, ""), textContent: phone }));
    wait.append(make("a", { href: address, target: "_blank", rel: "noopener", textContent: words.tab }), close);
    return wait;
  }

  send(message: ToPanel): void {
    if (this.#ready) this.#frame!.contentWindow!.postMessage(message, this.#origin);
    else this.#queue.push(message);
  }

  /** Takes a message only from our frame and only while it shows our origin. */
  receive(event: MessageEvent): void {
    if (!this.#frame || event.source !== this.#frame.contentWindow) return;
    if (event.origin !== this.#origin || event.data?.deskbell !== 1) return;
    const message = event.data as ToHost;
    if (message.type === "ready") this.#begin();
    else if (message.type === "close") this.onclose();
    else if (message.type === "badge") this.onbadge(message.count);
    else if (message.type === "size" && message.height > this.#height) {
      // It only grows: a sheet that follows every answer would jump.
      this.#height = message.height;
      this.element.style.setProperty("--height", message.height + "px");
    }
  }

  #begin(): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#ready = true;
    this.element.querySelector(".wait")?.remove();
    this.focus();
    // Focus from outside takes the frame and lets go of the field in it: the panel sets it anew.
    if (!this.element.hidden) this.send({ deskbell: 1, type: "open" });
    for (const message of this.#queue.splice(0)) this.send(message);
  }

  speak(lang: string): void {
    if (this.#frame) this.send({ deskbell: 1, type: "language", lang });
  }

  focus(): void {
    if (!this.element.hidden) (this.#ready ? this.#frame! : this.element.querySelector("button")!).focus();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
