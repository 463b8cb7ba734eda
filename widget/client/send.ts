// Sends forms to the addresses they name, as the browser would, and shows the answer.

import { clearComplaint, complain, isHeld, isOurs, isTouched, nameOf, parse, say, show } from "./screen.ts";

const patience = 20_000; // ms

let busy = false;

/** Runs after each new rendering. */
type Shown = () => void;

export async function send(form: HTMLFormElement, by: HTMLElement | null, shown: Shown): Promise<void> {
  if (busy) return; // a double click
  busy = true;
  clearComplaint();
  const held = isHeld(); // a live update may take away what was pressed before the answer comes
  mark(form, by, true);
  const again = () => void send(form, by, shown);
  let told = "";
  try {
    const page = await post(addressOf(form, by), contentOf(form, by));
    if (hasField(document) && !hasField(page) && isFailure(page)) complain(page, again);
    else {
      show(page, held);
      told = document.getElementById(by?.dataset["says"] ?? "")?.textContent ?? "";
    }
  } catch {
    complain(null, again);
  } finally {
    busy = false;
    mark(form, by, false);
    say(told);
    shown();
  }
}

export async function post(address: string, body: FormData): Promise<Document> {
  const answer = await fetch(address, { method: "POST", body, signal: AbortSignal.timeout(patience) });
  const page = parse(await answer.text());
  if (!isOurs(page)) throw new Error(`answer ${answer.status} is not ours`);
  return page;
}

const isFailure = (page: Document): boolean => ["failed", "limited"].includes(nameOf(page));

/** Whether a page holds text of the visitor's, which another one would lose. */
const hasField = (page: Document): boolean => page.querySelector("main textarea") !== null;

function addressOf(form: HTMLFormElement, by: HTMLElement | null): string {
  return by?.getAttribute("formaction") ?? form.getAttribute("action") ?? "";
}

/** What the form says, and what the visitor filled in elsewhere on the screen: the answer shows it again. */
function contentOf(form: HTMLFormElement, by: HTMLElement | null): FormData {
  const data = new FormData(form);
  if (by instanceof HTMLButtonElement && by.name) data.append(by.name, by.value);
  for (const other of document.forms) {
    if (other === form || !isTouched(other)) continue;
    for (const [name, value] of new FormData(other)) if (!data.has(name)) data.append(name, value);
  }
  return data;
}

function mark(form: HTMLFormElement, by: HTMLElement | null, on: boolean): void {
  document.querySelector("main")?.setAttribute("aria-busy", String(on));
  if (on) say(document.querySelector<HTMLElement>("#words")?.dataset["sending"] ?? "");
  (by ?? form.querySelector("[type=submit]"))?.setAttribute("aria-disabled", String(on));
}
