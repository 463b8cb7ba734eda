// The one thing the panel keeps, and only after the visitor has sent something: which
// ticket is theirs, and how many of its replies they have seen. Where storage is blocked it is kept until the page goes.

export interface Ticket {
  ref: string;
  token: string;
}

interface Kept extends Ticket {
  seen?: number; // replies
}

const place = "deskbell";
let held: Kept | null = null;

/** False if the browser keeps nothing beyond this page. seen: replies, as before if it is not given. */
export function remember({ ref, token }: Ticket, seen = seenOf(ref)): boolean {
  held = { ref, token, seen };
  try {
    sessionStorage.setItem(place, JSON.stringify(held));
    return true;
  } catch {
    return false;
  }
}

/** How many replies of a ticket were seen. */
export function seenOf(ref: string): number {
  const kept = recall();
  return (kept?.ref === ref && kept.seen) || 0;
}

export function recall(): Kept | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(place) ?? "null");
    if (isTicket(kept)) return kept;
  } catch {
    // Blocked, or not ours.
  }
  return held;
}

export function forget(): void {
  held = null;
  try {
    sessionStorage.removeItem(place);
  } catch {
    // Nothing was kept there.
  }
}

function isTicket(kept: unknown): kept is Kept {
  return typeof kept === "object" && kept !== null && "ref" in kept && "token" in kept && typeof kept.token === "string" && typeof kept.ref === "string";
}
