// Copying by a button. Where the page may not use the clipboard, as over plain HTTP, the text is selected.

import { say } from "./screen.ts";

const shown = 4_000; // ms that a button says what it did

/** Copies what the button names and says so, to all who see or hear it. */
export async function copy(button: HTMLElement, copied: string): Promise<void> {
  const from = document.getElementById(button.dataset["copy"] ?? "");
  if (!from || !(await isCopied(from))) return;
  button.focus();
  say(copied);
  const label = button.textContent;
  if (label === copied) return;
  button.textContent = copied;
  setTimeout(() => {
    if (button.textContent === copied) button.textContent = label; // else another rendering was shown
    say("");
  }, shown);
}

async function isCopied(from: HTMLElement): Promise<boolean> {
  const text = from instanceof HTMLInputElement ? from.value : (from.textContent ?? "");
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // There is no clipboard here, or the frame may not use it.
  }
  select(from);
  return document.execCommand("copy");
}

function select(from: HTMLElement): void {
  if (from instanceof HTMLInputElement) {
    from.select();
    return;
  }
  const range = document.createRange();
  range.selectNodeContents(from);
  getSelection()?.removeAllRanges();
  getSelection()?.addRange(range);
}
