// The list of languages in the foot of the panel. It and its button need no script; this saves a press where that surprises nobody.

import { keep, recall } from "./choice.ts";
import { form, isBusy, nameOf, show } from "./screen.ts";
import { post } from "./send.ts";

const list = (): HTMLSelectElement | null => document.querySelector("select#switch");
const button = (): HTMLButtonElement | null => document.querySelector("button#switch-do");
const apply = (): void => button()?.click();
const spoken = (): string => document.documentElement.lang;

let walked = false; // the list was last changed by keys, perhaps one language after the other

/** Shows the page in a language, for the site around the panel. Which of the list serves a tag such as zh-TW is the server's to say. */
export function speak(lang: string): void {
  const languages = list();
  const over = recall()?.over;
  if (!languages || lang === spoken() || (over && `${lang}-`.startsWith(`${over}-`))) return;
  keep(null);
  if (![...languages.options].some((o) => o.value === lang)) languages.append(new Option(lang, lang)); // gone with the next rendering
  languages.value = lang;
  apply();
}

/** Listens to the list for as long as the page lives. */
export function watchLanguages(): void {
  document.addEventListener("pointerdown", (e) => {
    if (e.target === list()) walked = false;
  });
  document.addEventListener("keydown", (e) => {
    if (e.target !== list()) return;
    walked = true;
    if (e.key === "Enter" && list()?.value !== spoken()) {
      e.preventDefault();
      choose();
      apply();
    }
  });
  document.addEventListener("change", (e) => {
    if (e.target !== list() || walked) return;
    choose();
    apply();
  });
  document.addEventListener("click", (e) => {
    if (e.isTrusted && e.target === button()) choose();
  });
}

/**
 * Goes on in the language that was chosen on another page of the site. If that fails, the list alone has it, for the
 * next step. True if the page is another one now.
 */
export async function speakAsChosen(): Promise<boolean> {
  const [choice, languages, desk] = [recall(), list(), form()];
  if (!choice || !languages || !desk || choice.to === spoken()) return false;
  if (choice.over !== spoken()) {
    keep(null);
    return false;
  }
  languages.value = choice.to;
  const before = contentOf(desk);
  const body = new FormData(desk, button());
  try {
    const page = await post(button()?.getAttribute("formaction") ?? desk.getAttribute("action") ?? "", body);
    if (nameOf(page) !== nameOf(document)) return false; // it says that something failed
    if (isBusy() || form() !== desk || contentOf(desk) !== before) return false; // the visitor has gone on meanwhile
    show(page);
    return true;
  } catch {
    return false;
  }
}

const contentOf = (desk: HTMLFormElement): string => JSON.stringify([...new FormData(desk)]);

function choose(): void {
  const [to, over] = [list()?.value ?? "", recall()?.over ?? spoken()];
  keep(to === over ? null : { to, over });
}
