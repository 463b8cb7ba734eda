// Makes one tree like another and keeps every element that both have, so that focus,
// selection and what is being announced survive a new rendering by the server.

import { speakOf } from "./spoken.ts";

const keyOf = (node: Node): string =>
  node instanceof Element ? [node.tagName, node.id, node.className, node.getAttribute("name")].join(" ") : node.nodeName;

export function morph(old: Element, next: Element): void {
  const grows = isSameLog(old, next);
  copyAttributes(old, next);
  if (grows) {
    growLog(old, next);
    return;
  }
  let cursor = old.firstChild;
  for (const wanted of [...next.childNodes]) {
    const match = find(cursor, keyOf(wanted));
    if (!match) {
      old.insertBefore(document.importNode(wanted, true), cursor);
      continue;
    }
    while (cursor && cursor !== match) cursor = drop(cursor);
    cursor = match.nextSibling;
    update(match, wanted);
  }
  while (cursor) cursor = drop(cursor);
  if (old instanceof HTMLSelectElement && next instanceof HTMLSelectElement) old.value = next.value;
}

function find(from: ChildNode | null, key: string): ChildNode | null {
  while (from && keyOf(from) !== key) from = from.nextSibling;
  return from;
}

function drop(node: ChildNode): ChildNode | null {
  const next = node.nextSibling;
  node.remove();
  return next;
}

function update(old: ChildNode, wanted: ChildNode): void {
  if (old instanceof Element && wanted instanceof Element) morph(old, wanted);
  else if (old.nodeValue !== wanted.nodeValue) old.nodeValue = wanted.nodeValue;
}

function copyAttributes(old: Element, next: Element): void {
  for (const { name } of [...old.attributes]) {
    if (!next.hasAttribute(name) && name !== "open") old.removeAttribute(name);
  }
  for (const { name, value } of [...next.attributes]) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  // What was typed is not in the attributes.
  if (old instanceof HTMLTextAreaElement && next instanceof HTMLTextAreaElement) old.value = next.value;
  if (old instanceof HTMLInputElement && next instanceof HTMLInputElement) {
    old.value = next.value;
    old.checked = next.checked;
  }
}

/** Whether both are the log of one conversation or ticket, in one language. */
function isSameLog(old: Element, next: Element): boolean {
  const log = (e: Element): string => e.id + e.getAttribute("data-log") + e.ownerDocument.documentElement.lang;
  return old.id === "log" && log(old) === log(next);
}

/** Adds what is new to a log, lets it be heard, and leaves the rest. */
function growLog(old: Element, next: Element): void {
  const known = new Set([...old.children].map((turn) => turn.getAttribute("data-id")));
  for (const turn of old.querySelectorAll("[data-new]")) turn.removeAttribute("data-new");
  const added: Element[] = [];
  for (const turn of [...next.children]) {
    const id = turn.getAttribute("data-id");
    if (id ? !known.has(id) : turn.hasAttribute("data-new")) {
      const one = document.importNode(turn, true);
      one.setAttribute("data-new", "");
      old.append(one);
      added.push(one);
    }
  }
  speakOf(old, added);
}
