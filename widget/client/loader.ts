import type { Deskbell, DeskbellCall } from "./deskbell.d.ts";
import { launch } from "./launcher.ts";

// A script that was merged into another one does not know where Deskbell is, and of one that was taken out again nobody wants
// to hear. Pages of a site that swaps its body run the snippet again: the launcher that is there goes on. A browser without
// constructed style sheets keeps the snippet's links, which work.
// What visitors wrote on the site may hold elements that are called currentScript or scripts, and then stand in for these: only scripts count.
const addressOf = (one: unknown) => one instanceof HTMLScriptElement && one.src;
const src = addressOf(document.currentScript);
// If the snippet stands twice the first one counts, whichever was loaded first.
const script = [...document.scripts].find((one) => src && addressOf(one) === src);
const early = window.Deskbell as Partial<Deskbell & DeskbellCall[]> | undefined;
if (script && "adoptedStyleSheets" in document && !early?.destroy) {
  window.Deskbell = launch(script);
  early?.forEach?.(window.Deskbell.push);
}
