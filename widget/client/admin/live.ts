// Live pages. The server says that something changed; htmx reads again what the page shows.
// Hidden tabs hold no stream, because browsers open six connections to a server in all: they
// look once a minute, so that the count in the title stays right.

interface Change {
  ref?: string; // none: anything may have changed
  news?: string;
  unread: number;
  calls: number; // to make now
}

const glance = 60_000;
const patience = 30_000; // after an answer that was no stream
const shown = 4; // news at a time

export function follow(body: HTMLElement): void {
  let stream: EventSource | undefined;
  let timer: number | undefined;

  const open = () => {
    stream?.close();
    stream = new EventSource(body.dataset["live"]!);
    stream.addEventListener("tickets", (event) => {
      take(body, JSON.parse(event.data) as Change);
      if (document.hidden) stream?.close();
    });
    stream.addEventListener("counts", (event) => counts(body, JSON.parse(event.data) as Change));
    stream.addEventListener("outbox", () => {
      tell("outbox");
      tell("ticket");
    });
    stream.addEventListener("over", () => {
      stream?.close();
      location.reload();
    });
    stream.addEventListener("error", () => {
      if (document.hidden || stream?.readyState !== EventSource.CLOSED) return; // the next glance, or the stream itself, tries again
      clearTimeout(timer);
      timer = setTimeout(open, patience);
    });
  };
  const turn = () => {
    clearTimeout(timer);
    if (!document.hidden) return open();
    stream?.close();
    timer = setInterval(open, glance);
  };
  document.addEventListener("visibilitychange", turn);
  addEventListener("pagehide", () => stream?.close());
  turn();
}

export function tell(what: string): void {
  document.body.dispatchEvent(new CustomEvent(`deskbell:${what}`));
}

function take(body: HTMLElement, change: Change): void {
  counts(body, change);
  tell("tickets");
  if (!change.ref) tell("outbox");
  if (!change.ref || change.ref === body.dataset["ticket"]) tell("ticket");
  if (change.ref && change.news) announce(change.ref, change.news);
}

function counts(body: HTMLElement, change: Change): void {
  count(body, "unread", change.unread);
  count(body, "calls", change.calls);
  title(body, change.unread);
}

function count(body: HTMLElement, what: string, n: number): void {
  for (const badge of body.querySelectorAll<HTMLElement>(`[data-badge="${what}"]`)) {
    badge.hidden = n === 0;
    badge.querySelector("[data-count]")!.textContent = String(n);
  }
}

function title(body: HTMLElement, unread: number): void {
  const text = body.dataset["title"] ?? "";
  document.title = unread === 0 ? text : `(${unread}) ${text}`;
}

// announce adds a line to the news: said by screen readers, and moving nothing else.
function announce(ref: string, text: string): void {
  const news = document.getElementById("news")!;
  const href = `/admin/tickets/${ref}`;
  for (const old of news.querySelectorAll("a")) {
    if (old.getAttribute("href") === href) old.remove();
  }
  const link = document.createElement("a");
  link.href = href;
  link.textContent = text;
  news.prepend(link);
  while (news.childElementCount > shown) news.lastElementChild!.remove();
}
