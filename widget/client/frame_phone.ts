import type { Launcher } from "./launcher.ts";

/** Where the panel covers the page: a phone, or a window that is low. The same stands in frame.css. */
const small = matchMedia("(max-width: 480px), (max-height: 480px)");

/**
 * On a phone the panel is a sheet over the whole page, and modal: the page behind it can be neither reached nor scrolled.
 * It is as large as what can be seen: the frame does not know of the keyboard, the page does.
 */
export class PhoneSheet {
  readonly #sheet: HTMLElement;
  readonly #bar: HTMLElement;
  #open = false;
  #over = false; // the page is put aside
  #page: HTMLElement | null = null; // that was
  #still = new CSSStyleSheet();

  constructor(launcher: Launcher, sheet: HTMLElement) {
    this.#sheet = sheet;
    this.#bar = launcher.element.shadowRoot!.querySelector(".bar")!;
    this.#still.replaceSync("html{overflow:hidden!important;overscroll-behavior:none!important}");
    sheet.role = "region";
    const { signal } = launcher;
    small.addEventListener("change", () => this.#fit(), { signal });
    for (const type of ["resize", "scroll"]) window.visualViewport?.addEventListener(type, () => this.#fit(), { signal });
    const swapped = new MutationObserver(() => this.#over && this.#putAside(document.body));
    swapped.observe(document.documentElement, { childList: true });
    signal.addEventListener("abort", () => swapped.disconnect());
  }

  shown(open: boolean): void {
    this.#open = open;
    this.#fit();
  }

  #fit(): void {
    const over = this.#open && small.matches;
    if (over !== this.#over) this.#cover(over);
    const view = window.visualViewport;
    if (!over || !view || view.scale > 1.01) return; // zoomed in: the visitor looks at a part of it
    this.#sheet.style.setProperty("--top", view.offsetTop + "px");
    this.#sheet.style.setProperty("--visible", view.height + "px");
  }

  #cover(over: boolean): void {
    this.#over = over;
    Object.assign(this.#sheet, over ? { role: "dialog", ariaModal: "true" } : { role: "region", ariaModal: null });
    this.#bar.inert = over;
    this.#putAside(over ? document.body : null);
    const sheets = document.adoptedStyleSheets.filter((other) => other !== this.#still);
    document.adoptedStyleSheets = over ? [...sheets, this.#still] : sheets;
  }

  /** A body that the site itself has put aside stays so. */
  #putAside(page: HTMLElement | null): void {
    if (this.#page) this.#page.inert = false;
    this.#page = page?.inert ? null : page;
    if (this.#page) this.#page.inert = true;
  }
}
