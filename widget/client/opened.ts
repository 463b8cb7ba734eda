// Where the visitor is in a panel that was opened. Browsers may refuse to put them there: Firefox as long as it does not show the
// frame yet, Safari in the frame of another site until the visitor has done something in it. Then it is made good as soon as the frame
// has the focus, or with their first key, which goes where it was meant to.

import { giveNow, isHeld, keepBack } from "./screen.ts";

let untouched = false;

/** Says that the panel was opened, or that the visitor is elsewhere. */
export function isOpened(yes: boolean): void {
  untouched = yes;
}

/** Lets begin put the visitor where they go on, until they have done something in the panel. */
export function watchOpened(begin: () => void): void {
  const make = () => untouched && !isHeld() && begin();
  window.addEventListener("focus", make);
  const hurry = (e: KeyboardEvent) => {
    if (e.key === "Enter") return; // it would end up in the field as a line
    make();
    giveNow();
  };
  document.addEventListener("keydown", hurry, true);
  for (const done of ["keyup", "pointerdown"]) document.addEventListener(done, () => (untouched = false), true);
  document.addEventListener("pointerdown", keepBack, true);
}
