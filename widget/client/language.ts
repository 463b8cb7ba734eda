// The list of languages in the foot of the panel. It and its button need no script; this saves a press where that surprises nobody.

const list = (): HTMLSelectElement | null => document.querySelector("select#switch");
const apply = (): void => document.getElementById("switch-do")?.click();

let walked = false; // the list was last changed by keys, perhaps one language after the other

/** Shows the page in a language, for the site around the panel. Which of the list serves a tag such as zh-TW is the server's to say. */
export function speak(lang: string): void {
  const languages = list();
  if (!languages || lang === document.documentElement.lang) return;
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
    if (e.key === "Enter" && list()?.value !== document.documentElement.lang) {
      e.preventDefault();
      apply();
    }
  });
  document.addEventListener("change", (e) => {
    if (e.target === list() && !walked) apply();
  });
}
