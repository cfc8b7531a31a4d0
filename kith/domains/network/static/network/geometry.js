// @ts-check
/** Where a point lies on the map: no page needed, so it can be proved without one. The same figures as drawing.py. */

export const MIDDLE = 500;
export const RADII = /** @type {const} */ ({ inner: 205, middle: 350, outer: 480 });

/** @typedef {keyof typeof RADII} Circle */
/** @typedef {{ x: number, y: number }} Point */

/** @type {Circle[]} */
const CIRCLES = ["inner", "middle", "outer"];

/**
 * The circle a point lies in; what is dropped outside of all of them stays on the outermost.
 * @param {Point} at
 * @returns {Circle}
 */
export function circleAt({ x, y }) {
  const away = Math.hypot(x - MIDDLE, y - MIDDLE);
  return CIRCLES.find((circle) => away <= RADII[circle]) ?? "outer";
}

/**
 * The next circle nearer to the middle (-1) or further away (1); null where there is none.
 * @param {string} circle
 * @param {-1 | 1} step
 * @returns {Circle | null}
 */
export function nextCircle(circle, step) {
  const at = CIRCLES.indexOf(/** @type {Circle} */ (circle));
  return at < 0 ? null : (CIRCLES[at + step] ?? null);
}

/**
 * A point on the screen as a point of the picture, kept on the paper.
 * @param {Point} screen
 * @param {{ left: number, top: number, width: number, height: number }} box where the picture is on the screen
 * @returns {Point}
 */
export function onPicture(screen, box) {
  const inside = (/** @type {number} */ n) => Math.min(960, Math.max(40, n));
  return {
    x: inside(((screen.x - box.left) * 1000) / box.width),
    y: inside(((screen.y - box.top) * 1000) / box.height),
  };
}

/**
 * The order in which arrow keys go round: circle by circle from the middle, clockwise from the top.
 * @template {{ circle: string, x: number, y: number }} T
 * @param {T[]} nodes
 * @returns {T[]}
 */
export function roundOrder(nodes) {
  const turn = ({ x, y }) => (Math.atan2(y - MIDDLE, x - MIDDLE) + 2.5 * Math.PI) % (2 * Math.PI);
  return [...nodes].sort(
    (one, other) =>
      CIRCLES.indexOf(/** @type {Circle} */ (one.circle)) - CIRCLES.indexOf(/** @type {Circle} */ (other.circle)) ||
      turn(one) - turn(other),
  );
}

/**
 * Whether a press was a drag: a finger that only trembles picks a thing, it does not move it.
 * @param {Point} from
 * @param {Point} to
 */
export function isDrag(from, to) {
  return Math.hypot(to.x - from.x, to.y - from.y) > 8;
}
