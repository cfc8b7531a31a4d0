import assert from "node:assert/strict";
import { test } from "node:test";
import { leave, shiftTaps, watchForLeaving } from "../../static/ui/quick-exit.js";

function tap(taps, at) {
  taps.down("Shift", at);
  return taps.up("Shift", at + 50);
}

test("three taps of Shift within five seconds leave", () => {
  const taps = shiftTaps();
  assert.deepEqual([tap(taps, 0), tap(taps, 2000), tap(taps, 4900)], [false, false, true]);
});

test("three taps that take longer do not", () => {
  const taps = shiftTaps();
  assert.deepEqual([tap(taps, 0), tap(taps, 3000), tap(taps, 6000)], [false, false, false]);
  assert.equal(tap(taps, 7000), true, "the last three are within five seconds");
});

test("typing capital letters never leaves", () => {
  const taps = shiftTaps();
  for (let at = 0; at < 1000; at += 100) {
    taps.down("Shift", at);
    taps.down("H", at + 10);
    taps.up("H", at + 20);
    assert.equal(taps.up("Shift", at + 30), false);
  }
});

test("a word between two taps starts the count again", () => {
  const taps = shiftTaps();
  tap(taps, 0);
  tap(taps, 100);
  taps.down("a", 200);
  assert.equal(tap(taps, 300), false);
});

/** A page and a window that write down what was done to them, in order. */
function stage() {
  const done = [];
  const listeners = {};
  const link = { href: "/leave", dataset: { leaveTo: "https://example.org/weather" } };
  const on = (name, heard) => (listeners[name] = heard);
  class Element {
    closest() {
      return link;
    }
  }
  // As in a browser: every channel of that name hears it, in this page too, but not the one that speaks.
  const channels = [];
  class BroadcastChannel {
    constructor() {
      channels.push(this);
    }
    postMessage(words) {
      done.push(["channel", words]);
      channels.filter((other) => other !== this).forEach((other) => other.heard?.({ data: words }));
    }
    addEventListener(_name, heard) {
      this.heard = heard;
    }
  }
  const page = {
    title: "My map",
    documentElement: { classList: { add: (name) => done.push(["class", name]) } },
    querySelector: () => link,
    addEventListener: on,
  };
  const view = {
    Element,
    BroadcastChannel,
    fetch: (address, options) => {
      done.push(["fetch", address, options.redirect, options.keepalive]);
      return Promise.resolve();
    },
    navigator: {},
    location: { replace: (to) => done.push(["replace", to]), reload: () => done.push(["reload"]) },
    addEventListener: on,
  };
  return { page, view, done, listeners, BroadcastChannel, target: new Element() };
}

test("leaving hides first, tells the others, and replaces the page last", () => {
  const { page, view, done, BroadcastChannel } = stage();
  const others = new BroadcastChannel("leaving");
  leave(page, view, { server: "/leave", neutral: "https://example.org/weather" }, others);
  assert.deepEqual(done, [
    ["class", "k-gone"],
    ["channel", "gone"],
    ["fetch", "/leave", "manual", true],
    ["replace", "https://example.org/weather"],
  ]);
  assert.equal(page.title.trim().replace("\u200b", ""), "", "the tab says nothing any more");
});

test("a browser that refuses to fetch still goes", () => {
  const { page, view, done } = stage();
  view.fetch = () => {
    throw new TypeError("no");
  };
  view.navigator.sendBeacon = (address) => done.push(["beacon", address]);
  leave(page, view, { server: "/leave", neutral: "about:blank" });
  assert.deepEqual(done.slice(-2), [["beacon", "/leave"], ["replace", "about:blank"]]);
});

test("the button leaves, and its link is not followed as well", () => {
  const { page, view, done, listeners, target } = stage();
  watchForLeaving(page, view);
  let isPrevented = false;
  listeners.click({ target, preventDefault: () => (isPrevented = true) });
  assert.ok(isPrevented);
  const replaced = done.filter(([what]) => what === "replace");
  assert.deepEqual(replaced, [["replace", "https://example.org/weather"]], "it goes once, and not to a blank page");
});

test("other tabs go blank, and a page kept for Back asks the server again", () => {
  const { page, view, done, listeners, BroadcastChannel } = stage();
  watchForLeaving(page, view);
  new BroadcastChannel("leaving").postMessage("gone");
  assert.deepEqual(done.slice(1), [["class", "k-gone"], ["replace", "about:blank"]]);
  listeners.pageshow({ persisted: false });
  assert.equal(done.length, 3);
  listeners.pageshow({ persisted: true });
  assert.deepEqual(done.at(-1), ["reload"]);
});
