import assert from "node:assert/strict";
import { test } from "node:test";
import { roomLeft, roomWords } from "../../static/ui/fields.js";

test("room is counted in characters as people see them, a line break being one", () => {
  assert.equal(roomLeft("caffi", 10), 5);
  assert.equal(roomLeft("a\r\nb", 10), 7);
  assert.equal(roomLeft("🐈", 10), 9);
  assert.equal(roomLeft("too long", 3), -5);
});

test("the words come from the page, so Welsh pages speak Welsh", () => {
  const words = { left: "Llythrennau ar ôl: {n}", over: "Gormod o lythrennau: {n}" };
  assert.equal(roomWords(5, words), "Llythrennau ar ôl: 5");
  assert.equal(roomWords(0, words), "Llythrennau ar ôl: 0");
  assert.equal(roomWords(-5, words), "Gormod o lythrennau: 5");
});
