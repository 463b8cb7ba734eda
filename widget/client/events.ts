// What the host page's scripts may know: that something happened, and nothing of it.

import { tell } from "./host.ts";
import { main, nameOf } from "./screen.ts";

const events = new Map<string, "answer" | "person" | "ticket">([
  ["answer", "answer"],
  ["person", "person"],
  ["receipt", "ticket"],
]);
let told = "";

/** Tells the host of the screen that came up, once: the same one in another language is none. */
export function report(): void {
  const screen = nameOf(document);
  const shown = [...main().querySelectorAll<HTMLElement>(".answer")].map((answer) => answer.dataset["entry"]);
  const what = [screen, ...shown, main().querySelector<HTMLElement>("[data-ref]")?.dataset["ref"]].join();
  const name = events.get(screen);
  if (name && what !== told) tell({ deskbell: 1, type: "event", name });
  told = what;
}
