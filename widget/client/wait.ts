// How long to wait for an answer, and when to try again: growing pauses, and at once when things may have changed.

export const patience = 20_000; // ms for an answer
const shortest = 1_000; // ms between tries
const longest = 30_000;
const beat = 5_000;
const asleep = 20_000; // ms that a beat is late if the computer slept

/** How long to wait after so many failures, in ms. Not all browsers come back at once after a restart. */
export const pauseAfter = (failures: number): number => Math.min(longest, shortest * 2 ** failures) * (0.5 + Math.random() / 2) + shortest / 2;

/** What an answer's Retry-After asks for, in ms. */
export function askedFor(answer: Response): number {
  const said = answer.headers.get("Retry-After") ?? "";
  const ms = /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - Date.now();
  return Math.max(0, ms || 0);
}

export const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** Calls when the connection is back, the page is seen again, or the computer wakes up. */
export function onWake(call: () => void, signal: AbortSignal): void {
  let last = Date.now();
  const seen = () => {
    last = Date.now();
    if (!document.hidden) call();
  };
  const timer = setInterval(() => {
    const late = Date.now() - last - beat;
    last = Date.now();
    if (late > asleep && !document.hidden) call();
  }, beat);
  signal.addEventListener("abort", () => clearInterval(timer));
  window.addEventListener("online", call, { signal });
  window.addEventListener("pageshow", (e) => e.persisted && seen(), { signal });
  document.addEventListener("visibilitychange", seen, { signal });
}
