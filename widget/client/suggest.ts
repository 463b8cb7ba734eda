// Questions of the FAQ while one is being typed, with the keys of ARIA's combobox with manual selection. The field is of
// several lines and may not have that role, and aria-activedescendant without it is not followed everywhere: so the
// focus itself goes into the list, and back for whatever is typed there. How many there are is read out.
// Whatever goes wrong, there is no list and nothing else changes.

import { make } from "./dom.ts";
import { isBusy } from "./screen.ts";

interface Suggestion {
  entry: string;
  question: string;
  lang?: string;
}

interface Found {
  suggestions: Suggestion[];
  count: string;
}

const pause = 120; // ms without a key before anything is asked for
const spoken = 1_000; // ms without a change before the number is read out
const patience = 1_500; // ms for an answer
const rest = 10_000; // ms without asking after a failure
const fewest = 2; // letters
const longest = 200; // letters that are sent
const share = 0.4; // of the height that is seen

const known = new Map<string, Found>(); // in memory, until the screen changes
let asking: AbortController | null = null;
let timer = 0;
let reader = 0;
let restUntil = 0;

const field = (): HTMLTextAreaElement | null => document.querySelector("[data-suggest] textarea");
const list = (): HTMLElement | null => document.getElementById("suggestions");
const options = (): HTMLElement[] => [...(list()?.children ?? [])] as HTMLElement[];
const isInList = (place: EventTarget | null): boolean => place instanceof Node && list()?.contains(place) === true;
const isOpen = (): boolean => list()?.hidden === false;

/** After each new rendering: the server's markup says nothing of the list. */
export function prepareList(): void {
  close();
  known.clear();
  const box = field();
  if (!box) return;
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", "suggestions");
  box.autocomplete = "off";
}

/** Closes the list and asks for nothing more until something is typed. */
export function close(): void {
  asking?.abort();
  asking = null;
  clearTimeout(timer);
  clearTimeout(reader);
  if (isInList(document.activeElement)) field()?.focus();
  const all = list();
  document.getElementById("suggested")?.replaceChildren();
  if (!all) return;
  all.hidden = true;
  all.replaceChildren();
}

/** Lets the list follow what is typed; choose shows an entry. */
export function watchTyping(choose: (entry: string) => void): void {
  for (const kind of ["input", "compositionend"]) {
    document.addEventListener(kind, (e) => {
      if (e.target !== field() || (e instanceof InputEvent && e.isComposing)) return;
      later();
    });
  }
  document.addEventListener("focusout", (e) => {
    if ((e.target === field() || isInList(e.target)) && e.relatedTarget !== field() && !isInList(e.relatedTarget)) close();
  });
  document.addEventListener("focusin", (e) => {
    for (const option of options()) option.ariaSelected = String(option === e.target);
  });
  document.addEventListener("mousedown", (e) => {
    if (e.target instanceof Element && e.target.closest("#suggestions")) e.preventDefault(); // the field keeps the focus
  });
  document.addEventListener("click", (e) => {
    const option = e.target instanceof Element ? e.target.closest<HTMLElement>("#suggestions [role=option]") : null;
    if (option) take(option, choose);
  });
  for (const kind of ["resize", "scroll"]) visualViewport?.addEventListener(kind, fit);
}

/** Whether a key was meant for the list. */
export function onListKey(e: KeyboardEvent, choose: (entry: string) => void): boolean {
  if (!isOpen() || e.ctrlKey || e.metaKey || e.altKey || (e.target !== field() && !isInList(e.target))) return false;
  const all = options();
  const at = all.indexOf(e.target as HTMLElement); // -1 is the field
  switch (e.key) {
    case "ArrowDown":
    case "ArrowUp":
      if (e.shiftKey || (at < 0 && !isAtEnd())) return false; // it moves within the text
      (all[stepped(at, e.key === "ArrowDown" ? 1 : -1, all.length)] ?? field())?.focus();
      break;
    case "Enter":
      if (at < 0 || e.shiftKey) return false;
      take(all[at]!, choose);
      break;
    case "Escape":
      close();
      break;
    case "Tab":
      close();
      return false;
    default:
      if (at >= 0) field()?.focus(); // where the key has its effect
      return false;
  }
  e.preventDefault();
  return true;
}

/** The next place in a circle of all options and the field itself, which is -1. */
const stepped = (at: number, by: number, all: number): number => ((at + 1 + by + all + 1) % (all + 1)) - 1;

function isAtEnd(): boolean {
  const box = field();
  return box !== null && box.selectionStart === box.value.length;
}

function take(option: HTMLElement, choose: (entry: string) => void): void {
  const entry = option.dataset["entry"] ?? "";
  close();
  choose(entry);
}

function later(): void {
  asking?.abort();
  clearTimeout(timer);
  const text = field()?.value ?? "";
  if ((text.match(/\p{L}|\p{N}/gu)?.length ?? 0) < fewest || Date.now() < restUntil) {
    close();
    return;
  }
  timer = setTimeout(() => void look(text.slice(0, longest)), pause);
}

async function look(text: string): Promise<void> {
  try {
    const found = known.get(text) ?? (await ask(text));
    known.set(text, found);
    if (field()?.value.slice(0, longest) === text && document.activeElement === field()) open(found);
  } catch (e) {
    if (e instanceof DOMException && e.name === "AbortError") return; // something else was typed
    restUntil = Date.now() + rest;
    close();
  }
}

async function ask(text: string): Promise<Found> {
  const mine = (asking = new AbortController());
  const tooLong = setTimeout(() => mine.abort(new Error("too slow")), patience);
  try {
    const answer = await fetch(field()?.closest<HTMLElement>("[data-suggest]")?.dataset["suggest"] ?? "", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ question: text, ...situation() }),
      signal: mine.signal,
    });
    if (!answer.ok) throw new Error(`answer ${answer.status}`);
    return (await answer.json()) as Found;
  } finally {
    clearTimeout(tooLong);
  }
}

/** What the form knows beside the question. */
function situation(): { lang: string; page: string; scope: string; seen: string[] } {
  const data = new FormData(field()?.form ?? undefined);
  const one = (name: string): string => String(data.get(name) ?? "");
  const seen = [...data.getAll("seen"), ...data.getAll("wrong")].map(String);
  return { lang: document.documentElement.lang, page: one("page"), scope: one("scope"), seen: [...new Set(seen)].slice(-50) };
}

function open(found: Found): void {
  const [box, all] = [field(), list()];
  if (!box || !all || isBusy()) return;
  if (found.suggestions.length === 0) {
    close();
    return;
  }
  all.replaceChildren(
    ...found.suggestions.map((one, i) => {
      const option = make("div", { id: `suggestion-${i}`, className: "suggestion", dir: "auto", role: "option", tabIndex: -1, ariaSelected: "false" }, one.question);
      option.dataset["entry"] = one.entry;
      if (one.lang) option.lang = one.lang;
      return option;
    }),
  );
  all.hidden = false;
  all.scrollTop = 0;
  fit();
  clearTimeout(reader);
  reader = setTimeout(() => {
    const line = document.getElementById("suggested");
    if (line?.textContent !== found.count) line?.replaceChildren(found.count); // not after every pause
  }, spoken);
}

/** Keeps the list within what is seen between the head and the field, whatever a keyboard covers. */
function fit(): void {
  const [all, line, head] = [list(), field()?.closest(".writer"), document.querySelector(".head")];
  if (!all || all.hidden || !line || !head) return;
  const seen = visualViewport?.height ?? innerHeight;
  const room = line.getBoundingClientRect().top - head.getBoundingClientRect().bottom;
  all.style.maxBlockSize = `${Math.floor(Math.max(0, Math.min(seen * share, room)))}px`;
}
