// @ts-check
/** The page of the map with scripts: forms are sent without leaving the page, and the board is drawn anew each time. */

/** @typedef {{ said?: string, version?: number, board?: string, form?: string }} Told */

/**
 * @param {HTMLElement} root
 * @param {(board: HTMLElement) => void} drawn called after the board was drawn anew
 */
export function liveBoard(root, drawn) {
  const board = /** @type {HTMLElement} */ (root.querySelector("#board"));
  const said = /** @type {HTMLElement} */ (root.querySelector("[data-said]"));
  let version = board.querySelector("input[name=version]")?.getAttribute("value") ?? "0";
  let waiting = 0;
  let latest = "";
  let isAdding = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let quiet;
  /** What is being sent; what comes meanwhile waits its turn, so that a quick hand is never ahead of the map. */
  let queue = Promise.resolve();

  /** @param {string} words */
  const say = (words) => {
    // Emptied first, so that the same words said twice are heard twice.
    said.textContent = "";
    requestAnimationFrame(() => (said.textContent = words));
    clearTimeout(quiet);
    quiet = setTimeout(() => (said.textContent = ""), 12000);
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
  const send = (address, data) => {
    waiting += 1;
    const answer = queue.then(() => attempt(address, data));
    queue = answer.then(() => undefined);
    return answer;
  };

  /**
   * @param {string} address
   * @param {FormData} data
   * @returns {Promise<Told & { status: number }>}
   */
  const attempt = async (address, data) => {
    // Said on top of one's own last change, also when its answer came after the press.
    if (data.has("version")) data.set("version", version);
    const body = new URLSearchParams(/** @type {any} */ (data));
    /** @type {Told & { status: number }} */
    let told = { status: 0, said: root.dataset.lost };
    try {
      const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
      if (!answer.headers.get("Content-Type")?.startsWith("application/json")) throw new Error("signed out");
      told = { ...(await answer.json()), status: answer.status };
      version = String(told.version ?? version);
      latest = told.board ?? latest;
    } catch {
      // Said below; the map stays as it was before.
    }
    waiting -= 1;
    if (latest && !waiting) {
      redraw(latest);
      latest = "";
    }
    if (told.said) say(told.said);
    return told;
  };

  root.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!form.matches("[data-send], [data-add]")) return;
    event.preventDefault();
    const isAdd = form.matches("[data-add]");
    if (isAdd && isAdding) return;
    isAdding ||= isAdd;
    const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
    // A button may lead elsewhere than its form.
    const address = button?.hasAttribute("formaction") ? button.formAction : form.action;
    const sent = send(address, new FormData(form, button));
    void sent.then((told) => {
      // What could not be saved goes back to what is; typed words stay.
      if (told.status === 0 && !isAdd) form.reset();
      if (!isAdd) return;
      isAdding = false;
      added(form, told);
    });
  });

  root.addEventListener("change", (event) => {
    const input = /** @type {HTMLElement} */ (event.target);
    const form = /** @type {HTMLFormElement | null} */ (input.closest("form.k-tie__ring"));
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
