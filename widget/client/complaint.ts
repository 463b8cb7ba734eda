// What the screen says of a step that is late or did not get through.

import { form, isHeld, main, say, words } from "./screen.ts";

const old = () => document.querySelectorAll("[data-passing]");

export function clearComplaint(): void {
  for (const block of old()) block.remove();
}

/**
 * Says so and offers to try again. said: a page on which the server gives its reason. waits: it is sent by itself. held: the visitor was
 * somewhere when they asked for it, such as at the button of the complaint before.
 */
export function complain(said: Document | null, waits: boolean, retry: () => void, held = isHeld()): void {
  clearComplaint();
  const template = document.querySelector<HTMLTemplateElement>("template#offline")!;
  const block = (template.content.cloneNode(true) as DocumentFragment).querySelector<HTMLElement>("[data-problem]")!;
  const reason = said?.querySelector("[data-problem]");
  const button = block.querySelector<HTMLButtonElement>("[data-retry]")!;
  if (reason) {
    const copy = document.importNode(reason, true) as HTMLElement;
    copy.lastElementChild?.append(button);
    block.replaceChildren(...copy.childNodes);
  }
  const waiting = document.createElement("p");
  waiting.dataset["waiting"] = "";
  waiting.textContent = words()["waiting"] ?? "";
  if (waits) (block.querySelector(".contact") ?? button).before(waiting);
  button.addEventListener("click", retry);
  for (const same of main().querySelectorAll("[data-problem]")) same.remove(); // it came with the page
  put(block);
  if (held && !isHeld()) button.focus();
}

/** It is no longer sent by itself. */
export function stopWaiting(): void {
  document.querySelector("[data-waiting]")?.remove();
}

/** Says that an answer takes long. */
export function saySlow(): void {
  const line = document.createElement("p");
  line.className = "hint";
  line.textContent = words()["slow"] ?? "";
  clearComplaint();
  put(line);
  say(line.textContent);
}

function put(block: HTMLElement): void {
  block.dataset["passing"] = "";
  form()?.prepend(block);
  block.scrollIntoView({ block: "nearest" });
}
