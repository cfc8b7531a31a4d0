import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { RADII, circleAt, isDrag, nextCircle, onPicture, roundOrder } from "../../static/network/geometry.js";

test("a point lies in the circle whose ring it is within; outside of all it stays on the outermost", () => {
  assert.equal(circleAt({ x: 500, y: 500 }), "inner");
  assert.equal(circleAt({ x: 500 + 205, y: 500 }), "inner");
  assert.equal(circleAt({ x: 500 + 206, y: 500 }), "middle");
  assert.equal(circleAt({ x: 500, y: 500 - 351 }), "outer");
  assert.equal(circleAt({ x: 0, y: 0 }), "outer");
});

test("the page and the server draw the same rings", () => {
  const python = readFileSync(new URL("../../drawing.py", import.meta.url), "utf8");
  const [, inner, middle, outer] = /RADII = \{Circle\.INNER: (\d+), Circle\.MIDDLE: (\d+), Circle\.OUTER: (\d+)\}/.exec(python);
  assert.deepEqual(RADII, { inner: Number(inner), middle: Number(middle), outer: Number(outer) });
});

test("in and out stop at the innermost and the outermost", () => {
  assert.equal(nextCircle("outer", -1), "middle");
  assert.equal(nextCircle("middle", -1), "inner");
  assert.equal(nextCircle("inner", -1), null);
  assert.equal(nextCircle("inner", 1), "middle");
  assert.equal(nextCircle("outer", 1), null);
  assert.equal(nextCircle("elsewhere", 1), null);
});

test("a place on the screen is a place on the picture, whatever its size, and never off the paper", () => {
  const phone = { left: 16, top: 100, width: 328, height: 328 };
  assert.deepEqual(onPicture({ x: 16 + 164, y: 100 + 164 }, phone), { x: 500, y: 500 });
  assert.deepEqual(onPicture({ x: 16 + 82, y: 100 + 246 }, phone), { x: 250, y: 750 });
  assert.deepEqual(onPicture({ x: -500, y: 5000 }, phone), { x: 40, y: 960 });
});

test("arrow keys go circle by circle from the middle, clockwise from the top", () => {
  const order = roundOrder([
    { circle: "outer", x: 915, y: 500, name: "far right" },
    { circle: "inner", x: 368, y: 500, name: "left" },
    { circle: "inner", x: 500, y: 368, name: "top" },
    { circle: "inner", x: 632, y: 500, name: "right" },
    { circle: "inner", x: 500, y: 632, name: "bottom" },
  ]);
  assert.deepEqual(
    order.map((one) => one.name),
    ["top", "right", "bottom", "left", "far right"],
  );
});

test("a finger that only trembles picks a thing, it does not move it", () => {
  assert.equal(isDrag({ x: 10, y: 10 }, { x: 14, y: 13 }), false);
  assert.equal(isDrag({ x: 10, y: 10 }, { x: 19, y: 10 }), true);
});
