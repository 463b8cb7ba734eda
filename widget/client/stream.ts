// One stream of server-sent events, read with the ticket's token. EventSource could send no header.

import { askedFor } from "./wait.ts";

const atFirst = 10_000; // ms: the server speaks at once, unless something in between holds it back
const later = 40_000; // and every 25 s

/** How a stream ended: it spoke and was cut; it never spoke; there was none to be had, for wait ms at least. */
export type End = { spoke: true } | { spoke: false; mute: boolean; wait: number };

/** Reads events until the stream ends, dies silently, or signal does. hear gets the name of each. */
export async function read(address: string, headers: Record<string, string>, signal: AbortSignal, hear: (event: string) => void): Promise<End> {
  const own = new AbortController();
  const give = () => own.abort();
  signal.addEventListener("abort", give);
  let spoke = false;
  let timer = setTimeout(give, atFirst);
  try {
    const answer = await fetch(address, { headers, signal: own.signal });
    if (!answer.ok || !answer.body) return { spoke, mute: false, wait: askedFor(answer) };
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let rest = ""; ; ) {
      const { value, done } = await reader.read();
      if (done) break;
      const events = (rest + value).split("\n\n");
      rest = events.pop() ?? "";
      if (events.length === 0) continue;
      spoke = true;
      clearTimeout(timer);
      timer = setTimeout(give, later);
      for (const event of events) hear(/^event: (\w+)$/m.exec(event)?.[1] ?? "");
    }
  } catch {
    // Cut off, or given up.
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", give);
  }
  return spoke ? { spoke } : { spoke, mute: own.signal.aborted && !signal.aborted, wait: 0 };
}
