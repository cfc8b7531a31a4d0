// @ts-check
/**
 * The rules of live talk, without a page: which lines stand where, what is folded, what is read out, how one stays
 * connected. The page's own script (living-room.js) draws what is decided here.
 */

/** @typedef {{ seq: number, by?: string, name?: string, face?: string[], team?: boolean, at?: string, words?: string }} Line */
/** @typedef {{ people: string[], words: string[] }} Fold */

export const SAY_EVERY = 5000;
const AGAIN_AFTER = [1000, 2000, 4000, 8000, 15000];
const LOST_AFTER = 3;

/** Lines in their order, each once. @param {number} newest the last one that the page has drawn */
export function order(newest) {
  /** @type {Set<number>} */
  const seen = new Set();
  let last = newest;
  return {
    get last() {
      return last;
    },
    /** Whether this line is new here; it is remembered. @param {Line} line */
    takes(line) {
      if (line.seq <= newest || seen.has(line.seq)) return false;
      seen.add(line.seq);
      last = Math.max(last, line.seq);
      return true;
    },
    /** The stream says where it stands, also where nothing was missed. @param {number} seq */
    reached(seq) {
      last = Math.max(last, seq);
    },
  };
}

/** Whether a reader wants this line folded: by whom it is, or for a whole word in it. @param {Fold} fold */
export function folder(fold) {
  const people = new Set(fold.people);
  const escaped = fold.words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const word = escaped.length ? new RegExp(`(?<![\\p{L}\\p{N}_])(?:${escaped.join("|")})(?![\\p{L}\\p{N}_])`, "iu") : null;
  return (/** @type {Line} */ line) =>
    people.has(line.by ?? "") || (word !== null && word.test(line.words ?? ""));
}

/**
 * Reads out what is new, politely: at most once in five seconds, and many lines as one sentence.
 * @param {{ say: (words: string) => void, one: string, many: string, now?: () => number }} how
 */
export function announcer({ say, one, many, now = Date.now }) {
  let lately = -Infinity;
  /** @type {Line[]} */
  let waiting = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const speak = () => {
    timer = undefined;
    const last = waiting.at(-1);
    if (!last) return;
    const words = waiting.length === 1 ? one : many;
    const said = { name: last.name ?? "", words: last.words ?? "", n: String(waiting.length) };
    waiting = [];
    lately = now();
    say(words.replace(/\{(name|words|n)\}/g, (_all, key) => said[/** @type {"n"} */ (key)]));
  };

  return (/** @type {Line} */ line) => {
    waiting.push(line);
    if (timer === undefined) timer = setTimeout(speak, Math.max(0, lately + SAY_EVERY - now()));
  };
}

/**
 * Stays connected: the browser comes back by itself after a short break; after an answer that was no stream we do.
 * @param {{
 *   open: (after: number) => EventSource,
 *   after: () => number,
 *   on: Record<string, (event: MessageEvent) => void>,
 *   tell: (state: "open" | "connecting" | "lost" | "elsewhere") => void,
 * }} with_
 */
export function link({ open, after, on, tell }) {
  /** @type {EventSource | null} */
  let source = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let failures = 0;

  const begin = () => {
    clearTimeout(timer);
    source?.close();
    const mine = (source = open(after()));
    for (const [name, hear] of Object.entries(on)) mine.addEventListener(name, /** @type {EventListener} */ (hear));
    mine.addEventListener("here", () => {
      failures = 0;
      tell("open");
    });
    mine.addEventListener("elsewhere", () => {
      mine.close();
      source = null;
      tell("elsewhere");
    });
    mine.onerror = () => {
      if (mine !== source) return;
      failures += 1;
      tell(failures >= LOST_AFTER ? "lost" : "connecting");
      if (mine.readyState === 2) timer = setTimeout(begin, AGAIN_AFTER[Math.min(failures, AGAIN_AFTER.length) - 1]);
    };
  };

  begin();
  return {
    /** The window is looked at again: if another one has taken over meanwhile, take it back. */
    back: () => {
      if (source === null) begin();
    },
    end: () => {
      clearTimeout(timer);
      source?.close();
      source = null;
    },
  };
}

/**
 * Sends lines one after the other; one that may have arrived keeps its key until there is an answer.
 * @param {{
 *   post: (body: { words: string, key: string, held: string }) => Promise<{ status: number, answer?: any }>,
 *   unsent: () => void,
 *   key: () => string,
 *   wait?: number,
 * }} with_
 */
export function sender({ post, unsent, key, wait = 3000 }) {
  /** @type {{ words: string, key: string } | null} */
  let pending = null;

  return async function send(/** @type {string} */ words, held = "ask", tries = 4) {
    if (!pending || pending.words !== words) pending = { words, key: key() };
    for (let left = tries; left > 0; left -= 1) {
      const { status, answer } = await post({ ...pending, held }).catch(() => ({ status: 0, answer: undefined }));
      if (status === 200) {
        if (answer.fate !== "ask") pending = null;
        return answer;
      }
      if (status >= 400 && status < 500) return null;
      unsent();
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
    return null;
  };
}
