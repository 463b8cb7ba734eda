// The zone of this device, offered beside the field for the desk's.

export function zone(): void {
  const button = document.querySelector<HTMLButtonElement>("button[data-zone]");
  const name = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!button || !name) return;
  const field = document.getElementById(button.dataset["zone"]!) as HTMLInputElement;
  button.append(` (${name})`);
  button.hidden = false;
  button.addEventListener("click", () => {
    field.value = name;
    field.dispatchEvent(new Event("change", { bubbles: true })); // the preview listens
  });
}
