// The language that a visitor chose in the panel, for the next pages of the site: in this tab alone. Where storage is
// blocked it holds until the page goes.

/** It counts for as long as the site speaks the language that it was chosen over. */
export interface Choice {
  to: string;
  over: string;
}

const place = "deskbell.language";

/** Null forgets it. */
export function keep(choice: Choice | null): void {
  try {
    if (choice) sessionStorage.setItem(place, JSON.stringify(choice));
    else sessionStorage.removeItem(place);
  } catch {
    // Blocked.
  }
}

export function recall(): Choice | null {
  try {
    const { to, over } = (JSON.parse(sessionStorage.getItem(place) ?? "null") ?? {}) as Partial<Choice>;
    if (typeof to === "string" && typeof over === "string") return { to, over };
  } catch {
    // Blocked, or not ours.
  }
  return null;
}
