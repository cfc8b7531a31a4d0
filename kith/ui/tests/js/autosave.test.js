import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { saver } from "../../static/ui/autosave.js";

const settled = async () => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

/** A form, and a server that answers what it is told to; counts what it stored, by key, as the real one does. */
function desk(t) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const it = { words: "", version: "1", said: [], sent: [], stored: new Map(), answers: [] };
  let number = 0;
  it.saver = saver({
    read: () => `words=${it.words}&version=${it.version}`,
    key: () => `key-${(number += 1)}`,
    keep: (version) => (it.version = version),
    say: (state) => it.said.push(state),
    send: async (body, key) => {
      it.sent.push(body);
      const answer = it.answers.shift() ?? { status: 200, version: String(Number(it.version) + 1) };
      if (answer.status === 200 || answer.isLost) it.stored.set(key, body);
      if (answer.isLost) throw new TypeError("network");
      return answer;
    },
  });
  it.write = (words) => {
    it.words = words;
    it.saver.changed();
  };
  it.wait = async (ms) => {
    t.mock.timers.tick(ms);
    await settled();
  };
  return it;
}

test("nothing changed, nothing sent", async (t) => {
  const it = desk(t);
  it.saver.changed();
  await it.wait(60000);
  assert.deepEqual(it.sent, []);
});

test("a change is saved a few seconds later, once, and said", async (t) => {
  const it = desk(t);
  it.write("choir");
  await it.wait(1000);
  assert.deepEqual(it.sent, []);
  await it.wait(3000);
  assert.deepEqual(it.sent, ["words=choir&version=1"]);
  assert.deepEqual(it.said, ["saving", "saved"]);
  assert.equal(it.version, "2");
  await it.wait(60000);
  assert.equal(it.sent.length, 1, "the new version alone is no change");
});

test("without a network it keeps trying, and stores the change exactly once", async (t) => {
  const it = desk(t);
  it.answers = [{ status: 0, isLost: true }, { status: 0, isLost: true }];
  it.write("cat");
  await it.wait(3000);
  assert.equal(it.said.at(-1), "waiting");
  await it.wait(6000);
  await it.wait(12000);
  assert.equal(it.said.at(-1), "saved");
  assert.equal(it.sent.length, 3);
  assert.equal(it.stored.size, 1, "one key for one change");
});

test("words written while it was saving are saved next", async (t) => {
  const it = desk(t);
  it.write("one");
  t.mock.timers.tick(3000);
  it.words = "one two";
  await settled();
  await it.wait(3000);
  assert.deepEqual(it.sent.map((body) => body.split("&")[0]), ["words=one", "words=one two"]);
  assert.equal(it.saver.isDirty(), false);
});

test("another window saved first: it says so and stops, and nothing typed is lost", async (t) => {
  const it = desk(t);
  it.answers = [{ status: 409 }];
  it.write("mine");
  await it.wait(3000);
  assert.equal(it.said.at(-1), "conflict");
  it.write("mine and more");
  await it.wait(60000);
  assert.equal(it.sent.length, 1);
  assert.equal(it.words, "mine and more");
});

test("signed out: it says so and stops", async (t) => {
  const it = desk(t);
  it.answers = [{ status: 404 }];
  it.write("mine");
  await it.wait(3000);
  assert.equal(it.said.at(-1), "gone");
  assert.equal(it.saver.isDirty(), false);
});

test("refused words are not sent again until they change", async (t) => {
  const it = desk(t);
  it.answers = [{ status: 422 }];
  it.write("x");
  await it.wait(3000);
  assert.equal(it.said.at(-1), "refused");
  await it.wait(60000);
  assert.equal(it.sent.length, 1);
  it.write("xy");
  await it.wait(3000);
  assert.equal(it.sent.length, 2);
});

test("pressing the button stops the clock", async (t) => {
  const it = desk(t);
  it.write("mine");
  it.saver.stop();
  await it.wait(60000);
  assert.deepEqual(it.sent, []);
});
