// The line in a thread that says that it is not live at the moment, and when it is again. It says neither of what
// passes quickly.

import { form, words } from "./screen.ts";

const patience = 10_000; // ms of interruption before it is said
const steady = 3_000; // of a connection that is back
const rest = 10_000; // until that is no longer said

let state: "up" | "down" | "said" = "up";
let text = "";
let timer = 0;

/** Puts the line into the thread that was rendered: it must be there before it says something. */
export function placeLine(): void {
  if (document.getElementById("live")) return;
  const line = document.createElement("p");
  line.id = "live";
  line.className = "hint";
  line.setAttribute("role", "status");
  line.textContent = text;
  form()?.prepend(line);
}

export function isDown(): void {
  if (state === "up") after(patience, () => tell("said", words()["live"]));
  else if (state === "said") clearTimeout(timer); // it was back for a moment
  if (state === "up") state = "down";
}

export function isUp(): void {
  if (state === "down") forgetIt();
  if (state !== "said") return;
  after(steady, () => {
    tell("up", words()["back"]);
    after(rest, () => tell("up", ""));
  });
}

/** Nobody looks, or it is another screen. */
export function forgetIt(): void {
  clearTimeout(timer);
  tell("up", "");
}

function tell(next: typeof state, said = ""): void {
  state = next;
  text = said;
  const line = document.getElementById("live");
  if (line && line.textContent !== said) line.textContent = said;
}

function after(ms: number, then: () => void): void {
  clearTimeout(timer);
  timer = setTimeout(then, ms);
}
