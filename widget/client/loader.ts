import type { DeskbellCall } from "./deskbell.d.ts";
import { launch, tag } from "./launcher.ts";

// Pages of a site that swaps its body run the snippet again: the launcher that is there goes on. A browser
// without constructed style sheets keeps the snippet's links, which work.
if ("adoptedStyleSheets" in document && !document.querySelector(tag)) {
  const { src } = document.currentScript as HTMLScriptElement;
  const early = window.Deskbell as DeskbellCall[] | undefined;
  // If the snippet stands twice the first one counts, whichever was loaded first.
  window.Deskbell = launch([...document.scripts].find((script) => script.src === src)!);
  early?.forEach(window.Deskbell.push);
}
