import { icon, make } from "./dom.ts";
import css from "./launcher.css?text";
import { textOn, type Options } from "./launcher_options.ts";
import { Sheet } from "./launcher_sheet.ts";

const flag = "deskbell"; // in the host's sessionStorage: there is a thread. It holds nothing else.

/**
 * `<deskbell-launcher>`: the two controls "Help" and "Reach a person", and the panel in a frame on
 * Deskbell's own origin, loaded at the first click. It talks to the panel by the messages of protocol.ts
 * and to the host by the events `deskbell:open` and `deskbell:close`, which bubble and say nothing of a person.
 */
export class Launcher extends HTMLElement {
  #options!: Options;
  #sheet!: Sheet;
  #lang = "";
  #help = make("span", {});
  #person = make("span", {});
  #badge = make("span", { className: "badge", hidden: true });
  #bar = make("div", { className: "bar" });
  #back: HTMLElement | undefined; // where the focus goes when the panel closes
  #life = new AbortController();

  /** Not in the constructor: elements made by createElement must come without children and attributes. */
  start(options: Options): this {
    this.#options = options;
    this.#sheet = new Sheet(options);
    this.#sheet.onclose = () => this.close();
    this.#sheet.onbadge = (count) => this.#count(count);
    this.#build();
    this.#listen();
    this.setLanguage(options.lang);
    if (remembered()) this.#sheet.load("help", this.#lang);
    return this;
  }

  #build(): void {
    const { position, colour } = this.#options;
    if (position) this.dataset.position = position;
    const bell = icon("M12 3v2M3 17h18a9 9 0 0 0-18 0zM2 21h20");
    const person = icon("M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21a8 8 0 0 1 16 0");
    this.#bar.setAttribute("role", "group");
    this.#bar.append(
      make("button", { type: "button", className: "help", onclick: () => this.#toggle() }, bell, this.#help, this.#badge),
      make("button", { type: "button", onclick: () => this.open("person") }, person, this.#person),
    );
    const root = this.attachShadow({ mode: "open" });
    const own = colour && `:host{--brand:${colour};--on-brand:${textOn(colour)}}`;
    root.adoptedStyleSheets = [constructed(css + own)];
    root.append(this.#bar, this.#sheet.element);
  }

  #listen(): void {
    const { signal } = this.#life;
    addEventListener("message", (event) => this.#sheet.receive(event), { signal });
    this.addEventListener(
      "keydown",
      (event) => {
        if (event.key === "Escape" && this.isOpen) this.close();
      },
      { signal },
    );
  }

  get isOpen(): boolean {
    return !this.#sheet.element.hidden;
  }

  #toggle(): void {
    if (this.isOpen) this.close();
    else this.open();
  }

  open(at: "help" | "person" = "help"): void {
    const before = this.shadowRoot!.activeElement ?? document.activeElement;
    if (!this.isOpen && before instanceof HTMLElement) this.#back = before;
    this.#show(true);
    this.#sheet.load(at, this.#lang);
    this.#sheet.focus();
    this.#tell("open");
  }

  ask(text: string): void {
    this.open();
    this.#sheet.send({ deskbell: 1, type: "ask", text });
  }

  close(): void {
    if (!this.isOpen) return;
    this.#show(false);
    this.#back?.focus();
    this.#tell("close");
  }

  setLanguage(lang: string): void {
    this.#lang = lang;
    const words = this.#options.words(lang);
    this.lang = lang;
    this.#help.textContent = words.help;
    this.#person.textContent = words.person;
    this.#bar.setAttribute("aria-label", words.title);
    this.#sheet.speak(lang);
  }

  /** Takes everything back that the loader did to the page. */
  destroy(): void {
    this.#life.abort();
    this.#sheet.stop();
    this.remove();
    remember(false);
  }

  #show(open: boolean): void {
    this.#sheet.element.hidden = !open;
    this.#bar.firstElementChild!.setAttribute("aria-expanded", String(open));
  }

  #tell(what: string): void {
    this.dispatchEvent(new CustomEvent("deskbell:" + what, { bubbles: true }));
  }

  // Only a panel with a thread sends badges; the next page of the site then opens it again.
  #count(count: number | null): void {
    remember(count !== null);
    this.#badge.textContent = String(count);
    this.#badge.hidden = !count;
  }
}

export function constructed(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}

function remember(yes: boolean): void {
  try {
    if (yes) sessionStorage.setItem(flag, "1");
    else sessionStorage.removeItem(flag);
  } catch {
    // Storage is blocked: the thread stays in this page alone, and the panel says so.
  }
}

function remembered(): boolean {
  try {
    return sessionStorage.getItem(flag) !== null;
  } catch {
    return false;
  }
}
