// Notes what a screen reader would say by itself: changes of live regions, as ARIA 1.2 has them, and where the focus
// goes. A region that comes with its text is silent unless it is an alert; a log speaks what is added, status and
// alert the whole of their text; what changes while something is busy is said when it no longer is. That a step takes
// its time is not noted if it did: it is not the story of the machine.
(() => {
  const said = (window.deskbellSaid = []);
  const regions = "[role=log], [role=status], [role=alert], [aria-live=polite], [aria-live=assertive]";
  const waiting = new Map(); // region → nodes, of what is busy
  const quick = 900; // ms
  let busySince = 0;

  const text = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.nodeValue;
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches("svg, template, [aria-hidden=true]") || !node.checkVisibility()) return "";
    return [...node.childNodes].map(text).join(node.matches("span, b, strong, em, a, bdi, time, code") ? "" : " ");
  };
  const squeezed = (node) => text(node).trim().replace(/\s+/g, " ");
  const kind = (region) => region.getAttribute("role") ?? region.getAttribute("aria-live");
  const isWhole = (region) => region.getAttribute("aria-atomic") === "true" || region.matches("[role=status], [role=alert]");

  const say = (region, nodes) => {
    if (region.id === "busy" && document.querySelector("main[aria-busy=true]") && performance.now() - busySince > quick) return;
    const parts = isWhole(region) ? [region] : [...nodes].filter((n) => region.contains(n));
    for (const words of parts.map(squeezed)) if (words !== "") said.push(`${kind(region)}: ${words}`);
  };

  const noteAll = (records) => {
    if (document.readyState === "loading") return; // the page as it comes, in however many pieces
    const changed = new Map();
    const add = (node, whole) => {
      const at = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
      const region = whole ?? at?.closest(`${regions}, [aria-live=off]`);
      if (region && region.getAttribute("aria-live") !== "off") changed.set(region, (changed.get(region) ?? new Set()).add(node));
    };
    const begun = new Set();
    for (const r of records) {
      if (r.attributeName === "aria-busy" && r.target.getAttribute("aria-busy") === "true") busySince = performance.now();
      if (r.type === "attributes") continue;
      if (r.type === "characterData") {
        add(r.target);
        continue;
      }
      for (const node of r.addedNodes) {
        if (!node.isConnected) continue;
        const inside = node.nodeType === Node.ELEMENT_NODE ? [node, ...node.querySelectorAll("*")].filter((e) => e.matches(regions)) : [];
        for (const region of inside) {
          begun.add(region);
          if (kind(region) === "alert") add(region, region);
        }
        if (!inside.includes(node)) {
          if (r.target.closest?.(regions)) add(node);
        }
      }
    }
    for (const [region, nodes] of changed) {
      if (begun.has(region) && kind(region) !== "alert") continue;
      if (region.closest("[aria-busy=true]")) waiting.set(region, new Set([...(waiting.get(region) ?? []), ...nodes]));
      else say(region, nodes);
    }
    for (const [region, nodes] of waiting) {
      if (region.isConnected && region.closest("[aria-busy=true]")) continue;
      waiting.delete(region);
      if (region.isConnected) say(region, nodes);
    }
  };

  const observer = new MutationObserver(noteAll);
  observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["aria-busy", "hidden"] });
  document.addEventListener("focusin", ({ target }) => {
    noteAll(observer.takeRecords());
    const invalid = target.getAttribute("aria-invalid") === "true" ? ", invalid" : "";
    const about = (target.getAttribute("aria-describedby") ?? "").split(" ").map((id) => document.getElementById(id)).filter(Boolean).map(squeezed).join(" ");
    const name = (target.computedName || (target.matches("p") ? squeezed(target) : target.id) || target.localName).replace(/\s+/g, " ");
    said.push(`focus: ${target.computedRole || target.localName} "${name}"${invalid}${about && `, "${about}"`}`);
  });
  window.deskbellHeard = () => {
    noteAll(observer.takeRecords());
    return said.splice(0);
  };
  document.addEventListener("DOMContentLoaded", () => {
    observer.takeRecords();
    said.push(`page: ${document.title}`);
  });
})();
