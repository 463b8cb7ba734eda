// What the launcher needs once the panel is open: the sheet, the talk with the panel, its size, the
// way back, the badge. Loaded with the first click.

import { make } from "./dom.ts";
import css from "./frame.css?text";
import { Way } from "./frame_back.ts";
import { PhoneSheet } from "./frame_phone.ts";
import type { Call, Launcher } from "./launcher.ts";
import { remember } from "./launcher_flag.ts";
import type { ToHost, ToPanel } from "./protocol.ts";

/** How this script hands itself to the launcher that loaded it. */
export type Extend = (begin: (launcher: Launcher) => Panel) => void;

const patience = 4000; // milliseconds until the panel counts as lost

/** The language that a frame was loaded in, "" if the panel was to find it out. */
const langOf = (frame: HTMLIFrameElement): string => new URL(frame.src).searchParams.get("lang") ?? "";

/** The sheet and the panel in it, from the host's side. */
export class Panel {
  readonly #launcher: Launcher;
  #sheet!: HTMLElement;
  #badge = make("span", { className: "badge", hidden: true });
  #news = make("div", { className: "unseen", role: "status" }); // beside the button: what is in one is no more than its name
  #toggle!: HTMLElement;
  #frame!: HTMLIFrameElement;
  #card = make("div", {}); // over the frame until the panel is ready
  #phone: PhoneSheet;
  #way: Way;
  #queue: ToPanel[] = []; // until it is ready
  #ready = false;
  #isNew = false; // it was loaded with what the next call wants
  #timer = 0; // runs while the panel is on its way
  #height = 0;
  #back: Element | null = null; // where the focus goes when it closes

  constructor(launcher: Launcher) {
    const styles = new CSSStyleSheet();
    const shadow = launcher.element.shadowRoot!;
    styles.replaceSync(css);
    shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, styles];
    launcher.element.addEventListener("keydown", (event) => event.key === "Escape" && this.close(), { signal: launcher.signal });
    this.#launcher = launcher;
    shadow.append(this.#news);
    [this.#sheet, this.#toggle, this.#frame] = [".sheet", ".help", "iframe"].map((part) => shadow.querySelector(part)) as [HTMLElement, HTMLElement, HTMLIFrameElement];
    this.#phone = new PhoneSheet(launcher, this.#sheet);
    this.#way = new Way(launcher, () => this.close());
    this.#await();
    this.#catchUp(launcher);
  }

  /** Does what was asked for while this script was on its way. */
  #catchUp({ calls, heard, makeFrame }: Launcher): void {
    const now = langOf(makeFrame());
    if (now !== langOf(this.#frame)) this.#translate(now);
    this.#isNew = calls.length > 0;
    for (const call of calls.splice(0)) this.does(...call);
    for (const event of heard.splice(0)) this.hear(event);
  }

  get #isOpen(): boolean {
    return !this.#sheet.hidden;
  }

  does(...[what, said]: Call): void {
    if (what === "toggle" && this.#isOpen) this.close();
    else if (what === "language") this.#translate(said!);
    else this.#open(what === "open" ? said : "help");
    if (what === "ask") this.#send({ deskbell: 1, type: "ask", text: said! });
  }

  #translate(lang: string): void {
    this.#name();
    this.#send({ deskbell: 1, type: "language", lang });
  }

  #open(at?: string): void {
    const wasOpen = this.#isOpen;
    if (!wasOpen) this.#back = this.#focused ?? document.activeElement;
    const isLost = !this.#ready && !this.#timer;
    if (isLost) this.#again(at);
    this.#show(true);
    this.#focus();
    if (!isLost && !this.#isNew) this.#direct(at); // shown before: what is not has no place for the focus
    this.#isNew = false;
    if (!wasOpen) this.#tell("open");
  }

  /** The page may have moved on since the panel was loaded. */
  #direct(at?: string): void {
    this.#send({ deskbell: 1, type: "scope", scope: this.#launcher.data["scope"] ?? "" });
    this.#send({ deskbell: 1, type: "open", at: at === "person" ? at : "help", page: location.origin + location.pathname });
  }

  close(): void {
    if (!this.#isOpen) return;
    const held = this.#sheet.contains(this.#focused);
    this.#show(false);
    this.#send({ deskbell: 1, type: "close" });
    if (held) this.#goBack(); // else they have gone on meanwhile, and stay there
    this.#tell("close");
  }

  /** Where the visitor was, as far as that can have the focus. */
  #goBack(): void {
    (this.#back as HTMLElement | null)?.focus();
    if (this.#sheet.contains(this.#focused)) this.#toggle.focus();
  }

  /** What has the focus in the launcher. */
  get #focused(): Element | null {
    return this.#launcher.element.shadowRoot!.activeElement;
  }

  /** The launcher goes. */
  end(): void {
    this.close();
    clearTimeout(this.#timer);
    remember(false);
  }

  /** An event for the host. It carries nothing. */
  #tell(what: string): void {
    this.#launcher.element.dispatchEvent(new CustomEvent("deskbell:" + what, { bubbles: true }));
  }

  #show(open: boolean): void {
    this.#sheet.style.setProperty("--bar", this.#toggle.parentElement!.offsetHeight + "px");
    this.#sheet.hidden = !open;
    this.#toggle.ariaExpanded = String(open);
    this.#phone.shown(open);
    this.#way.shown(open);
  }

  #focus(): void {
    if (this.#isOpen) (this.#ready ? this.#frame : this.#card.querySelector("button"))?.focus();
  }

  /** Tries once more, after the panel was lost. What that one was to be told of being open counts no more. */
  #again(at?: string): void {
    this.#queue = this.#queue.filter(({ type }) => type !== "open" && type !== "close");
    this.#frame = this.#launcher.makeFrame(at);
    this.#await();
  }

  #await(): void {
    const { words, contacts } = this.#launcher;
    const [, help, , lost] = words();
    const [status, ...ways] = contacts(help + " …");
    status!.role = "status";
    this.#frame.inert = true; // what has the focus could not be seen
    this.#name();
    this.#card = make("div", { className: "card", dir: "auto" }, status!, ...ways, make("a", { href: this.#frame.src, target: "_blank", rel: "noopener", textContent: help + " ↗" }));
    this.#card.append(make("button", { type: "button", textContent: "OK", onclick: () => this.close() }));
    if (this.#frame.parentNode !== this.#sheet) this.#sheet.replaceChildren(this.#frame); // moved, it would load once more
    this.#sheet.append(this.#card);
    this.#timer = window.setTimeout(() => {
      this.#timer = 0;
      status!.textContent = lost!;
    }, patience);
  }

  #send(message: ToPanel): void {
    if (this.#ready) this.#frame.contentWindow!.postMessage(message, new URL(this.#frame.src).origin);
    else this.#queue.push(message);
  }

  /** Takes a message only from our frame and only while it shows our origin. */
  hear({ source, origin, data }: MessageEvent): void {
    if (source !== this.#frame.contentWindow || origin !== new URL(this.#frame.src).origin || data?.deskbell !== 1) return;
    const message = data as ToHost;
    if (message.type === "ready") this.#begin();
    else if (message.type === "close") this.close();
    else if (message.type === "badge") this.#count(message.count);
    else if (message.type === "event") this.#tell(message.name);
    else if (message.type === "size" && message.height > this.#height) {
      // It only grows: a sheet that follows every answer would jump.
      this.#height = message.height;
      this.#sheet.style.setProperty("--height", message.height + "px");
    }
  }

  #begin(): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#ready = true;
    this.#frame.inert = false;
    const held = this.#sheet.contains(this.#focused); // who has gone on in the page meanwhile stays there
    this.#card.remove();
    if (held) this.#focus();
    // Focus from outside takes the frame and lets go of the field in it: the panel sets it anew.
    if (this.#isOpen) this.#send({ deskbell: 1, type: "open", aside: !held });
    for (const message of this.#queue.splice(0)) this.#send(message);
  }

  // Only a panel with a thread sends badges; the next page of the site then opens it again.
  #count(count: number | null): void {
    remember(count !== null);
    this.#badge.textContent = count ? String(count) : "";
    this.#badge.hidden = !count;
    this.#name();
    this.#news.textContent = this.#toggle.ariaLabel;
  }

  /** What is called how: a region for the bar and one for the sheet, and the count apart from the word before it. */
  #name(): void {
    const bar = this.#toggle.parentElement!;
    const word = this.#toggle.firstChild!.textContent!;
    const count = this.#badge.textContent;
    this.#toggle.replaceChildren(word, count ? " " : "", this.#badge); // the word may be new
    this.#toggle.ariaLabel = count ? word + " " + count : null;
    bar.ariaLabel = word + " · " + bar.lastElementChild!.textContent;
    this.#sheet.ariaLabel = this.#frame.title = this.#launcher.data["title"] || this.#launcher.words()[1]!;
  }
}

(document.currentScript as unknown as { deskbell?: Extend } | null)?.deskbell?.((launcher) => new Panel(launcher));
