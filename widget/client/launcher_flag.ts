// One mark without content in the host's sessionStorage: there is a thread, so that the next page of the site loads the
// panel by itself. Where storage is blocked a thread stays in its page, and the panel says so.

const flag = "deskbell";

export function remember(yes: boolean): void {
  try {
    if (yes) sessionStorage.setItem(flag, "1");
    else sessionStorage.removeItem(flag);
  } catch {}
}

export function remembered(): string | undefined {
  try {
    return sessionStorage[flag];
  } catch {}
  return;
}
