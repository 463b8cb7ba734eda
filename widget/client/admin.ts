// The agents' pages. Each works without this script; it makes them live.
import { calm } from "./admin/calm.ts";
import { copying } from "./admin/copy.ts";
import { drafts } from "./admin/draft.ts";
import { follow } from "./admin/live.ts";
import { menu } from "./admin/menu.ts";
import { zone } from "./admin/zone.ts";

drafts();
copying();
menu();
calm();
zone();
wrongFirst();
sayAgain();
if (document.body.dataset.live) follow(document.body);

// A session that is over shows in any answer: the log-in takes it from there.
document.body.addEventListener("htmx:responseError", (event) => {
  const { xhr } = (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail;
  if (xhr.status === 401) location.reload();
});

// A reload must not say again what the last form did.
const address = new URL(location.href);
if (address.searchParams.has("said")) {
  address.searchParams.delete("said");
  history.replaceState(history.state, "", address);
}

/** After a form that was refused it goes on where something is wrong. */
function wrongFirst(): void {
  document.querySelector<HTMLElement>("main [aria-invalid=true]")?.focus();
}

/** Screen readers tell only of news that come to a page they know. */
function sayAgain(): void {
  const soon = 200; // ms
  const said = document.querySelector("#news > .said");
  if (said) setTimeout(() => said.replaceWith(said.cloneNode(true)), soon);
}
