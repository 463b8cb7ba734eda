// The panel works without this file; with it, steps need no new page and a thread is live.

import { complain } from "./complaint.ts";
import { copy } from "./copy.ts";
import { make } from "./dom.ts";
import { report } from "./events.ts";
import { framed, listen, tell } from "./host.ts";
import { speak, speakAsChosen, watchLanguages } from "./language.ts";
import { placeLine } from "./live.ts";
import { recall, remember, forget, seenOf, type Ticket } from "./memory.ts";
import { isOpened, watchOpened } from "./opened.ts";
import type { ToPanel } from "./protocol.ts";
import { contentHeight, form, give, grow, hasTouchKeyboard, isOurs, main, nameOf, parse, polish, say, show, toTop, typed, words } from "./screen.ts";
import { isUnsent, send, settled, takeUp, watchUnsent } from "./send.ts";
import { close, onListKey, prepareList, watchTyping } from "./suggest.ts";
import { fetchThread, follow, repliesIn } from "./thread.ts";
import { patience } from "./wait.ts";
import { learnZone } from "./zone.ts";

let unfollow: (() => void) | null = null;
let followed = ""; // the ticket's token
let seen = innerHeight > 0; // a frame that was shown keeps its size when it is hidden
let replies = 0; // of the ticket on screen, as far as is known
let unread = 0; // of them, while the panel is closed
let told = false; // the host, that there is something to go on with

/** A badge, even without a number, lets the site's next page load the panel by itself, to go on. */
function tellHost(ticket: Ticket | null): void {
  const goesOn = ticket !== null || isUnsent();
  if (goesOn) tell({ deskbell: 1, type: "badge", count: unread });
  else if (told && !recall()) tell({ deskbell: 1, type: "badge", count: null });
  told = goesOn;
}

/** Runs after each new rendering. */
function settle(): void {
  document.getElementById("close")!.hidden = !framed;
  for (const button of document.querySelectorAll<HTMLElement>("[data-copy]")) button.hidden = false;
  if (document.querySelector("#log .turn + .turn")) document.querySelector(".starters")?.remove(); // a log keeps its turns
  prepareList();
  const screen = nameOf(document);
  if (["erased", "sealed"].includes(screen)) {
    forget();
    tell({ deskbell: 1, type: "badge", count: null });
  }
  const ticket = ticketOnScreen();
  keepLive(ticket);
  if (screen === "thread") replies = repliesIn(document);
  if (ticket && !remember(ticket)) note(words()["memory"]);
  noteSeen(ticket);
  unread = unseen(ticket);
  tellHost(ticket);
  void learnZone();
  report();
  tellSize();
}

function tellSize(): void {
  if (innerHeight > 0) tell({ deskbell: 1, type: "size", height: contentHeight() });
}

function keepLive(ticket: Ticket | null): void {
  if (nameOf(document) === "thread") placeLine();
  if (followed === (ticket?.token ?? "")) return;
  unfollow?.();
  replies = 0;
  unfollow = ticket && follow(ticket, replied);
  followed = ticket?.token ?? "";
}

/** In a panel that the visitor has just opened, typing can begin at once; a phone's keyboard would be in the way of reading. */
function begin(): void {
  const next = hasTouchKeyboard() ? null : main().querySelector<HTMLElement>("textarea, #form-title");
  if (next) give(next, { preventScroll: true });
  else toTop({ preventScroll: true });
}

function ticketOnScreen(): Ticket | null {
  const { ref, token } = main().querySelector<HTMLElement>("[data-token]")?.dataset ?? {};
  return ref && token ? { ref, token } : null;
}

let noted = false;

function note(text = ""): void {
  if (main().querySelector(".memory")) return;
  main().prepend(make("p", { className: "memory" }, text));
  if (!noted) say(text); // it stands above what gets the focus
  noted = true;
}

function replied(all: number): void {
  replies = all;
  count();
}

/** Whether the panel is open. */
function isSeen(open: boolean): void {
  seen = open;
  count();
}

/** Tells the launcher how many replies wait, if that has changed. */
function count(): void {
  const [before, ticket] = [unread, ticketOnScreen()];
  noteSeen(ticket);
  unread = unseen(ticket);
  if (unread !== before) tell({ deskbell: 1, type: "badge", count: unread });
}

/** Replies are seen in the thread: the receipt only says that they are there. */
function noteSeen(ticket: Ticket | null): void {
  if (seen && ticket && nameOf(document) === "thread") remember(ticket, replies);
}

/** The replies that wait while the panel is closed. */
function unseen(ticket: Ticket | null): number {
  return seen || !ticket ? 0 : Math.max(0, replies - seenOf(ticket.ref));
}

/** On another page of the site the visitor finds the thread as they left it. */
async function resume(): Promise<void> {
  if (await speakAsChosen()) settle();
  const before = typed();
  if (await takeUp(settle)) return;
  const ticket = recall();
  if (!ticket || nameOf(document) !== "start") return;
  if (location.hash === "#ask") {
    offerThread(ticket);
    return;
  }
  try {
    const page = await fetchThread(ticket);
    if (page && typed() === before) showThread(page);
    else if (page) offerThread(ticket);
  } catch {
    offerThread(ticket); // perhaps later
  }
}

function showThread(page: Document): void {
  show(page);
  settle();
}

async function openThread(ticket: Ticket): Promise<void> {
  try {
    const page = await fetchThread(ticket);
    if (page) showThread(page);
  } catch {
    complain(null, false, () => void openThread(ticket));
  }
}

function offerThread(ticket: Ticket): void {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain";
  button.textContent = (words()["resume"] ?? "").replace("{ref}", ticket.ref);
  button.addEventListener("click", () => void openThread(ticket));
  form()?.prepend(button);
}

let asked = Promise.resolve(); // what the host asks for, one after the other

/** Does what the host asks for; what is a step waits for the one that is on its way. */
function obey(message: ToPanel): void {
  const isStep = ["ask", "language"].includes(message.type) || (message.type === "open" && message.at === "person");
  if (isStep) asked = asked.then(settled, settled).then(() => hear(message));
  else void hear(message);
}

async function hear(message: ToPanel): Promise<void> {
  switch (message.type) {
    case "open":
      isSeen(true);
      isOpened(!message.aside);
      for (const field of document.querySelectorAll<HTMLInputElement>("[name=page]")) field.value = message.page ?? field.value;
      if (message.at === "person" && document.querySelector("button#person")) press("#person"); // it is a link on the form itself
      else if (!message.aside) begin();
      requestAnimationFrame(tellSize); // loaded out of sight it had none
      break;
    case "close":
      isSeen(false);
      isOpened(false);
      break;
    case "ask":
      await ask(message.text);
      break;
    case "language":
      speak(message.lang);
      break;
    case "scope":
      form()?.querySelector<HTMLInputElement>("[name=scope]")?.setAttribute("value", message.scope);
  }
}

const press = (selector: string): void => document.querySelector<HTMLElement>(selector)?.click();

/** Asks for the host. From another screen it goes to the questions first. */
async function ask(text: string): Promise<void> {
  const question = () => document.querySelector<HTMLTextAreaElement>("#question");
  try {
    if (!question()) await backToQuestions();
  } catch {
    complain(null, false, () => void ask(text));
  }
  const field = question();
  if (!field) return;
  field.value = text;
  press(".send");
}

async function backToQuestions(): Promise<void> {
  const back = document.querySelector<HTMLElement>("[name=back]");
  const start = document.querySelector<HTMLAnchorElement>('main a[href^="/help?"]');
  if (back) await send(form()!, back, settle);
  else if (start) {
    show(await pageAt(start.href));
    settle();
  }
}

async function pageAt(address: string): Promise<Document> {
  const page = parse(await (await fetch(address, { signal: AbortSignal.timeout(patience) })).text());
  if (!isOurs(page)) throw new Error("no page of ours");
  return page;
}

/** Shows the entry of a question in the list, as if it had been suggested. */
function pick(entry: string): void {
  const conversation = form();
  if (conversation) void send(conversation, make("button", { name: "pick", value: entry }), settle);
}

function onKey(e: KeyboardEvent): void {
  if (e.isComposing || e.keyCode === 229 || onListKey(e, pick)) return; // 229: Safari ends a composition with it
  const field = e.target;
  if (e.key === "Enter" && !e.shiftKey && field instanceof HTMLTextAreaElement && field.closest(".writer")) {
    e.preventDefault();
    if (!e.repeat) field.closest(".writer")?.querySelector<HTMLElement>(".send")?.click();
  }
  if (e.key === "Escape") tell({ deskbell: 1, type: "close" });
}

document.documentElement.dataset["js"] = "";
document.addEventListener("submit", (e) => {
  if (!(e.target instanceof HTMLFormElement) || e.target.enctype !== "multipart/form-data") return; // a download
  e.preventDefault();
  close();
  void send(e.target, e.submitter, settle);
});
document.addEventListener("input", (e) => {
  if (e.target instanceof HTMLTextAreaElement) grow(e.target);
});
for (const look of ["change", "toggle"]) document.addEventListener(look, () => void learnZone(), true);
document.addEventListener("keydown", onKey);
document.addEventListener("click", (e) => {
  if (!(e.target instanceof Element)) return;
  const button = e.target.closest<HTMLElement>("[data-copy]");
  if (button) void copy(button, words()["copied"] ?? "");
  if (e.target.closest("#close")) tell({ deskbell: 1, type: "close" });
});
watchLanguages();
watchTyping(pick);
watchUnsent();
watchOpened(begin);
listen(obey);
polish();
settle();
void resume().finally(() => tell({ deskbell: 1, type: "ready" })); // what the host asks for comes after it
