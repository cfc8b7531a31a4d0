// @ts-check
/** The picture of the map, made to be touched: drag by mouse, finger or pen, arrow keys, and one focus with the list. */
import { liveBoard } from "./board.js";
import { circleAt, isDrag, nextCircle, onPicture, roundOrder } from "./geometry.js";

/** @typedef {import("./geometry.js").Point} Point */
/** @typedef {SVGGElement & { dataset: { tie: string, circle: string, name: string, number: string } }} Node */

const root = document.querySelector("[data-board]");
if (root instanceof HTMLElement) start(root);

/** @param {HTMLElement} root */
function start(root) {
  root.classList.add("is-live");
  const live = liveBoard(root, dress);
  /** Which thing the arrow keys stand on, also after the picture was drawn anew. */
  let current = "";
  /** @type {{ node: Node, pointer: number, from: Point, home: Point, moved: boolean } | null} */
  let held = null;
  /** @type {{ pointer: number, y: number } | null} */
  let scrolling = null;

  /** @returns {Node[]} */
  const nodes = () => [...live.board.querySelectorAll(".k-node[data-tie]")].map((one) => /** @type {Node} */ (one));
  const picture = () => /** @type {SVGSVGElement} */ (live.board.querySelector(".k-map"));

  /**
   * Give the fresh picture what scripts add: each thing is a slider between the circles, one of them in the tab order.
   * @param {HTMLElement} board
   */
  function dress(board) {
    const frame = /** @type {HTMLElement} */ (board.querySelector("[data-map]"));
    const svg = picture();
    svg.setAttribute("role", "group");
    const words = Object.fromEntries(
      [...svg.querySelectorAll(".k-ring__name")].map((one, n) => [["inner", "middle", "outer"][n], one.textContent]),
    );
    const all = nodes();
    for (const node of all) {
      const at = ["outer", "middle", "inner"].indexOf(node.dataset.circle) + 1;
      node.setAttribute("role", "slider");
      node.setAttribute("aria-label", node.dataset.name);
      node.setAttribute("aria-valuemin", "1");
      node.setAttribute("aria-valuemax", "3");
      node.setAttribute("aria-valuenow", String(at));
      node.setAttribute("aria-valuetext", words[node.dataset.circle] ?? "");
      node.setAttribute("aria-orientation", "vertical");
    }
    setCurrent(all.find((node) => node.dataset.tie === current) ?? all[0]);
    const hint = /** @type {HTMLElement} */ (board.querySelector("[data-hint]"));
    hint.hidden = all.length === 0;
    hint.textContent = frame.dataset.hintWords ?? "";
  }

  /** @param {Node | undefined} node */
  function setCurrent(node) {
    current = node?.dataset.tie ?? "";
    nodes().forEach((one) => one.setAttribute("tabindex", one === node ? "0" : "-1"));
  }

  /** @param {string} tie */
  function light(tie) {
    live.board.querySelectorAll("[data-tie]").forEach((one) => {
      one.classList.toggle("is-lit", /** @type {HTMLElement} */ (one).dataset.tie === tie);
    });
  }

  /** @param {EventTarget | null} target */
  const tieOf = (target) =>
    /** @type {HTMLElement | null} */ (target instanceof Element ? target.closest("[data-tie]") : null)?.dataset.tie ?? "";

  root.addEventListener("focusin", (event) => light(tieOf(event.target)));
  root.addEventListener("focusout", () => light(""));
  root.addEventListener("pointerover", (event) => light(tieOf(event.target) || tieOf(document.activeElement)));

  /**
   * Save the new circle through the same form as the list.
   * @param {Node} node
   * @param {string} circle
   */
  function move(node, circle) {
    const form = live.board.querySelector(`.k-tie[data-tie="${node.dataset.tie}"] form.k-tie__ring`);
    if (!(form instanceof HTMLFormElement)) return Promise.resolve({ status: 0 });
    const data = new FormData(form);
    data.set("circle", circle);
    return live.send(form.action, data);
  }

  root.addEventListener("keydown", (event) => {
    const node = event.target instanceof Element ? /** @type {Node | null} */ (event.target.closest(".k-node[data-tie]")) : null;
    if (!node || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const along = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) {
      const circle = nextCircle(node.dataset.circle, /** @type {-1 | 1} */ (step));
      if (circle) void move(node, circle);
    } else if (along) {
      const order = roundOrder(nodes().map((one) => ({ ...placeOf(one), circle: one.dataset.circle, node: one })));
      const at = order.findIndex((one) => one.node === node);
      const next = order[(at + along + order.length) % order.length].node;
      setCurrent(next);
      next.focus();
    } else if (event.key === "Enter" || event.key === " ") {
      document.querySelector(`#more-${node.dataset.tie} > summary`)?.scrollIntoView({ block: "center" });
      pick(node);
    } else return;
    event.preventDefault();
  });

  /** Go to the row of a thing in the list. @param {Node} node */
  function pick(node) {
    const radio = live.board.querySelector(`.k-tie[data-tie="${node.dataset.tie}"] input[type=radio]:checked`);
    if (radio instanceof HTMLElement) radio.focus();
  }

  root.addEventListener("pointerdown", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (!target.closest(".k-map") || event.button !== 0 || !event.isPrimary) return;
    const node = /** @type {Node | null} */ (target.closest(".k-node[data-tie]"));
    picture().setPointerCapture(event.pointerId);
    if (!node) {
      // The picture takes every touch for itself, so a finger beside the things scrolls the page by hand.
      if (event.pointerType !== "mouse") scrolling = { pointer: event.pointerId, y: event.clientY };
      return;
    }
    held = { node, pointer: event.pointerId, from: { x: event.clientX, y: event.clientY }, home: placeOf(node), moved: false };
    setCurrent(node);
    node.focus({ preventScroll: true });
    event.preventDefault();
  });

  root.addEventListener("pointermove", (event) => {
    if (scrolling?.pointer === event.pointerId) {
      window.scrollBy(0, scrolling.y - event.clientY);
      scrolling.y = event.clientY;
    }
    if (held?.pointer !== event.pointerId) return;
    if (!held.moved && !isDrag(held.from, { x: event.clientX, y: event.clientY })) return;
    held.moved = true;
    held.node.classList.add("is-held");
    const at = onPicture({ x: event.clientX, y: event.clientY }, picture().getBoundingClientRect());
    place(held.node, at, held.home);
    target(circleAt(at));
  });

  root.addEventListener("pointerup", (event) => {
    scrolling = null;
    if (held?.pointer !== event.pointerId) return;
    const { node, home, moved } = held;
    held = null;
    target("");
    node.classList.remove("is-held");
    if (!moved) {
      live.say(`${node.dataset.number}. ${node.dataset.name}: ${node.getAttribute("aria-valuetext")}`);
      return;
    }
    const circle = circleAt(onPicture({ x: event.clientX, y: event.clientY }, picture().getBoundingClientRect()));
    if (circle === node.dataset.circle) place(node, home, home);
    else void move(node, circle).then(({ status }) => status === 0 && place(node, home, home));
  });

  root.addEventListener("pointercancel", letGo);
  document.addEventListener("keydown", (event) => event.key === "Escape" && letGo());

  /** Put down what is held, where it was. */
  function letGo() {
    scrolling = null;
    if (!held) return;
    place(held.node, held.home, held.home);
    held.node.classList.remove("is-held");
    held = null;
    target("");
  }

  /**
   * Where a thing stands on the picture.
   * @param {Node} node
   * @returns {Point}
   */
  function placeOf(node) {
    const matrix = node.transform.baseVal.consolidate()?.matrix;
    return { x: matrix?.e ?? 0, y: matrix?.f ?? 0 };
  }

  /**
   * @param {Node} node
   * @param {Point} at
   * @param {Point} home
   */
  function place(node, at, home) {
    node.setAttribute("transform", `translate(${at.x} ${at.y})`);
    const label = live.board.querySelector(`[data-label-of="${node.dataset.tie}"]`);
    label?.setAttribute("transform", `translate(${at.x - home.x} ${at.y - home.y})`);
  }

  /** @param {string} circle */
  function target(circle) {
    live.board.querySelectorAll(".k-ring").forEach((ring) => {
      ring.classList.toggle("is-target", /** @type {SVGElement} */ (ring).dataset.ring === circle);
    });
  }

  dress(live.board);
}
