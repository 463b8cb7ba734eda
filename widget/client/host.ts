// The panel's side of the talk with the launcher.

import type { ToHost, ToPanel } from "./protocol.ts";

export const framed = window.parent !== window;

const allowed = [...(document.body.dataset["origins"] ?? "").split(" ").filter(Boolean), location.origin];

const isAllowed = (origin: string): boolean =>
  allowed.some((one) => (one.endsWith(":*") ? origin.startsWith(one.slice(0, -1)) : one === origin));

/** The host page's origin, as far as it is known: no message ever goes to "*". */
let target = [location.ancestorOrigins?.[0], originOf(document.referrer)].find((o) => o !== undefined && isAllowed(o));

function originOf(url: string): string | undefined {
  try {
    return new URL(url).origin;
  } catch {
    return undefined;
  }
}

export function tell(message: ToHost): void {
  if (!framed) return;
  const targets = target ? [target] : allowed.filter((o) => !o.endsWith("*"));
  for (const origin of targets) window.parent.postMessage(message, origin);
}

export function listen(hear: (message: ToPanel) => void): void {
  window.addEventListener("message", (e) => {
    if (e.source !== window.parent || !isAllowed(e.origin) || e.data?.deskbell !== 1) return;
    target = e.origin;
    hear(e.data as ToPanel);
  });
}
