// The browser's time zone is read when the visitor looks at the times of a call, not before.

import { morph } from "./morph.ts";
import { nameOf, say } from "./screen.ts";
import { post } from "./send.ts";

/** What the server needs to show the times of a call again, and no more: nothing else that was typed leaves. */
const enough = ["code", "lang", "window", "wish"];

/** Shows the times of a call in the browser's zone, once they are looked at. */
export async function learnZone(): Promise<void> {
  const times = document.querySelector<HTMLElement>("[data-zone=unknown]");
  const form = times?.closest("form");
  if (!times || !form || !isLookedAt(times, form)) return;
  times.dataset["zone"] = "asked";
  const screen = nameOf(document);
  const chosen = () => times.querySelector<HTMLSelectElement>("#time_zone")?.value;
  const before = chosen();
  const body = new FormData();
  for (const [name, value] of new FormData(form)) if (enough.includes(name)) body.append(name, value);
  body.set("time_zone", Intl.DateTimeFormat().resolvedOptions().timeZone ?? "");
  body.set("zone", "1");
  try {
    const page = await post(times.querySelector("[name=zone]")?.getAttribute("formaction") ?? "", body);
    const next = page.getElementById("call-time");
    if (!next || !times.isConnected) return;
    if (nameOf(document) !== screen || times.dataset["zone"] !== "asked" || chosen() !== before) return; // another zone was chosen meanwhile
    replace(times, next);
    for (const id of ["expect", "call-now"]) {
      const [old, known] = [document.getElementById(id), page.getElementById(id)];
      if (old && known) morph(old, known);
    }
    say(document.getElementById("zone-told")?.textContent ?? "");
  } catch {
    // The times are right all the same: it says whose clock they are by.
  } finally {
    if (times.dataset["zone"] === "asked") times.dataset["zone"] = "left"; // as it was
  }
}

/** Browsers without :has() show the fields of every kind of reply. */
function isLookedAt(times: HTMLElement, form: HTMLFormElement): boolean {
  const kind = form.querySelector<HTMLInputElement>("[name=kind]:checked")?.value ?? "callback";
  return kind === "callback" && times.offsetParent !== null;
}

/** Puts the new times in place and keeps what was chosen or typed meanwhile. */
function replace(times: HTMLElement, next: HTMLElement): void {
  const field = times.querySelector<HTMLSelectElement | HTMLInputElement>("#window, #wish");
  const said = field?.value ?? "";
  morph(times, next);
  if (!field) return;
  if (field instanceof HTMLInputElement || [...field.options].some((o) => o.value === said)) field.value = said;
}
