// What a site's TypeScript may and may not write against deskbell.d.ts. `npm run check` compiles it; nothing bundles it.

import type { Deskbell, DeskbellCall } from "./deskbell.d.ts";

export function allowed(desk: Deskbell): void {
  desk.open();
  desk.open("person");
  desk.ask("Are dogs welcome?");
  desk.setLanguage("de-AT");
  desk.push(["open", "help"]);
  desk.close();
  desk.destroy();
  const early: DeskbellCall[] = [["open"], ["ask", "Are dogs welcome?"], ["setLanguage", "de"], ["close"], ["destroy"]];
  (window.Deskbell = window.Deskbell || early).push(["open", "person"]);
  window.addEventListener("deskbell:ticket", (event) => event.detail satisfies null);
}

export function refused(desk: Deskbell): void {
  // @ts-expect-error there is no such place
  desk.open("thread");
  // @ts-expect-error a question is a text
  desk.ask(42);
  // @ts-expect-error it asks for something
  desk.push(["ask"]);
  // @ts-expect-error there is no such call
  desk.push(["hide"]);
  // @ts-expect-error a list until the script has run
  window.Deskbell?.open();
  // @ts-expect-error an event carries nothing
  window.addEventListener("deskbell:open", (event) => event.detail.question);
}
