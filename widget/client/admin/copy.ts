// Buttons that copy a field. The clipboard API needs https, which a desk on localhost or in an
// intranet may not have; the old command works everywhere.

export function copying(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}

function copy(button: HTMLButtonElement): void {
  const field = document.getElementById(button.dataset["copy"]!) as HTMLTextAreaElement;
  field.select();
  if (!document.execCommand("copy")) return; // it is selected: the keyboard does the rest
  button.textContent = button.dataset["done"]!;
  button.focus();
}
