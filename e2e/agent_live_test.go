package e2e

import "testing"

// deskIsGone is a browser whose streams all end for good, and that counts what looks once a minute.
const deskIsGone = `(() => {
	window.streams = [], window.glances = new Set();
	window.EventSource = class extends EventTarget {
		static CLOSED = 2;
		readyState = 2;
		constructor() { super(), streams.push(this) }
		close() {}
	};
	const { setInterval: often, clearInterval: end } = window;
	window.setInterval = (call, ms) => { const id = often(call, ms); if (ms === 60000) glances.add(id); return id };
	window.clearInterval = window.clearTimeout = (id) => (glances.delete(id), end(id));
})()`

func TestAnAgentsTabThatIsSeenAgainStopsGlancing(t *testing.T) {
	t.Parallel()
	chromium.launched(t)
	d := start(t)
	owner := becomeOwner(t, d)
	owner.inEveryPage(deskIsGone)
	owner.open(d.base + "/admin")
	owner.wait(`streams.length === 1`)
	owner.isSeen(false)
	owner.wait(`glances.size === 1`)
	eval[bool](owner, `streams.at(-1).dispatchEvent(new Event("error"))`)
	owner.isSeen(true)
	owner.wait(`glances.size === 0 && streams.length === 2`)
}
