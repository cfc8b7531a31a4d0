// @ts-check
/** Leaving quickly: a button, or Shift three times within five seconds; nothing of the page stays in sight. */

const TIMES = 3;
const WITHIN = 5000;
const CHANNEL = "leaving";

/**
 * Counts single taps of Shift. Shift held for a capital letter is no tap, and any other key starts again,
 * so nobody leaves by typing.
 * @returns {{ down: (key: string, at: number) => void, up: (key: string, at: number) => boolean }}
 */
export function shiftTaps() {
  /** @type {number[]} */
  let taps = [];
  let alone = false;
  return {
    down(key) {
      alone = key === "Shift";
      if (!alone) taps = [];
    },
    up(key, at) {
      if (key !== "Shift" || !alone) return false;
      alone = false;
      taps = [...taps.filter((tap) => at - tap <= WITHIN), at];
      return taps.length >= TIMES;
    },
  };
}

/**
 * Hides the page, tells the other tabs and the server, and goes. `replace` leaves no page to come Back to.
 * @param {Document} page
 * @param {Window & typeof globalThis} view
 * @param {{ server: string, neutral: string }} where
 * @param {BroadcastChannel | null} others the channel this page itself listens on: it does not hear its own words
 */
export function leave(page, view, where, others = null) {
  hide(page);
  others?.postMessage("gone");
  tell(view, where.server);
  view.location.replace(where.neutral);
}

/** @param {Document} page */
function hide(page) {
  page.documentElement.classList.add("k-gone");
  page.title = "\u200b";
}

/**
 * The same request as the link's, which ends the session; it outlives the page, and its redirect is not followed.
 * @param {Window & typeof globalThis} view
 * @param {string} server
 */
function tell(view, server) {
  try {
    view.fetch(server, { keepalive: true, credentials: "same-origin", redirect: "manual" }).catch(() => undefined);
  } catch {
    view.navigator.sendBeacon?.(server);
  }
}

/**
 * @param {Document} page
 * @param {Window & typeof globalThis} view
 */
export function watchForLeaving(page, view) {
  const link = /** @type {HTMLAnchorElement | null} */ (page.querySelector("a[data-leave-to]"));
  if (!link) return;
  const where = { server: link.href, neutral: link.dataset.leaveTo ?? "about:blank" };
  const others = "BroadcastChannel" in view ? new view.BroadcastChannel(CHANNEL) : null;
  const taps = shiftTaps();

  others?.addEventListener("message", () => {
    hide(page);
    view.location.replace("about:blank");
  });
  page.addEventListener("click", (event) => {
    if (event.target instanceof view.Element && event.target.closest("[data-leave]")) {
      event.preventDefault();
      leave(page, view, where, others);
    }
  });
  page.addEventListener("keydown", (event) => {
    if (!event.repeat) taps.down(event.key, event.timeStamp);
  });
  page.addEventListener("keyup", (event) => {
    if (taps.up(event.key, event.timeStamp)) leave(page, view, where, others);
  });
  // A browser may keep a whole page in memory for Back. What it keeps is blank, and asks the server again.
  view.addEventListener("pagehide", () => hide(page));
  view.addEventListener("pageshow", (event) => {
    if (event.persisted) view.location.reload();
  });
}
