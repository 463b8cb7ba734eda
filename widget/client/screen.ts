// What is on screen: the server renders, this puts it in place of what was there.

import { morph } from "./morph.ts";

// The only HTML that becomes elements is what our own server rendered.
const policy = window.trustedTypes?.createPolicy("deskbell", { createHTML: (html) => html });

const noticed = 200; // ms until a screen reader knows that what had the focus is gone

export function parse(html: string): Document {
  return new DOMParser().parseFromString((policy?.createHTML(html) ?? html) as string, "text/html");
}

export const main = (): HTMLElement => document.querySelector("main")!;
export const form = (): HTMLFormElement | null => document.querySelector("form#desk");

/** Whether a page is one of ours, to its end. */
export const isOurs = (page: Document): boolean => page.querySelector("main[data-screen]") !== null && page.getElementById("words") !== null;

/** The name of the screen, see screens.go. */
export const nameOf = (page: Document): string => page.querySelector<HTMLElement>("main")?.dataset["screen"] ?? "";

/** Texts that only the script shows, in the language of the page. */
export const words = (): DOMStringMap => document.getElementById("words")?.dataset ?? {};

/** Whether the visitor filled in something since the form was shown. */
export const isTouched = (form: HTMLFormElement): boolean =>
  [...form.elements].some((field) => {
    if (field instanceof HTMLSelectElement) return field.selectedIndex !== Math.max(0, [...field.options].findIndex((o) => o.defaultSelected));
    return (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && field.value !== field.defaultValue;
  });

/** All that stands in the fields for text: the same as long as nothing is typed. */
export const typed = (): string => [...main().querySelectorAll("textarea")].map((field) => field.value).join("\n");

/** Shows another rendering and moves focus to where the visitor goes on. held: they were somewhere when they asked for it. */
export function show(page: Document, held = isHeld()): void {
  const before = form();
  shown = performance.now();
  localTimes(page);
  morph(document.querySelector(".panel")!, page.querySelector(".panel")!);
  for (const id of ["offline", "words"]) { // the page may be in another language now
    const next = page.getElementById(id);
    if (next) document.getElementById(id)?.replaceWith(document.importNode(next, true));
  }
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  document.documentElement.dir = page.documentElement.dir;
  growFields();
  moveOn(before, held && !isHeld());
}

/** Whether the visitor is somewhere on the page, as a keyboard sees it. */
export const isHeld = (): boolean => document.activeElement !== null && document.activeElement !== document.body;

/** Whether a step is on its way. */
export const isBusy = (): boolean => main().getAttribute("aria-busy") === "true";

let saying = 0; // timer
let shown = -noticed; // when the last rendering was

/** What screen readers say, without a change of focus: not together with another rendering, because Orca drops what comes among many changes. */
export function say(text: string): void {
  clearTimeout(saying);
  const put = () => document.querySelector("#busy")?.replaceChildren(text);
  const early = shown + noticed - performance.now();
  if (text === "" || early <= 0) put();
  else saying = setTimeout(put, early);
}

/** What only the visitor's browser knows: the local form of times, the height of a text. */
export function polish(): void {
  localTimes(document);
  growFields();
}

/** A page that came gets them before it is shown: what changes in a log is read out again. */
export function localTimes(page: Document): void {
  const locale = page.querySelector<HTMLElement>("#words")?.dataset["locale"]; // the clock and the digits of the rest of the page
  for (const time of page.querySelectorAll("time")) {
    const at = new Date(time.dateTime);
    if (!Number.isNaN(at.getTime())) time.textContent = at.toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" });
  }
}

function growFields(): void {
  for (const field of document.querySelectorAll<HTMLTextAreaElement>(".writer textarea")) grow(field);
}

/** The height that the content fills by itself, whatever the frame's is. */
export function contentHeight(): number {
  const stretched = document.getElementById("log") ?? main();
  const end = stretched.lastElementChild?.getBoundingClientRect().bottom ?? 0;
  const slack = stretched.getBoundingClientRect().bottom - parseFloat(getComputedStyle(stretched).paddingBottom) - end;
  return Math.ceil(document.documentElement.scrollHeight - Math.max(0, slack));
}

/** Whether a field that gets focus would bring up a keyboard over half the screen. */
export const hasTouchKeyboard = (): boolean => matchMedia("(pointer: coarse)").matches;

export function grow(field: HTMLTextAreaElement): void {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}

/** lost: what was pressed is gone. */
function moveOn(before: Element | null, lost: boolean): void {
  const wrong = main().querySelector<HTMLElement>("[aria-invalid=true]");
  const newTurn = main().querySelector<HTMLElement>("[data-new]");
  const problem = form()?.querySelector("[data-problem]");
  if (wrong) {
    give(wrong);
    wrong.closest(".field")?.scrollIntoView({ block: "nearest" }); // Safari shows the field alone, and not the label above it
  } else if (before === form() && problem) {
    problem.scrollIntoView({ block: "center" });
  } else if (before !== form() && !newTurn) {
    scrollTo(0, 0);
    toTop();
    // What the visitor is asked for stands above the thread.
    const asked = main().querySelector(".change-call[open]");
    if (nameOf(document) === "thread" && !asked) main().querySelector("#log > :last-child")?.scrollIntoView({ block: "nearest" });
  } else if (newTurn && !newTurn.matches(".from-system")) {
    readOn(newTurn);
  } else if (newTurn || lost) {
    goOn();
  } else if (document.activeElement?.matches(".writer .send, .writer textarea")) {
    readOn(main().querySelector<HTMLElement>("#log > :last-child") ?? main()); // the live thread had it before the answer came
  }
}

/** To what a step led to, which stands below; after a verdict to the field, or on a phone to what is said above it. */
function goOn(): void {
  const solved = document.getElementById("solved");
  if (solved) (hasTouchKeyboard() ? solved : main().querySelector<HTMLElement>(".writer textarea"))?.focus(); // at once: else send.ts says it, too
  else toTop();
}

/** To the screen's heading. A screen without one is called as its page is: the place alone would say nothing. */
export function toTop(options?: FocusOptions): void {
  const title = document.getElementById("form-title");
  if (!title) main().setAttribute("aria-label", document.title); // until the next rendering
  give(title ?? main(), options);
}

let giving = 0; // timer
let due: HTMLElement | null = null; // is to have the focus

/**
 * Gives the focus to something: after a moment, if nothing has it. Of a focus that comes in the moment in which what had it goes, or
 * together with that of the frame, Orca says nothing.
 */
export function give(to: HTMLElement, options?: FocusOptions): void {
  clearTimeout(giving);
  if (isHeld()) {
    to.focus(options);
    return;
  }
  if (!options?.preventScroll) to.scrollIntoView({ block: "nearest" });
  due = to;
  giving = setTimeout(giveNow, noticed);
}

/** Does not wait for that moment: a key goes where it was meant to. */
export function giveNow(): void {
  if (!isHeld()) due?.focus({ preventScroll: true });
  keepBack();
}

/** Nothing is to have it any more: the visitor has gone elsewhere. */
export function keepBack(): void {
  clearTimeout(giving);
  due = null;
}

/** Brings a new turn into view. On a phone the field would keep its keyboard over the answer. */
function readOn(turn: HTMLElement): void {
  const next = hasTouchKeyboard() ? firstLine(turn) : main().querySelector<HTMLElement>(".writer textarea");
  if (next) give(next, { preventScroll: true });
  turn.scrollIntoView({ block: "start" });
}

/** Where reading begins, in the last of what is new or else in a turn: short, because the log says the whole of it. */
function firstLine(turn: HTMLElement): HTMLElement | null {
  const line = ([...main().querySelectorAll("[data-new]")].at(-1) ?? turn).querySelector("p");
  line?.setAttribute("tabindex", "-1");
  return line;
}
