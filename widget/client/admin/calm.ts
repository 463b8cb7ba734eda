// A part of a live page that is in use is not replaced under the hand: it is read again when
// what was opened in it is closed.
import { tell } from "./live.ts";

export function calm(): void {
  const hold = (event: Event) => {
    const { detail } = event as CustomEvent<{ target: Element; shouldSwap: boolean }>;
    if (detail.target.matches("[data-calm]:has(details[open])")) detail.shouldSwap = false;
  };
  document.body.addEventListener("htmx:beforeSwap", hold);
  document.body.addEventListener("htmx:oobBeforeSwap", hold);
  const closed = (event: Event) => {
    const details = event.target as HTMLDetailsElement;
    if (details.open || !details.closest("[data-calm]")) return;
    tell("tickets");
    tell("ticket");
  };
  document.addEventListener("toggle", closed, true);
}
