// What can be measured of a page as it stands. Each function gives complaints, none if all is well.
({
  // 2.5.8: targets are at least so many CSS pixels wide and high; links in a sentence are as high as its lines.
  targets(least, leastOfLinks) {
    const complaints = [];
    for (const e of this.usable()) {
      const label = e.matches("[type=radio], [type=checkbox]") ? e.closest("label") : null;
      const r = (label ?? e).getBoundingClientRect();
      const plainLink = e.matches("a[href]") && !e.matches(".plain, .reach");
      if (plainLink && this.inSentence(e)) continue;
      const least_ = plainLink ? leastOfLinks : least;
      if (r.width < least_ - 0.5 || r.height < least_ - 0.5) {
        complaints.push(`${this.called(e)} has ${Math.round(r.width)}×${Math.round(r.height)} CSS pixels, not ${least_}`);
      }
    }
    return complaints;
  },

  // 1.4.10, 1.4.4
  sideways() {
    const { scrollWidth, clientWidth } = document.documentElement; // innerWidth grows with the page on a phone
    return scrollWidth > clientWidth ? [`the page is ${scrollWidth} CSS pixels wide in a window of ${clientWidth}`] : [];
  },

  // 1.4.12: nothing is cut off
  clipped(root = document.body) {
    const complaints = [];
    for (const e of root.querySelectorAll("*")) {
      const style = getComputedStyle(e);
      if (style.overflowX !== "hidden" && style.overflowY !== "hidden" && style.overflowX !== "clip") continue;
      if (!e.checkVisibility() || e.closest(".unseen, [aria-hidden=true], textarea, select, input")) continue;
      if (e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1) complaints.push(`${this.called(e)} is cut off`);
    }
    return complaints;
  },

  // Whoever asked for less motion gets none.
  moving() {
    return document.getAnimations().map((a) => `${this.called(a.effect.target)} moves: ${a.animationName ?? a.transitionProperty}`);
  },

  // 3.1.2, and text of either direction: what is in another language says so, what a visitor typed finds its own direction.
  tongues() {
    const complaints = [];
    for (const e of document.querySelectorAll(".text, .said:not(.small), .answer h2, .prose, .greeting > p:not(.responsible), main input, main textarea")) {
      if (e.closest("[aria-hidden=true]") || ["hidden", "radio", "checkbox"].includes(e.type)) continue;
      if (!e.closest("main [dir]")) complaints.push(`${this.called(e)} has no direction of its own`);
    }
    const count = (e, letters) => (e.textContent.match(letters) ?? []).length;
    for (const e of document.querySelectorAll("main [lang]")) {
      if (e.dir === "ltr" && count(e, /[\u0590-\u08ff]/g) > count(e, /\p{L}/gu) / 2) complaints.push(`${this.called(e)} is written from right to left`);
    }
    return complaints;
  },

  // 1.3.5: what is asked for about the visitor, the browser can fill in. The rules look at what is said, not at what is missing.
  purposes() {
    const asked = { email: "email", phone: "tel", name: "name" };
    return Object.entries(asked).flatMap(([name, purpose]) => {
      const fields = [...document.querySelectorAll(`main input[name=${name}]`)];
      return fields.filter((e) => e.autocomplete !== purpose).map((e) => `${this.called(e)} does not say that it asks for ${purpose}`);
    });
  },

  // What Tab must reach, each once: of radio buttons the chosen one or the first.
  stops() {
    const groups = new Set();
    return this.usable().filter((e) => {
      if (e.type !== "radio") return true;
      const chosen = [...document.getElementsByName(e.name)].find((r) => r.checked);
      if (chosen ? chosen !== e : groups.has(e.name)) return false;
      groups.add(e.name);
      return true;
    });
  },

  startWalk() {
    window.deskbellColours = undefined; // the theme may be another one
    window.deskbellWalk = { left: new Set(this.stops()), last: null, count: 0 };
    return window.deskbellWalk.left.size;
  },

  // One stop of the walk with Tab: what is wrong there; null when the walk is over.
  stop() {
    const walk = window.deskbellWalk;
    const e = document.activeElement;
    if (!e || e === document.body || e === document.documentElement || walk.first === e) return null;
    walk.first ??= e;
    walk.left.delete(e);
    const complaints = [...this.ring(e), ...this.hidden(e), ...this.order(walk.last, e)];
    walk.last = e;
    return complaints;
  },

  notReached() {
    return [...window.deskbellWalk.left].filter((e) => e.isConnected && e.checkVisibility()).map((e) => `Tab does not reach ${this.called(e)}`);
  },

  // 2.4.7, 2.4.13: a ring of at least 2 CSS pixels, and a contrast of 3 to 1 to what is inside and outside of it.
  ring(e) {
    for (let at = e, up = 0; at && up < 3; at = at.parentElement, up++) {
      const style = getComputedStyle(at);
      const [width, offset] = [parseFloat(style.outlineWidth), parseFloat(style.outlineOffset)];
      if (style.outlineStyle === "none" || width < 2) continue;
      const neighbours = [offset > 0 ? at.parentElement : at, offset + width > 0 ? at.parentElement : at];
      const contrast = Math.min(...neighbours.map((n) => this.contrast(this.colour(style.outlineColor), this.background(n))));
      return contrast < 3 ? [`the focus ring of ${this.called(e)} has a contrast of ${contrast.toFixed(1)}`] : [];
    }
    return [`${this.called(e)} shows no focus`];
  },

  // 2.4.11: head and field stand over the page, not over what has the focus.
  hidden(e) {
    const shown = e.type === "radio" || e.type === "checkbox" ? e.closest("label") ?? e : e;
    const r = shown.getBoundingClientRect();
    const points = [[0.5, 0.5], [0.1, 0.1], [0.9, 0.1], [0.1, 0.9], [0.9, 0.9]];
    const seen = points.some(([x, y]) => {
      const top = document.elementFromPoint(r.x + r.width * x, r.y + r.height * y);
      return top && (shown.contains(top) || top.contains(shown) && !top.matches("body, html, main, .panel"));
    });
    const over = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);
    return seen ? [] : [`${this.called(e)} has the focus and cannot be seen: ${over ? "there is " + this.called(over) : "out of view"}`];
  },

  // 2.4.3: Tab goes on in the direction of reading. What stands still while the page scrolls has a place of its own.
  order(last, e) {
    const still = (x) => x.closest(".head, .writer, .close");
    if (!last || still(last) || still(e)) return [];
    const a = last.getBoundingClientRect();
    const b = e.getBoundingClientRect();
    const sameLine = a.top < b.bottom - 1 && b.top < a.bottom - 1;
    const back = document.documentElement.dir === "rtl" ? b.left >= a.right : b.right <= a.left;
    return b.bottom <= a.top + 1 || sameLine && back ? [`Tab goes back from ${this.called(last)} to ${this.called(e)}`] : [];
  },

  usable(root = document) {
    const all = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
    return [...root.querySelectorAll(all)].filter(
      (e) => !e.disabled && e.tabIndex >= 0 && !e.closest("[aria-hidden=true], [inert]") && e.checkVisibility({ visibilityProperty: true }),
    );
  },

  // The launcher on the page of an owner.
  launcher: () => document.querySelector("deskbell-launcher").shadowRoot,

  // What can be used of it can be brought into the window, is large enough, and not covered.
  controls(least) {
    const found = this.usable(this.launcher()).flatMap((e) => {
      e.scrollIntoView({ block: "nearest", behavior: "instant" });
      const r = e.getBoundingClientRect();
      const top = this.launcher().elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);
      const [wide, high] = [Math.round(r.width), Math.round(r.height)];
      return [
        wide < least || high < least ? `${this.called(e)} has ${wide}×${high} CSS pixels, not ${least}` : "",
        Math.min(r.left, r.top, innerWidth - r.right, innerHeight - r.bottom) < -1 ? `${this.called(e)} is not in the window` : "",
        e.contains(top) ? "" : `over ${this.called(e)} there is ${top ? this.called(top) : "nothing"}`,
      ].filter(Boolean);
    });
    return [...found, ...this.clipped(this.launcher())];
  },

  // Promise 1: what leads to a person with one action. A panel in its frame is looked at by itself.
  ways() {
    return this.usable(this.launcher()).filter((e) => e.matches(".bar button:not(.help), [href^='mailto:'], [href^='tel:']")).map((e) => e.textContent);
  },

  // Notes what has the focus by its events: from a frame of another site it comes back some time after the key.
  startLauncherWalk() {
    window.deskbellColours = undefined;
    window.deskbellWalk?.end?.abort();
    const walk = (window.deskbellWalk = { left: new Set(this.usable(this.launcher())), complaints: [], end: new AbortController() });
    const stop = ({ target }) => {
      if (target.localName === "iframe" || !walk.left.delete(target)) return;
      walk.complaints.push(...this.ring(target));
    };
    this.launcher().addEventListener("focusin", stop, { signal: walk.end.signal });
  },

  launcherWalk() {
    return [...window.deskbellWalk.complaints, ...this.notReached()];
  },

  inSentence(link) {
    const said = [...link.parentElement.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.nodeValue.trim() !== "");
    return said && getComputedStyle(link).display === "inline" || link.closest(".prose") !== null;
  },

  called(e) {
    const name = (e.getAttribute?.("aria-label") ?? e.labels?.[0]?.textContent ?? e.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 40);
    return `<${e.localName}${e.className && typeof e.className === "string" ? "." + e.className.split(" ")[0] : ""} ${JSON.stringify(name)}>`;
  },

  // As it is painted; each is painted once.
  colour(css) {
    const known = (window.deskbellColours ??= new Map());
    if (!known.has(css)) {
      const at = new OffscreenCanvas(1, 1).getContext("2d");
      at.fillStyle = css;
      at.fillRect(0, 0, 1, 1);
      known.set(css, [...at.getImageData(0, 0, 1, 1).data]);
    }
    return known.get(css);
  },

  background(e) {
    for (; e; e = e.parentElement) {
      const colour = this.colour(getComputedStyle(e).backgroundColor);
      if (colour[3] > 127) return colour;
    }
    return this.colour("Canvas");
  },

  contrast(a, b) {
    const light = ([red, green, blue]) => {
      const part = [red, green, blue].map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2] + 0.05;
    };
    const [x, y] = [light(a), light(b)];
    return Math.max(x, y) / Math.min(x, y);
  },
})
