// Keeps an open thread live: a stream while the page is seen, polling where no stream can be had.

import { morph } from "./morph.ts";
import { isTouched, main, nameOf, parse, polish } from "./screen.ts";
import { forget, type Ticket } from "./memory.ts";

const shortest = 1_000; // ms between tries
const longest = 30_000;

const withToken = (ticket: Ticket, signal?: AbortSignal): RequestInit => ({
  headers: { Authorization: `Bearer ${ticket.token}` },
  ...(signal ? { signal } : {}),
});

/** The thread as the server renders it, null if the ticket is gone. Throws if it cannot be reached. */
export async function fetchThread(ticket: Ticket): Promise<Document | null> {
  const answer = await fetch(`/help/thread?lang=${document.documentElement.lang}`, withToken(ticket));
  if ([401, 404, 410].includes(answer.status)) {
    forget();
    return null;
  }
  if (!answer.ok) throw new Error(`answer ${answer.status}`);
  const page = parse(await answer.text());
  return nameOf(page) === "thread" ? page : null;
}

/** Follows a ticket until stopped; unread hears of each reply that arrives. */
export function follow(ticket: Ticket, unread: () => void): () => void {
  const all = new AbortController();
  let stream: AbortController | null = null;
  const begin = () => {
    if (document.hidden || stream) return;
    stream = new AbortController();
    void keepUp(ticket, stream.signal, unread);
  };
  const end = () => {
    stream?.abort();
    stream = null;
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? end() : begin()), { signal: all.signal });
  begin();
  return () => {
    all.abort();
    end();
  };
}

async function keepUp(ticket: Ticket, signal: AbortSignal, unread: () => void): Promise<void> {
  let wait = shortest;
  while (!signal.aborted) {
    try {
      if (await listen(ticket, signal, unread)) wait = shortest;
      else if (!(await refresh(ticket, unread))) return; // polled, as no stream is to be had: it is gone
    } catch {
      // No way through at the moment; the next round tries again.
    }
    await pause(wait * (0.5 + Math.random()), signal); // not all at once after a restart
    wait = Math.min(wait * 2, longest);
  }
}

/** Reads events until the stream ends; true if there was one. */
async function listen(ticket: Ticket, signal: AbortSignal, unread: () => void): Promise<boolean> {
  const request = withToken(ticket, signal);
  const last = main().querySelector("#log > :last-child")?.getAttribute("data-id");
  request.headers = { ...request.headers, ...(last ? { "Last-Event-ID": last } : {}) };
  const answer = await fetch("/api/v1/ticket/events", request);
  if (!answer.ok || !answer.body) return false;
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let rest = ""; ; ) {
    const { value, done } = await reader.read();
    if (done) return true;
    const events = (rest + value).split("\n\n");
    rest = events.pop() ?? "";
    if (events.some((e) => /^event: (message|state)$/m.test(e))) await refresh(ticket, unread);
  }
}

/** Brings the ticket up to date and leaves what is being typed. False if the ticket is gone. */
async function refresh(ticket: Ticket, unread: () => void): Promise<boolean> {
  const page = await fetchThread(ticket);
  if (!page) return false;
  const replies = count();
  const call = document.querySelector<HTMLFormElement>("#call-form");
  for (const id of ["standing", call && isBusy(call) ? "call-facts" : "call", "log", "after"]) {
    const [old, next] = [document.getElementById(id), page.getElementById(id)];
    if (old && next) morph(old, next);
  }
  polish();
  if (count() > replies) unread();
  return true;
}

const isBusy = (form: HTMLFormElement): boolean => form.contains(document.activeElement) || isTouched(form);

const count = (): number => main().querySelectorAll(".from-agent").length;

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
