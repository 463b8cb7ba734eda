// A step that the visitor started and that has not arrived yet. While it has not, it is kept for a reload or the site's
// next page: in this tab alone, from the press that started it until it arrives, a day at most. Where storage is
// blocked it stays on the page.

/** What a press sends, the same each time it is sent: under its key it is one step. */
export interface Step {
  to: string;
  home: string; // where its form stands: that address shows it again, filled in
  says: [name: string, value: string][];
  at: number; // Date.now() of the press
}

export interface Kept extends Step {
  edited: boolean; // since it was sent: no longer sent by itself
}

const place = "deskbell.unsent";
const longest = 86_400_000; // ms; servers know a key for longer

/** Whether a step carries text of the visitor's to where it is kept. */
export const isStarted = ({ to, home, says }: Step): boolean =>
  to === home && says.some(([name, value]) => ["message", "question", "text"].includes(name) && value.trim() !== "");

export function keep(step: Step, edited: boolean): void {
  try {
    sessionStorage.setItem(place, JSON.stringify({ ...step, edited } satisfies Kept));
  } catch {
    // It is still on the page.
  }
}

export function drop(): void {
  try {
    sessionStorage.removeItem(place);
  } catch {
    // Nothing was kept there.
  }
}

export function recall(): Kept | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(place) ?? "null");
    if (isKept(kept) && Math.abs(Date.now() - kept.at) < longest) return kept;
  } catch {
    // Blocked, or not ours.
  }
  return null;
}

function isKept(kept: unknown): kept is Kept {
  const { to, home, says, edited, at } = (kept ?? {}) as Partial<Kept>;
  return [to, home].every((path) => typeof path === "string" && path.startsWith("/")) && Array.isArray(says) && typeof edited === "boolean" && typeof at === "number";
}
