// @ts-check
/**
 * Saves a form by itself a few seconds after something changed, and says so.
 *
 * The form carries `data-autosave="/address"` and a hidden `version`; beside it stands the macro `saved()`, whose
 * element holds the words. The server answers 200 with {"version": "8"}, or 409 when another window saved first. Each
 * change keeps its own `Idempotency-Key`, so an answer that got lost on the way makes no second change.
 */

const AFTER = 3000;
const LONGEST = 60000;

/** @typedef {"saving" | "saved" | "waiting" | "conflict" | "refused" | "gone"} State */
/** @typedef {{ status: number, version?: string }} Answer */

/**
 * The rules of saving, without a page: what is sent when, and what is said.
 * @param {{
 *   read: () => string,
 *   send: (body: string, key: string) => Promise<Answer>,
 *   say: (state: State) => void,
 *   keep: (version: string) => void,
 *   key: () => string,
 * }} with_
 */
export function saver({ read, send, say, keep, key }) {
  let saved = read();
  let stopped = false;
  let failures = 0;
  /** @type {{ body: string, key: string } | null} */
  let pending = null;
  /** @type {Promise<void> | null} */
  let running = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const isDirty = () => !stopped && read() !== saved;

  /** @param {number} delay */
  const later = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(now, delay);
  };

  const attempt = async () => {
    const body = read();
    // A change that may have arrived keeps its key until the server has answered for it.
    if (!pending || pending.body !== body) pending = { body, key: key() };
    say("saving");
    /** @type {Answer} */
    let answer;
    try {
      answer = await send(pending.body, pending.key);
    } catch {
      answer = { status: 0 };
    }
    settle(answer, body);
  };

  /**
   * @param {Answer} answer
   * @param {string} body
   */
  const settle = (answer, body) => {
    if (answer.status === 200) {
      failures = 0;
      pending = null;
      saved = body;
      if (answer.version !== undefined) {
        // The version is part of the form, so what counts as saved moves along with it.
        const before = read();
        keep(answer.version);
        if (before === body) saved = read();
      }
      say("saved");
      if (isDirty()) later(AFTER);
    } else if (answer.status === 409) {
      stopped = true;
      say("conflict");
    } else if (answer.status === 422) {
      // The words are not right yet; they stay on the page, and the button shows what is missing.
      saved = body;
      pending = null;
      say("refused");
    } else if ([401, 403, 404].includes(answer.status)) {
      stopped = true;
      say("gone");
    } else {
      failures += 1;
      say("waiting");
      later(Math.min(LONGEST, AFTER * 2 ** failures));
    }
  };

  /** Save at once what has changed. @returns {Promise<void>} */
  const now = () => {
    clearTimeout(timer);
    if (running) return running.then(() => (isDirty() ? now() : undefined));
    if (!isDirty()) return Promise.resolve();
    running = attempt().finally(() => (running = null));
    return running;
  };

  return {
    now,
    isDirty,
    changed: () => {
      if (isDirty() && !running) later(AFTER);
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/**
 * Watch one form.
 * @param {HTMLFormElement} form
 * @param {HTMLElement} status
 */
export function autosave(form, status) {
  const address = form.dataset.autosave ?? form.action;
  const read = () => new URLSearchParams(/** @type {any} */ (new FormData(form))).toString();
  const version = /** @type {HTMLInputElement | null} */ (form.elements.namedItem("version"));
  const it = saver({
    read,
    key: () => crypto.randomUUID(),
    keep: (given) => {
      if (version) version.value = given;
    },
    say: (state) => {
      // Said when it changes; a reader need not hear "Saved" every few seconds.
      const words = status.dataset[state] ?? "";
      if (status.textContent !== words) status.textContent = words;
    },
    send: async (body, key) => {
      const answer = await fetch(address, {
        method: "POST",
        body,
        redirect: "manual",
        headers: {
          "Content-Type": "application/x-www-form-urlencoded",
          Accept: "application/json",
          "Idempotency-Key": key,
        },
      });
      // Whoever is signed out is sent to sign in.
      if (answer.type === "opaqueredirect") return { status: 401 };
      const told = answer.ok ? await answer.json() : {};
      return { status: answer.status, version: told.version };
    },
  });
  form.addEventListener("input", it.changed);
  form.addEventListener("change", it.changed);
  form.addEventListener("submit", it.stop);
  window.addEventListener("online", () => void it.now());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void it.now();
  });
  window.addEventListener("beforeunload", (event) => {
    if (it.isDirty() && !document.documentElement.classList.contains("k-gone")) event.preventDefault();
  });
  return it;
}

if (typeof document !== "undefined") {
  document.querySelectorAll("form[data-autosave]").forEach((form) => {
    const status = document.getElementById(form.getAttribute("data-autosave-status") ?? "saved");
    if (form instanceof HTMLFormElement && status) autosave(form, status);
  });
}
