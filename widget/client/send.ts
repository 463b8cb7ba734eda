// Sends forms to the addresses they name, as the browser would, and shows the answer. What did not get through is sent
// again by itself: the same content under the same key, so that it arrives once. That ends when the visitor edits it
// or presses something else.

import { clearComplaint, complain, saySlow, stopWaiting } from "./complaint.ts";
import { drop, isStarted, keep, recall, type Step } from "./draft.ts";
import { form as desk, grow, isHeld, isOurs, isTouched, main, nameOf, parse, say, show, typed, words } from "./screen.ts";
import { askedFor, onWake, patience, pauseAfter } from "./wait.ts";

const notable = 1_000; // ms, what is over sooner is said by its result alone
const slow = 5_000;
const soon = 120_000; // who is to wait longer presses anew
const questions = "/help/ask"; // what is sent there leaves nothing behind

/** Runs after each new rendering. */
type Shown = () => void;

/** A step that was pressed and has not arrived. */
interface Press {
  form: HTMLFormElement;
  by: HTMLElement | null;
  step: Step;
  shown: Shown;
  failures: number;
}

type Sent = Pick<Step, "to" | "says">;

interface Answer {
  page: Document | null; // null if it is not ours
  lost: boolean; // the same step may get through later
  wait: number; // ms that the server asks for
}

let pressed: AbortController | null = null; // a press on its way
let underway = Promise.resolve(); // until it ends
let open: Press | null = null; // has not arrived
let waits = false; // and is sent again by itself
let timer = 0;
let notBefore = 0;
let quiet: AbortController | null = null; // being sent again by itself
let kept = false; // for the next page, by this one

export async function send(form: HTMLFormElement, by: HTMLElement | null, shown: Shown): Promise<void> {
  if (pressed && leadsToAPerson(by) && open?.by !== by) {
    await clearTheWay();
    if (!by.form?.isConnected) return; // what arrived has led there
    form = by.form;
  }
  await press({ form, by, step: stepOf(form, by), shown, failures: 0 });
}

const leadsToAPerson = (by: HTMLElement | null): by is HTMLButtonElement => by instanceof HTMLButtonElement && by.name === "go" && by.value === "person";

/** A person is one action away at any time (promise 1): a question is broken off, what leaves something behind arrives first. */
async function clearTheWay(): Promise<void> {
  if (open?.step.to !== questions) return settled();
  pressed?.abort();
  pressed = null;
  mark(open, false);
}

/** Resolves when no step is on its way. */
export async function settled(): Promise<void> {
  while (pressed) await underway;
}

async function press(one: Press): Promise<void> {
  if (pressed) return; // a double click
  underway = carryOut(one, (pressed = new AbortController()));
  await underway;
}

async function carryOut(one: Press, mine: AbortController): Promise<void> {
  stop();
  open = one;
  const held = isHeld(); // what was pressed may be gone before the answer comes
  clearComplaint();
  mark(one, true);
  const timers = [setTimeout(() => sayUnderway(one), notable), setTimeout(saySlow, slow)];
  const answer = await attempt(one.step, mine);
  timers.forEach(clearTimeout);
  if (pressed !== mine) return; // broken off
  clearComplaint();
  pressed = null;
  mark(one, false);
  say("");
  if (answer.lost) fail(one, answer, held);
  else arrive(one, answer.page!, held);
  one.shown();
}

/** Sends what waits once more. Nobody pressed anything: as long as it fails, nothing changes on the screen. */
async function again(): Promise<void> {
  const one = open;
  if (!one || !waits || quiet) return;
  const mine = (quiet = new AbortController());
  clearTimeout(timer);
  const answer = await attempt(one.step, mine);
  if (quiet !== mine) return; // edited meanwhile, or something else was pressed
  quiet = null;
  if (answer.lost) {
    wait(one, answer.wait);
    if (!waits) stopWaiting();
    return;
  }
  stop();
  clearComplaint();
  arrive(one, answer.page!, isHeld());
  one.shown();
}

function arrive(one: Press, page: Document, held: boolean): void {
  open = null;
  if (kept) drop();
  kept = false;
  if (hasField(document) && !hasField(page) && ["failed", "limited"].includes(nameOf(page))) {
    complain(page, false, () => void send(one.form, one.by, one.shown));
    return;
  }
  const since = typedSince(one.step);
  show(page, held);
  for (const [name, value] of since) {
    const field = main().querySelector<HTMLTextAreaElement>(`.writer textarea[name="${name}"]`);
    if (!field) continue;
    field.value = value;
    grow(field);
  }
  const told = one.by?.dataset["says"] ? document.getElementById(one.by.dataset["says"]) : null;
  if (!told || told !== document.activeElement) say(told?.textContent ?? ""); // else the focus says it
}

function fail(one: Press, { page, wait: ms }: Answer, held: boolean): void {
  if (page && hasField(page)) show(page);
  wait(one, ms);
  const retry = () => {
    if (open === one && waits) void press(one);
    else if (open === one) void send(one.form, one.by, one.shown);
  };
  complain(page, waits && isStarted(one.step), retry, held);
}

/** Lets a step that did not get through be sent again by itself, unless that is to take long. ms: what the server asks for. */
function wait(one: Press, ms: number): void {
  waits = ms <= soon;
  if (isStarted(one.step)) keepStep(one.step, !waits);
  if (!waits) return;
  notBefore = Date.now() + ms;
  timer = setTimeout(() => void again(), Math.max(ms, pauseAfter(one.failures++)));
}

/** Sends nothing more by itself. */
function stop(): void {
  waits = false;
  clearTimeout(timer);
  quiet?.abort();
  quiet = null;
}

/** Follows what happens to a step that has not arrived, for as long as the page lives. */
export function watchUnsent(): void {
  document.addEventListener("input", (e) => {
    if (!open || !waits || !(e.target instanceof Node) || !main().contains(e.target) || isAsSent(e.target, open.step)) return;
    stop();
    stopWaiting();
  });
  const life = new AbortController().signal;
  onWake(() => {
    if (!open || !waits || Date.now() < notBefore) return;
    open.failures = 0;
    void again();
  }, life);
  window.addEventListener("pagehide", keepUnsent);
  document.addEventListener("visibilitychange", () => document.hidden && keepUnsent()); // the last that phones tell
}

function keepUnsent(): void {
  if (!open || !isStarted(open.step)) return;
  const edited = !pressed && !waits;
  keepStep(edited && open.form.isConnected ? { ...stepOf(open.form, open.by), at: open.step.at } : open.step, edited);
}

function keepStep(step: Step, edited: boolean): void {
  kept = true;
  keep(step, edited);
}

/** Whether a step is kept for the next page. */
export const isUnsent = (): boolean => open !== null && isStarted(open.step);

/**
 * Goes on with a step that another page left: shows its form again, filled in. False if there is none, or the visitor
 * came for something else.
 */
export async function takeUp(shown: Shown): Promise<boolean> {
  const left = recall();
  if (!left) {
    drop(); // it is too old
    return false;
  }
  const before = typed();
  if (nameOf(document) !== "start" && left.home !== desk()?.getAttribute("action")) return false;
  const says = left.says.filter(([name]) => name !== "go");
  const { page, lost } = await attempt({ ...left, to: left.home, says: [...says, ["go", "language"]] });
  if (!page || lost || !hasField(page) || open || typed() !== before) return false;
  show(page);
  kept = true;
  open = { form: desk()!, by: null, step: left, shown, failures: 0 };
  if (!left.edited) fail(open, { page: null, lost: true, wait: 0 }, false);
  shown();
  return true;
}

/** Sends fields to an address and gives the page that it answers with. */
export async function post(address: string, body: FormData): Promise<Document> {
  const says = [...body].map(([name, value]): [string, string] => [name, String(value)]);
  const { page } = await attempt({ to: address, says });
  if (!page) throw new Error("no page of ours");
  return page;
}

/** Sends a step and waits for its answer, as long as is sensible and mine does not end it. */
async function attempt(step: Sent, mine = new AbortController()): Promise<Answer> {
  const tooLong = setTimeout(() => mine.abort(), patience);
  const answer = await exchange(step, mine.signal);
  clearTimeout(tooLong);
  return answer;
}

async function exchange({ to, says }: Sent, signal: AbortSignal): Promise<Answer> {
  const body = new FormData();
  for (const [name, value] of says) body.append(name, value);
  try {
    const answer = await fetch(to, { method: "POST", body, signal });
    const page = parse(await answer.text());
    const ours = isOurs(page);
    return { page: ours ? page : null, lost: !ours || answer.status === 429 || answer.status >= 500, wait: askedFor(answer) };
  } catch {
    return { page: null, lost: true, wait: 0 }; // no way through, or cut off on the way
  }
}

/** Whether a page holds text of the visitor's, which another one would lose. */
const hasField = (page: Document): boolean => page.querySelector("main textarea") !== null;

/** What was typed into the field of a conversation while its text was on the way. */
function typedSince(step: Step): [string, string][] {
  return [...main().querySelectorAll<HTMLTextAreaElement>(".writer textarea")]
    .filter((field) => step.says.some(([name]) => name === field.name) && !isAsSent(field, step))
    .map((field) => [field.name, field.value]);
}

/** Whether a field of text says what was sent; space around it is nothing, as some keyboards leave a line break there. */
function isAsSent(field: EventTarget, { says }: Step): boolean {
  if (!(field instanceof HTMLTextAreaElement)) return false;
  return says.some(([name, value]) => name === field.name && value.trim() === field.value.trim());
}

function stepOf(form: HTMLFormElement, by: HTMLElement | null): Step {
  const home = form.getAttribute("action") ?? "";
  return { to: by?.getAttribute("formaction") ?? home, home, says: contentOf(form, by), at: Date.now() };
}

/** What the form says, and what the visitor filled in elsewhere on the screen: the answer shows it again. */
function contentOf(form: HTMLFormElement, by: HTMLElement | null): [string, string][] {
  const data = new FormData(form);
  if (by instanceof HTMLButtonElement && by.name) data.append(by.name, by.value);
  for (const other of document.forms) {
    if (other === form || !isTouched(other)) continue;
    for (const [name, value] of new FormData(other)) if (!data.has(name)) data.append(name, value);
  }
  return [...data].map(([name, value]) => [name, String(value)]);
}

const control = ({ form, by }: Pick<Press, "form" | "by">): Element | null => by ?? form.querySelector("[type=submit]");

function sayUnderway(one: Press): void {
  control(one)?.setAttribute("aria-disabled", "true");
  say(words()["sending"] ?? "");
}

function mark({ form, by }: Press, on: boolean): void {
  document.querySelector("main")?.setAttribute("aria-busy", String(on));
  if (!on) control({ form, by })?.removeAttribute("aria-disabled");
  if (form.matches(".composer")) return; // there the next text may be typed already
  for (const field of form.elements) if (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) field.readOnly = on;
}
