import assert from "node:assert/strict";
import { test } from "node:test";
import { announcer, folder, link, order, sender } from "../../static/rooms/talk.js";

test("each line is taken once, whatever the stream repeats", () => {
  const has = order(5);
  assert.equal(has.takes({ seq: 5 }), false, "the page has drawn it");
  assert.deepEqual([6, 7, 6, 8].map((seq) => has.takes({ seq })), [true, true, false, true]);
  assert.equal(has.last, 8);
  has.reached(12);
  assert.equal(has.last, 12);
});

test("muted people and whole muted words are folded", () => {
  const folds = folder({ people: ["p1"], words: ["cake", "a.b"] });
  assert.equal(folds({ seq: 1, by: "p1", words: "hello" }), true);
  assert.equal(folds({ seq: 1, by: "p2", words: "A Cake!" }), true);
  assert.equal(folds({ seq: 1, by: "p2", words: "pancakes" }), false);
  assert.equal(folds({ seq: 1, by: "p2", words: "axb" }), false);
  assert.equal(folder({ people: [], words: [] })({ seq: 1, by: "p2", words: "" }), false);
});

test("new lines are read out at most once in five seconds, many as one sentence", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "Date"] });
  const said = [];
  const announce = announcer({ say: (words) => said.push([Date.now(), words]), one: "{name}: {words}", many: "{n}, last {name}" });
  announce({ seq: 1, name: "Kite", words: "hello" });
  t.mock.timers.tick(0);
  for (let seq = 2; seq < 22; seq += 1) {
    announce({ seq, name: `N${seq}`, words: "x" });
    t.mock.timers.tick(1000);
  }
  t.mock.timers.tick(20000);
  assert.equal(said[0][1], "Kite: hello");
  assert.ok(said.every(([at], n) => n === 0 || at - said[n - 1][0] >= 5000), JSON.stringify(said));
  assert.match(said[1][1], /^\d+, last N\d+$/);
  assert.equal(said.at(-1)[1].includes("N21"), true, "nothing is forgotten");
});

test("words of a member cannot pose as a placeholder", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "Date"] });
  const said = [];
  const announce = announcer({ say: (words) => said.push(words), one: "{name}: {words}", many: "{n}" });
  announce({ seq: 1, name: "{words}", words: "$& {n}" });
  t.mock.timers.tick(0);
  assert.deepEqual(said, ["{words}: $& {n}"]);
});

/** An EventSource that fails and opens when it is told to. */
class Source extends EventTarget {
  readyState = 0;
  close() {
    this.readyState = 2;
    this.isClosed = true;
  }
  fail(state) {
    this.readyState = state;
    this.onerror?.();
  }
}

test("it comes back by itself, says so, and begins where it was", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const [opened, told] = [[], []];
  let after = 7;
  const it = link({
    open: (from) => opened[opened.push(Object.assign(new Source(), { from })) - 1],
    after: () => after,
    on: {},
    tell: (state) => told.push(state),
  });
  opened[0].dispatchEvent(new Event("here"));
  opened[0].fail(0);
  assert.equal(opened.length, 1, "the browser reconnects by itself");
  after = 9;
  opened[0].fail(2);
  t.mock.timers.tick(2000);
  assert.deepEqual(opened.map((one) => one.from), [7, 9]);
  opened[1].fail(2);
  assert.deepEqual(told, ["open", "connecting", "connecting", "lost"]);
  t.mock.timers.tick(15000);
  opened[2].dispatchEvent(new Event("elsewhere"));
  assert.equal(opened[2].isClosed, true);
  t.mock.timers.tick(60000);
  assert.equal(opened.length, 3, "another window has it");
  it.back();
  assert.equal(opened.length, 4);
});

test("a line that may have arrived keeps its key until there is an answer", async () => {
  const posted = [];
  const answers = [{ status: 0 }, { status: 503 }, { status: 200, answer: { fate: "said" } }, { status: 200, answer: { fate: "said" } }];
  let number = 0;
  let unsent = 0;
  const send = sender({
    post: async (body) => (posted.push(body), answers.shift()),
    unsent: () => (unsent += 1),
    key: () => `key-${(number += 1)}`,
    wait: 0,
  });
  assert.deepEqual(await send("hello"), { fate: "said" });
  await send("hello");
  assert.deepEqual(posted.map((one) => one.key), ["key-1", "key-1", "key-1", "key-2"]);
  assert.equal(unsent, 2);
});

test("what the server refuses for good is not sent again and again", async () => {
  let count = 0;
  const send = sender({ post: async () => ((count += 1), { status: 404 }), unsent: () => {}, key: () => "k", wait: 0 });
  assert.equal(await send("hello"), null);
  assert.equal(count, 1);
});
