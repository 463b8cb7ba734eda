import type { Launcher } from "./launcher.ts";

const mark = "deskbell";

/**
 * The way back closes the panel: where the browser has a CloseWatcher (Android's gesture, Escape) without touching the
 * page's history; with data-back by an entry of its own in it, at the same address.
 *
 * A site's router hears of the step back before we can, and would show the page anew. So the page's state goes along to our
 * entry, and what it left is empty meanwhile: routers take an entry without a state for none of theirs.
 */
export class Way {
  #launcher: Launcher;
  #close: () => void;
  #watcher: CloseWatcher | undefined;
  #open = false;
  #entered = false; // our entry is there
  #leaving = false; // on the way back from it
  #life = new AbortController(); // ends with the launcher, and not before our entry is left
  #url = ""; // of the page when it was made
  #state: unknown; // of the page's entry
  #taken = false; // that state, from the page's entry
  #scroll: ScrollRestoration = "auto"; // as the site has it

  constructor(launcher: Launcher, close: () => void) {
    this.#launcher = launcher;
    this.#close = close;
    if (!this.#inHistory) return;
    addEventListener("popstate", (event) => this.#came(event), { signal: this.#life.signal });
    launcher.signal.addEventListener("abort", () => this.#leaving || this.#life.abort());
  }

  get #inHistory(): boolean {
    return "back" in this.#launcher.data;
  }

  shown(open: boolean): void {
    this.#open = open;
    if (open) this.#enter();
    else this.#leave();
  }

  #enter(): void {
    if (this.#inHistory) this.#enterHistory();
    else if (window.CloseWatcher && !this.#watcher) {
      this.#watcher = new window.CloseWatcher();
      this.#watcher.addEventListener("close", () => {
        this.#watcher = undefined;
        this.#close();
      });
    }
  }

  #enterHistory(): void {
    if (this.#entered) return;
    this.#entered = true;
    this.#url = location.href;
    this.#scroll = history.scrollRestoration;
    history.scrollRestoration = "manual"; // the page behind stays where it has been scrolled to meanwhile
    if (history.state?.[mark]) return; // after a reload, or a step forward
    this.#state = history.state;
    this.#taken = true;
    history.replaceState(null, "");
    history.pushState({ ...Object(this.#state), [mark]: 1 }, "");
  }

  #leave(): void {
    this.#watcher?.destroy();
    this.#watcher = undefined;
    if (!this.#entered || this.#leaving) return;
    if (history.state?.[mark]) {
      this.#leaving = true;
      history.back();
    } else this.#gone(); // the site has gone on to an entry of its own
  }

  #gone(): void {
    this.#entered = this.#leaving = false;
    history.scrollRestoration = this.#scroll;
  }

  #came(event: PopStateEvent): void {
    if (event.state?.[mark] || location.href !== this.#url || !(this.#entered || this.#taken)) return;
    event.stopImmediatePropagation();
    if (this.#taken && history.state === null) history.replaceState(this.#state, "");
    this.#taken = false;
    if (this.#entered) this.#left();
    else dispatchEvent(new PopStateEvent("popstate", { state: history.state })); // from further on, where the panel was closed: the router's affair
  }

  #left(): void {
    const byUs = this.#leaving;
    this.#gone();
    if (this.#launcher.signal.aborted) this.#life.abort();
    else if (!byUs) this.#close();
    else if (this.#open) this.#enter(); // opened again meanwhile
  }
}
