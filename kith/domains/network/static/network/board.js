// @ts-check
/** The page of the map with scripts: forms are sent without leaving the page, and the board is drawn anew each time. */

/** @typedef {{ said?: string, board?: string, form?: string }} Told */

/**
 * @param {HTMLElement} root
 * @param {(board: HTMLElement) => void} drawn called after the board was drawn anew
 */
export function liveBoard(root, drawn) {
  const board = /** @type {HTMLElement} */ (root.querySelector("#board"));
  const said = /** @type {HTMLElement} */ (root.querySelector("[data-said]"));
  let isSending = false;

  /** @param {string} words */
  const say = (words) => {
    said.textContent = words;
  };

  /** @param {string} html */
  const redraw = (html) => {
    const focused = focusPath(document.activeElement);
    const open = [...board.querySelectorAll("details[open][id]")].map((one) => one.id);
    board.innerHTML = html;
    open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
    drawn(board);
    focusAgain(focused, board);
  };

  /**
   * Send a form, or what a drag stands for, and show the map as it is then.
   * @param {string} address
   * @param {FormData} data
   * @returns {Promise<Told & { status: number }>}
   */
  const send = async (address, data) => {
    const body = new URLSearchParams(/** @type {any} */ (data));
    try {
      const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
      if (!answer.headers.get("Content-Type")?.startsWith("application/json")) throw new Error("signed out");
      /** @type {Told} */
      const told = await answer.json();
      if (told.board !== undefined) redraw(told.board);
      if (told.said) say(told.said);
      return { ...told, status: answer.status };
    } catch {
      say(root.dataset.lost ?? "");
      return { status: 0 };
    }
  };

  root.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!form.matches("[data-send], [data-add]")) return;
    event.preventDefault();
    if (isSending) return;
    isSending = true;
    const button = /** @type {HTMLElement | null} */ (event.submitter);
    const sent = send(form.action, new FormData(form, button));
    void sent.then((told) => form.matches("[data-add]") && added(form, told)).finally(() => (isSending = false));
  });

  root.addEventListener("change", (event) => {
    const input = /** @type {HTMLElement} */ (event.target);
    const form = /** @type {HTMLFormElement | null} */ (input.closest("form.k-tie__ring"));
    // Arrow keys on the radios move at once; a press in between waits its turn and then says where things are.
    form?.requestSubmit();
  });

  /**
   * @param {HTMLFormElement} form
   * @param {Told & { status: number }} told
   */
  const added = (form, told) => {
    if (told.form !== undefined) {
      const fresh = document.createElement("template");
      fresh.innerHTML = told.form;
      const next = /** @type {HTMLElement} */ (fresh.content.firstElementChild);
      form.replaceWith(next);
      /** @type {HTMLElement | null} */ (next.querySelector(".nhsuk-error-summary"))?.focus();
    } else if (told.status === 200) {
      form.reset();
      form.querySelectorAll("[checked]").forEach((one) => one.removeAttribute("checked"));
      /** @type {HTMLInputElement} */ (form.elements.namedItem("name")).focus();
    }
  };

  return { board, say, send };
}

/**
 * How to find the focused control again after its row was drawn anew: its id, else its place in the row.
 * @param {Element | null} element
 */
function focusPath(element) {
  const row = element?.closest("[data-tie]");
  if (!element || !row) return element?.id ? { id: element.id, tie: "", at: -1, isNode: false } : null;
  return {
    id: element.id,
    tie: /** @type {HTMLElement} */ (row).dataset.tie ?? "",
    at: controls(row).indexOf(element),
    isNode: row.matches(".k-node"),
  };
}

/**
 * @param {{ id: string, tie: string, at: number, isNode: boolean } | null} path
 * @param {HTMLElement} board
 */
function focusAgain(path, board) {
  if (!path) return;
  const row = path.tie ? board.querySelector(`${path.isNode ? ".k-node" : ".k-tie"}[data-tie="${path.tie}"]`) : null;
  if (path.isNode) {
    if (row) /** @type {SVGElement} */ (row).focus();
    return;
  }
  const again = (path.id && document.getElementById(path.id)) || (row && (controls(row)[path.at] ?? controls(row).at(-1)));
  // When the row itself is gone, the list is where its reader was.
  const heading = /** @type {HTMLElement} */ (board.querySelector("#list-title"));
  const target = /** @type {HTMLElement} */ (again ?? heading);
  if (target === heading) heading.tabIndex = -1;
  target.focus({ preventScroll: target !== heading });
}

/** @param {Element} row */
function controls(row) {
  return [...row.querySelectorAll("input:not([type=hidden]), button, summary, a")];
}
