import type { Launcher } from "./launcher.ts";

const mark = "deskbell";

/**
 * The way back closes the panel: where the browser has a CloseWatcher (Android's gesture among others) without touching the
 * page's history; with data-back by an entry of its own in it.
 */
export class Way {
  #launcher: Launcher;
  #close: () => void;
  #watcher: CloseWatcher | undefined;
  #entered = false; // our entry is the present one

  constructor(launcher: Launcher, close: () => void) {
    this.#launcher = launcher;
    this.#close = close;
    if (!this.#inHistory) return;
    // Before the site's router hears of it: for the router nothing has changed.
    addEventListener("popstate", (event) => this.#left(event), { capture: true, signal: launcher.signal });
  }

  get #inHistory(): boolean {
    return "back" in this.#launcher.data;
  }

  shown(open: boolean): void {
    if (open) this.#enter();
    else this.#leave();
  }

  #enter(): void {
    if (this.#inHistory) {
      if (this.#entered) return;
      this.#entered = true;
      history.pushState({ ...history.state, [mark]: 1 }, "");
    } else if (window.CloseWatcher && !this.#watcher) {
      this.#watcher = new window.CloseWatcher();
      this.#watcher.addEventListener("close", () => {
        this.#watcher = undefined;
        this.#close();
      });
    }
  }

  #leave(): void {
    this.#watcher?.destroy();
    this.#watcher = undefined;
    if (this.#entered && history.state?.[mark]) history.back();
    else this.#entered = false;
  }

  #left(event: PopStateEvent): void {
    if (!this.#entered || event.state?.[mark]) return;
    event.stopImmediatePropagation();
    this.#entered = false;
    this.#close();
  }
}
