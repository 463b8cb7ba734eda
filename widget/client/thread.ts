// Keeps an open thread live, and the receipt that leads to it: a stream while the page is seen, so that tabs in the background take none of the few
// connections that a browser has for a site; polling where no stream can be had.

import { forgetIt, isDown, isUp } from "./live.ts";
import { morph } from "./morph.ts";
import { isTouched, localTimes, nameOf, parse, say } from "./screen.ts";
import { forget, type Ticket } from "./memory.ts";
import { read } from "./stream.ts";
import { onWake, patience, pauseAfter, sleep } from "./wait.ts";

const poll = 10_000; // ms between looks
const withoutStream = 300_000; // ms until a stream is tried again where one never spoke
const busyFor = 30_000; // or was refused
const steady = 10_000; // that a stream lasts if it is not cut again and again

const withToken = (ticket: Ticket): Record<string, string> => ({ Authorization: `Bearer ${ticket.token}` });

/** The thread as the server renders it, null if the ticket is gone. Throws if it cannot be reached. */
export async function fetchThread(ticket: Ticket): Promise<Document | null> {
  const headers = withToken(ticket);
  const answer = await fetch(`/help/thread?lang=${document.documentElement.lang}`, { headers, signal: AbortSignal.timeout(patience) });
  if ([401, 404, 410].includes(answer.status)) {
    forget();
    return null;
  }
  if (!answer.ok) throw new Error(`answer ${answer.status}`);
  const page = parse(await answer.text());
  return nameOf(page) === "thread" ? page : null;
}

/** Follows a ticket until stopped; hear gets how many replies it has, each time it was looked at. */
export function follow(ticket: Ticket, hear: (replies: number) => void): () => void {
  const all = new AbortController();
  const { signal } = all;
  let one: Follower | null = null;
  const begin = () => {
    if (document.hidden) return;
    if (one) one.hurry();
    else void (one = new Follower(ticket, hear)).keepUp();
  };
  const end = () => {
    one?.stop();
    one = null;
    forgetIt();
  };
  onWake(begin, signal);
  document.addEventListener("visibilitychange", () => document.hidden && end(), { signal });
  window.addEventListener("pagehide", end, { signal }); // else the page could not come back from the browser's cache
  window.addEventListener("offline", () => one?.hurry(), { signal }); // the stream may not notice
  begin();
  return () => {
    all.abort();
    end();
  };
}

class Follower {
  readonly #ticket: Ticket;
  readonly #hear: (replies: number) => void;
  readonly #all = new AbortController();
  #round = new AbortController();
  #failures = 0;
  #streamFrom = 0; // until then it is polled
  #looks = 0; // how often it was asked for
  #last: string | undefined; // id of the last message that a look found
  #shown = 0; // the last one on screen: answers may overtake each other

  constructor(ticket: Ticket, hear: (replies: number) => void) {
    this.#ticket = ticket;
    this.#hear = hear;
  }

  stop(): void {
    this.#all.abort();
    this.#round.abort();
  }

  /** Looks at once, with a new connection: what this one would still bring is not known. */
  hurry(): void {
    this.#failures = 0;
    this.#round.abort();
  }

  async keepUp(): Promise<void> {
    while (!this.#all.signal.aborted) {
      this.#round = new AbortController();
      const streamed = Date.now() >= this.#streamFrom && (await this.#stream());
      if (this.#all.signal.aborted) return;
      const seen = streamed ? "not" : await this.#look();
      if (seen === "gone") return;
      const pause = seen === "now" ? poll * (0.75 + Math.random() / 2) : pauseAfter(this.#failures++);
      if (seen === "now") this.#failures = 0;
      else isDown();
      await sleep(pause, this.#round.signal);
    }
  }

  /** Reads events until the stream ends; false if there were none. */
  async #stream(): Promise<boolean> {
    const last = lastOf(document) ?? this.#last;
    const headers = { ...withToken(this.#ticket), ...(last ? { "Last-Event-ID": last } : {}) };
    const began = Date.now();
    const cut = new AbortController();
    this.#round.signal.addEventListener("abort", () => cut.abort());
    const end = await read("/api/v1/ticket/events", headers, cut.signal, (event) => {
      isUp();
      if (event !== "message" && event !== "state") return;
      void this.#look().then((seen) => seen === "not" && cut.abort()); // the next stream says it again
    });
    if (end.spoke && Date.now() - began > steady) this.#failures = 0;
    if (!end.spoke && end.mute) this.#streamFrom = Date.now() + withoutStream;
    else if (!end.spoke && end.wait > 0) this.#streamFrom = Date.now() + Math.max(end.wait, busyFor);
    return end.spoke;
  }

  /** Brings the thread up to date, if that is possible now. */
  async #look(): Promise<"now" | "not" | "gone"> {
    const mine = ++this.#looks;
    const { lang } = document.documentElement;
    try {
      const page = await fetchThread(this.#ticket);
      if (this.#all.signal.aborted || !page) return "gone";
      isUp();
      if (lang !== document.documentElement.lang) return "not"; // the visitor has changed it meanwhile
      if (mine > this.#shown) {
        refresh(page);
        this.#last = lastOf(page);
        this.#hear(repliesIn(document.getElementById("log") ? document : page)); // the receipt has none
      }
      this.#shown = Math.max(mine, this.#shown);
      return "now";
    } catch {
      return "not";
    }
  }
}

/** Puts in place what is new and leaves what is being typed. */
function refresh(page: Document): void {
  localTimes(page);
  const call = document.querySelector<HTMLFormElement>("#call-form");
  for (const id of ["standing", call && isBusy(call) ? "call-facts" : "call", "log", "after"]) {
    const [old, next] = [document.getElementById(id), page.getElementById(id)];
    if (old && next) morph(old, next);
  }
  if (nameOf(document) === "receipt" && page.querySelector("#log > :not(.from-visitor)")) answered(page.getElementById("status")?.textContent);
}

/** On the receipt what is said of the answer takes the place of what was promised, and is heard. */
function answered(standing = ""): void {
  const promise = document.getElementById("promise");
  if (!promise || promise.textContent === standing) return;
  promise.textContent = standing;
  promise.className = "expect";
  say(standing);
}

const isBusy = (form: HTMLFormElement): boolean => form.contains(document.activeElement) || isTouched(form);

export const repliesIn = (page: Document): number => page.querySelectorAll("#log > .from-agent").length;

const lastOf = (page: Document): string | undefined => page.querySelector<HTMLElement>("#log > :last-child")?.dataset["id"];
