import { wordsIn, type LauncherWords } from "./launcher_words.ts";

/** What the owner says in the script tag, read by fixed names only. */
export interface Options {
  base: string; // address of the script; Deskbell stands beside it
  lang: string;
  scope: string;
  position: string;
  colour: string;
  email: string;
  phone: string;
  words(lang: string): LauncherWords;
}

export function readOptions(script: HTMLScriptElement): Options {
  const d = script.dataset;
  const own: Partial<LauncherWords> = {};
  if (d.title) own.title = d.title;
  if (d.helpLabel) own.help = d.helpLabel;
  if (d.personLabel) own.person = d.personLabel;
  return {
    base: script.src,
    lang: d.lang || document.documentElement.lang || navigator.language,
    scope: d.scope || "",
    position: d.position || "",
    colour: /^#[0-9a-f]{6}$/i.test(d.colour || "") ? d.colour! : "",
    email: d.email || linked("mailto:"),
    phone: d.phone || linked("tel:"),
    words: (lang) => ({ ...wordsIn(lang), ...own }),
  };
}

// linked is the address in the snippet's paragraph, which holds it for when there is no script.
function linked(scheme: string): string {
  return document.querySelector<HTMLAnchorElement>(`[data-deskbell] a[href^="${scheme}"]`)?.pathname || "";
}

/** textOn is black or white, whichever has more contrast on an sRGB colour (WCAG 2.2). */
export function textOn(colour: string): string {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  // From here on black wins: (L + 0.05) / 0.05 = 1.05 / (L + 0.05).
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b! > 0.1791 ? "#000" : "#fff";
}
