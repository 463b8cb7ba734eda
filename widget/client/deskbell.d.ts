/**
 * Deskbell on a host page: what `widget.js` puts there.
 *
 * The script adds the element `<deskbell-launcher>` beside the body. It holds the two controls "Help" and
 * "Reach a person" in a shadow root, and on the first click the panel in a frame on Deskbell's own origin. The host page
 * cannot read the panel, and the panel cannot read the host page.
 *
 * ## Script tag
 * Settings are `data-*` attributes of the script tag:
 *
 * - `data-lang`: BCP 47 tag. Without it the page's `<html lang>`, then the browser's language.
 * - `data-colour`: `#rrggbb`, of the Help button. The text on it is black or white, whichever reads better.
 * - `data-position`: `left` or `right`. Without it the side where lines end: right, and left on pages from right to left.
 * - `data-offset`: distance from the side and from the bottom in CSS pixels, then the same on phones: `"24 24"`, `"24 24 8 80"`.
 * - `data-help-label`, `data-person-label`, `data-title`: words of the two controls and of the panel.
 * - `data-email`, `data-phone`: contact of the owner, shown if Deskbell cannot be reached. Without them those of the paragraph's links.
 * - `data-scope`: what the page is about; entries with that scope come first.
 * - `data-launcher="own"`: no launcher; the snippet's paragraph stays and opens the panel. It holds a way to a person, so without a
 *   paragraph the launcher comes all the same.
 * - `data-hide`: what paths without launcher begin with, by spaces. The paragraph stays there.
 * - `data-back`: the browser's back button closes the panel, by an entry in the page's history.
 *
 * ## Elements
 * A click on any element with `data-deskbell-open` opens the panel; `data-deskbell-open="person"` the form to reach a person. On a link its
 * address is for visitors without JavaScript.
 *
 * ## Events
 * They bubble from the launcher to `window` and carry nothing of a person, nor of what was asked:
 *
 * - `deskbell:open`, `deskbell:close`: the panel
 * - `deskbell:answer`: an entry was shown
 * - `deskbell:person`: the form to reach a person was shown
 * - `deskbell:ticket`: a request was accepted
 *
 * ## Calls before the script has run
 * `(window.Deskbell = window.Deskbell || []).push(["open", "person"])`: a call as a list of its name and what it is given. It works
 * afterwards, too.
 */
export interface Deskbell {
  /** Opens the panel as it was left, the first time with the questions; `"person"` shows the form to reach a person. */
  open(at?: "help" | "person"): void;
  /** Opens the panel and asks, instead of what stands in the field for a question. */
  ask(text: string): void;
  close(): void;
  /** A BCP 47 tag, for launcher and panel. Nothing that was typed is lost. */
  setLanguage(lang: string): void;
  /** Removes all that the script did to the page and gives the snippet's paragraph back. */
  destroy(): void;
  /** Makes a call by its name. */
  push(call: DeskbellCall): void;
}

export type DeskbellCall = ["open", ("help" | "person")?] | ["ask", string] | ["close"] | ["setLanguage", string] | ["destroy"];

declare global {
  interface Window {
    /** A list of calls until the script has run. */
    Deskbell?: Deskbell | DeskbellCall[];
  }
  interface WindowEventMap {
    "deskbell:open": CustomEvent<null>;
    "deskbell:close": CustomEvent<null>;
    "deskbell:answer": CustomEvent<null>;
    "deskbell:person": CustomEvent<null>;
    "deskbell:ticket": CustomEvent<null>;
  }
}
