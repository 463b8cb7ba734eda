// The one thing the panel keeps, and only after the visitor has sent something: which
// ticket is theirs. Where storage is blocked it is kept until the page goes.

export interface Ticket {
  ref: string;
  token: string;
}

const place = "deskbell";
let held: Ticket | null = null;

/** False if the browser keeps nothing beyond this page. */
export function remember(ticket: Ticket): boolean {
  held = ticket;
  try {
    sessionStorage.setItem(place, JSON.stringify(ticket));
    return true;
  } catch {
    return false;
  }
}

export function recall(): Ticket | null {
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

function isTicket(kept: unknown): kept is Ticket {
  return typeof kept === "object" && kept !== null && "ref" in kept && "token" in kept && typeof kept.token === "string" && typeof kept.ref === "string";
}
