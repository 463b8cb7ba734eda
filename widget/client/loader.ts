import { constructed, Launcher } from "./launcher.ts";
import { readOptions } from "./launcher_options.ts";

/** What a host page may call, as `Deskbell`. */
export interface DeskbellAPI {
  /** Opens the panel: the questions, or the form to reach a person. */
  open(at?: "help" | "person"): void;
  /** Opens the panel and asks. */
  ask(text: string): void;
  close(): void;
  /** A BCP 47 tag, for launcher and panel. */
  setLanguage(lang: string): void;
  /** Removes the launcher and gives the snippet's paragraph back. */
  destroy(): void;
}

declare global {
  interface Window {
    Deskbell?: DeskbellAPI;
  }
}

const name = "deskbell-launcher";
const script = document.currentScript;

// The snippet's links are for when there is no launcher. They keep their place, so that nothing moves.
function hideParagraph(): () => void {
  const sheet = constructed("[data-deskbell]{visibility:hidden!important}");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}

function start(source: HTMLScriptElement): void {
  if (document.querySelector(name)) return;
  if (!customElements.get(name)) customElements.define(name, Launcher);
  // If the snippet stands twice the first one counts, whichever was loaded first.
  const first = [...document.scripts].find((other) => other.src === source.src) ?? source;
  const launcher = (document.createElement(name) as Launcher).start(readOptions(first));
  const showParagraph = hideParagraph();
  document.body.append(launcher);
  window.Deskbell = {
    open: (at) => launcher.open(at),
    ask: (text) => launcher.ask(text),
    close: () => launcher.close(),
    setLanguage: (lang) => launcher.setLanguage(lang),
    destroy() {
      launcher.destroy();
      showParagraph();
      delete window.Deskbell;
    },
  };
}

// A browser without constructed style sheets keeps the snippet's links, which work.
if (script instanceof HTMLScriptElement && "adoptedStyleSheets" in document) {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => start(script), { once: true });
  else start(script);
}
