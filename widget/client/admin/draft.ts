// A reply that is being typed survives a lost session or a closed page, in this tab.

const sent = "deskbell:sent"; // whose draft goes when the server has taken it

export function drafts(): void {
  const said = new URLSearchParams(location.search).get("said") ?? "";
  const last = read(sent);
  if (last && said.startsWith("replied")) forget(last);
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-draft]")) keep(form);
}

function keep(form: HTMLFormElement): void {
  const key = `deskbell:draft:${form.dataset["draft"]}`;
  const field = form.querySelector("textarea")!;
  if (field.value === "") field.value = read(key);
  field.addEventListener("input", () => (field.value === "" ? forget(key) : write(key, field.value)));
  form.addEventListener("submit", () => write(sent, key));
}

// Storage may be refused: then there is no draft, and all else works.

function read(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

function write(key: string, value: string): void {
  try {
    sessionStorage.setItem(key, value);
  } catch {}
}

function forget(key: string): void {
  try {
    sessionStorage.removeItem(key);
  } catch {}
}
