import type { Deskbell } from "./deskbell.d.ts";
import { make } from "./dom.ts";
import css from "./launcher.css?text";
import { remembered } from "./launcher_flag.ts";
import { linked, textOn, wordsIn } from "./launcher_options.ts";
import type { Extend, Panel } from "./frame.ts";

declare const FRAME: string; // address and integrity of frame.ts, put in by static/build

/** Something to be done by the panel, once it can. */
export type Call = [what: "open" | "toggle" | "ask" | "language", with_?: string];

/** What frame.ts gets of the launcher. */
export interface Launcher {
  element: HTMLElement; // its shadow root holds the bar with the two controls, and the sheet, hidden yet, with the panel's frame
  data: DOMStringMap; // of the script tag
  signal: AbortSignal; // ends with the launcher
  calls: Call[]; // what is to be done
  heard: MessageEvent[]; // what the panel said meanwhile
  makeFrame(at?: string): HTMLIFrameElement; // another one, after this one was lost
  contacts(said: string): HTMLElement[]; // a line that says so, and what leads to the owner without Deskbell
  words(): string[]; // see wordsIn
}

/**
 * The launcher: the two controls "Help" and "Reach a person". It stands beside the body, so that sites that swap
 * their body leave it alone. What is needed only once it is open is a script of its own, frame.ts, loaded with the
 * first click together with the panel.
 */
export function launch(script: HTMLScriptElement): Deskbell {
  const { dataset: data, src } = script;
  const root = script.closest("html")!; // markup may be called documentElement
  const life = new AbortController();
  const { signal } = life;
  const help = make("button", { className: "help", ariaExpanded: "false", onclick: () => does(panel ? "toggle" : "open") });
  const person = make("button", { onclick: () => does("open", "person") }); // no form is around them
  const lost = make("div", { className: "lost", hidden: true, role: "status" });
  const bar = make("div", { className: "bar", role: "region", dir: "auto" }, lost, help, person);
  const element = document.createElement("deskbell-launcher");
  const shadow = element.attachShadow({ mode: "open" });
  const calls: Call[] = [];
  const heard: MessageEvent[] = [];
  let panel: Panel | undefined; // once frame.ts is there
  let attempt: Element[] = []; // to load both
  let failed = true; // or not begun
  let timer = 0;
  let chosen = ""; // language set by a call
  let policy: Pick<ReturnType<TrustedTypes["createPolicy"]>, "createScriptURL"> | undefined;
  let returns = 0;

  const styles = (text: string) => {
    const made = new CSSStyleSheet();
    made.replaceSync(text);
    return made;
  };
  // The paragraph keeps its place, so that nothing moves.
  const instead = styles("@media screen{[data-deskbell]{visibility:hidden!important}}");
  const on = <E extends Event>(target: EventTarget, type: string, hear: (event: E) => void) =>
    target.addEventListener(type, hear as EventListener, { signal });
  const wish = () => chosen || data["lang"] || root.lang;
  const words = () => wordsIn([wish(), ...navigator.languages]);

  /** Goes by what the page is now. */
  function look(): void {
    if (signal.aborted) return;
    // Behind the body, in the order of the page, too. Who takes it away again and again shall have their way.
    if (document.body && !element.isConnected && returns++ < 50) root.append(element);
    const aside = data["launcher"] === "own" || data["hide"]?.split(" ").some((begin) => begin && location.pathname.startsWith(begin));
    // The paragraph holds a way to a person. Without it the controls stay, whatever the owner says.
    const own = !!(aside && document.querySelector("[data-deskbell] a"));
    bar.hidden = own && lost.hidden;
    instead.disabled = own || !element.isConnected;
    const [lang, helpWord, personWord] = words();
    if (lang === element.lang) return;
    element.lang = lang!;
    bar.ariaLabel = data["title"] || helpWord!;
    help.textContent = data["helpLabel"] || helpWord!;
    person.textContent = data["personLabel"] || personWord!;
    panel?.does("language", wish());
  }

  /** Shows that the desk is lost, or that it is well; where the owner has a launcher of their own, in ours. */
  function tell(isWell: boolean): void {
    lost.hidden = isWell;
    look();
  }

  // A click on an element of the host that opens the panel.
  function pressed(event: MouseEvent): void {
    const at = (event.target as Element).closest?.<HTMLElement>("[data-deskbell-open]")?.dataset["deskbellOpen"];
    if (at === undefined || event.defaultPrevented || event.shiftKey || event.ctrlKey || event.metaKey) return; // a tab or window of its own
    event.preventDefault();
    does("open", at);
  }

  function does(...call: Call): void {
    if (panel) return panel.does(...call);
    calls.push(call);
    if (failed) load(call[1]);
  }

  function makeFrame(at?: string): HTMLIFrameElement {
    const url = new URL(at === "person" ? "help/person" : "help", src);
    for (const [name, value] of [["lang", wish()], ["page", location.origin + location.pathname], ["scope", data["scope"]]])
      if (value) url.searchParams.set(name!, value);
    return make("iframe", { src: url.href, title: bar.ariaLabel!, allow: "clipboard-write" });
  }

  function load(at?: string): void {
    const [name, integrity] = FRAME.split(" ");
    const second: HTMLScriptElement & { deskbell?: Extend } = make("script", script.integrity ? { integrity: integrity!, crossOrigin: "" } : {});
    const extend: Extend = (begin) => {
      if (!second.isConnected) return; // another attempt has begun
      clearTimeout(timer);
      panel = begin({ element, data, signal, calls, heard, makeFrame, contacts, words });
      tell(true);
    };
    const gone = () => {
      if (!second.isConnected) return;
      failed = true;
      lost.replaceChildren(...contacts(words()[3]!));
      tell(!calls.length);
    };
    second.onerror = gone;
    second.deskbell = extend;
    second.nonce = script.nonce;
    attempt.forEach((part) => part.remove());
    attempt = [make("div", { className: "sheet", hidden: true }, makeFrame(at)), second];
    shadow.append(attempt[0]!);
    element.append(second); // in the shadow root it could not be told who it is
    failed = false;
    tell(true);
    clearTimeout(timer);
    timer = window.setTimeout(gone, 4000); // ms, then Deskbell counts as lost
    const rules = { createScriptURL: (known: string) => known };
    try {
      policy ??= window.trustedTypes?.createPolicy("deskbell", rules) ?? rules;
      second.src = policy.createScriptURL(new URL(name!, src).href) as string;
    } catch {
      gone(); // the site's list of policies lacks this one
    }
  }

  function contacts(said: string): HTMLElement[] {
    const email = data["email"] || linked("mailto:");
    const phone = data["phone"] || linked("tel:");
    const link = (href: string, textContent: string) => make("a", { href, textContent, hidden: !textContent, dir: "ltr" });
    return [make("p", { textContent: said }), link("mailto:" + email, email), link("tel:" + phone.replace(/\(0\)|[^\d+]/g, ""), phone)];
  }

  element.dir = { left: "rtl", right: "ltr" }[data["position"]!] ?? ""; // it stands where lines end
  data["offset"]?.match(/\d+/g)?.forEach((px, i) => element.style.setProperty("--" + "xyXY"[i], px + "px"));
  const colour = data["colour"]!;
  shadow.adoptedStyleSheets = [styles(css + (/^#[0-9a-f]{6}$/i.test(colour) ? `:host{--brand:${colour};--on-brand:${textOn(colour)}}` : ""))];
  shadow.append(bar);
  document.adoptedStyleSheets.push(instead);

  on(document, "click", pressed);
  on(window, "message", (event: MessageEvent) => (panel ? panel.hear(event) : src.startsWith(event.origin) && heard.push(event)));
  for (const type of ["currententrychange", "popstate"]) on(window.navigation ?? window, type, look); // each knows one of them
  // The page's language, and whoever takes the launcher out of the page.
  const watch = new MutationObserver(() => requestAnimationFrame(look));
  watch.observe(root, { childList: true, attributeFilter: ["lang"] });
  on(document, "DOMContentLoaded", look);
  look();
  if (remembered()) load();

  const api: Deskbell = {
    open: (at) => does("open", at),
    ask: (text) => does("ask", text),
    close() {
      calls.length = 0;
      panel?.close();
    },
    setLanguage(lang) {
      chosen = lang;
      look();
    },
    destroy() {
      panel?.end();
      life.abort();
      watch.disconnect();
      clearTimeout(timer);
      element.remove();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== instead);
      delete window.Deskbell;
    },
    push: (call) => (api[call?.[0]] as (said?: string) => void)?.(call[1]), // what is no call is none
  };
  return api;
}
