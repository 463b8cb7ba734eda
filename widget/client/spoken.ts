// What is added to a log is heard in one piece, in the order of reading. Browsers pass on every part of it by itself, and
// screen readers may say the parts in any order, what is bold twice, and all of it when the page has only been loaded. So the
// log itself is not live, but a place that is not seen.

const lasts = 5_000; // ms, then nobody who walks through the page comes upon it again

/** Lets screen readers say the turns that were added to a log. Visitors know their own questions. */
export function speakOf(log: Element, added: Element[]): void {
  const isTalk = log.getAttribute("data-log") === "conversation";
  for (const turn of added) {
    if (isTalk && turn.matches(".from-visitor")) continue;
    const line = document.createElement("p");
    read(turn, line);
    line.normalize(); // a piece each would be said by itself again
    document.getElementById("spoken")?.append(line);
    setTimeout(() => line.remove(), lasts);
  }
}

/** Writes what is read of an element, with the language of what has one of its own. */
function read(from: Element, into: Element): void {
  for (const node of from.childNodes) {
    if (node instanceof Text) into.append(node.data);
    else if (node instanceof HTMLImageElement) into.append(node.alt);
    else if (node instanceof Element && !node.matches("svg, [aria-hidden=true]")) readElement(node, into);
  }
}

function readElement(node: Element, into: Element): void {
  const { display } = getComputedStyle(node);
  if (display === "none") return;
  const apart = display === "inline" || into.textContent === "" ? "" : " ";
  const lang = node.getAttribute("lang");
  into.append(apart);
  if (lang && lang !== document.documentElement.lang) {
    const other = document.createElement("span");
    other.lang = lang;
    into.append(other);
    read(node, other);
  } else read(node, into);
  into.append(apart);
}
