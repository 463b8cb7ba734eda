// The list of languages in the foot of the panel. It and its button need no script; this saves a press where that surprises nobody.

const list = (): HTMLSelectElement | null => document.querySelector("select#switch");
const apply = (): void => document.getElementById("switch-do")?.click();

let walked = false; // the list was last changed by keys, perhaps one language after the other

/** Shows the page in a language if it is offered, for the site around the panel. */
export function speak(lang: string): void {
  const languages = list();
  const wanted = lang.toLowerCase();
  const option = [wanted, wanted.split("-")[0]].map((l) => [...(languages?.options ?? [])].find((o) => o.value.toLowerCase() === l)).find(Boolean);
  if (!languages || !option || option.value === document.documentElement.lang) return;
  languages.value = option.value;
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
