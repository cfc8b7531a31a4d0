// @ts-check
/**
 * The living room's page: new lines come by themselves and nothing jumps. Without this script the form and the link
 * do the same.
 */
import { announcer, folder, link, order, sender } from "./talk.js";

/** @typedef {import("./talk.js").Line} Line */
const MOST_LINES = 300;
const DRAFT_AFTER = 3000;
const SVG = "http://www.w3.org/2000/svg";
const NEAR_END = 48;

const part = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const talk = part("talk");
const words = talk.dataset;
const [box, list, fresh, heard, state, status, answer] = ["box", "lines", "new", "heard", "state", "link", "answer"].map(part);
const form = /** @type {HTMLFormElement} */ (part("say"));
const area = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("body"));
const token = /** @type {HTMLInputElement} */ (form.elements.namedItem("csrfmiddlewaretoken")).value;
const language = document.documentElement.lang.startsWith("cy") ? "cy" : "en";
const clock = new Intl.DateTimeFormat(language === "cy" ? "cy" : "en-GB", {
  hour: "numeric", minute: "2-digit", hour12: true, timeZone: "Europe/London",
});
const days = new Intl.DateTimeFormat(language === "cy" ? "cy" : "en-GB", {
  weekday: "long", day: "numeric", month: "long", timeZone: "Europe/London",
});
const dayOf = (/** @type {string} */ at) => days.format(new Date(at)).replace(",", "");
const has = order(Number(words.newest));
const folds = folder(JSON.parse(words.fold ?? '{"people":[],"words":[]}'));
const announce = announcer({
  say: (said) => (heard.textContent = said), one: words.wordsHeardOne ?? "", many: words.wordsHeard ?? "",
});
let unseen = 0;

/** @param {string} tag @param {string} name @param {(Node | string)[]} inside */
function make(tag, name, ...inside) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...inside);
  return made;
}

/** @param {string[]} look */
function face([shape, tint, pattern]) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", `k-avatar k-avatar--${tint} k-avatar--s`);
  svg.setAttribute("viewBox", "0 0 64 64");
  svg.setAttribute("aria-hidden", "true");
  const ground = svg.appendChild(document.createElementNS(SVG, "rect"));
  ground.setAttribute("class", "k-avatar__ground");
  ground.setAttribute("width", "64");
  ground.setAttribute("height", "64");
  for (const [name, of] of [["", pattern], ["k-avatar__shape", shape]]) {
    const group = svg.appendChild(document.createElementNS(SVG, "g"));
    if (name) group.setAttribute("class", name);
    group.appendChild(document.createElementNS(SVG, "use")).setAttribute("href", `#face-${of}`);
  }
  return svg;
}

/** @param {Line} line */
function draw(line) {
  const isOwn = line.by === words.me;
  const who = make("p", "k-line__who", make("b", "", line.name ?? ""));
  if (line.team) who.append(" ", make("strong", "k-tag k-tag--sky", words.wordsTeam ?? ""));
  if (isOwn) who.append(" ", make("span", "k-line__own", words.wordsYou ?? ""));
  const at = /** @type {HTMLTimeElement} */ (make("time", "", clock.format(new Date(line.at ?? 0)).replace(/[  ]/g, "")));
  at.dateTime = line.at ?? "";
  who.append(" ", at);
  /** @type {HTMLElement} */
  let said = make("p", "k-line__words", line.words ?? "");
  if (!isOwn && folds(line)) {
    const title = make("summary", "nhsuk-details__summary", make("span", "nhsuk-details__summary-text", words.wordsFolded ?? ""));
    said = make("details", "nhsuk-details", title, make("div", "nhsuk-details__text", said));
  }
  const row = make("li", `k-line${isOwn ? " k-line--own" : ""}${line.team ? " k-line--team" : ""}`);
  row.append(face(line.face ?? []), make("div", "k-line__said", who, said));
  if (isOwn) row.lastElementChild?.append(takeBack(line));
  row.id = `l${line.seq}`;
  row.dataset.seq = String(line.seq);
  return row;
}

/** @param {Line} line */
function takeBack(line) {
  const made = /** @type {HTMLTemplateElement} */ (part("take-back")).content.cloneNode(true);
  const its = /** @type {HTMLFormElement} */ (/** @type {DocumentFragment} */ (made).querySelector("form"));
  its.setAttribute("action", (its.getAttribute("action") ?? "").replace("/lines/0/", `/lines/${line.seq}/`));
  its.querySelector("span")?.append(`: ${line.words}`);
  return its;
}

const isAtEnd = () => Math.abs(box.scrollTop) < NEAR_END;

/** Change the list; who reads further up keeps their place. @param {() => void} change */
function quietly(change) {
  const wasAtEnd = isAtEnd();
  const [before, where] = [box.scrollHeight, box.scrollTop];
  change();
  // The box counts from its end: what is added below moves everything up by as much.
  if (!wasAtEnd) box.scrollTop = where - (box.scrollHeight - before);
  return wasAtEnd;
}

/** @param {Line} line */
function place(line) {
  const row = draw(line);
  const next = [...list.children].find((one) => Number(/** @type {HTMLElement} */ (one).dataset.seq) > line.seq);
  list.querySelector(".k-talk__none")?.remove();
  const before = next ? null : list.querySelector(":scope > :last-child time");
  const day = dayOf(line.at ?? "");
  if (!next && dayOf(/** @type {HTMLTimeElement | null} */ (before)?.dateTime ?? "1970-01-01") !== day) {
    list.append(make("li", "k-talk__day", day));
  }
  list.insertBefore(row, next ?? null);
  if (isAtEnd()) while (list.children.length > MOST_LINES) list.firstElementChild?.remove();
}

/** @param {Line} line */
function arrive(line) {
  if (!has.takes(line) || line.words === undefined) return;
  const isOwn = line.by === words.me;
  if (quietly(() => place(line)) || isOwn) {
    if (isOwn) box.scrollTop = 0;
  } else {
    unseen += 1;
    fresh.hidden = false;
    fresh.textContent = unseen === 1 ? words.wordsNewOne ?? "" : (words.wordsNew ?? "").replace("{n}", String(unseen));
  }
  if (!isOwn && !folds(line)) announce(line);
}

/** @param {Line} line */
function change(line) {
  quietly(() => {
    const there = document.getElementById(`l${line.seq}`);
    if (line.words === undefined) there?.remove();
    else if (!there && line.seq > Number(/** @type {HTMLElement} */ (list.firstElementChild)?.dataset.seq ?? 0)) place(line);
  });
}

/** @param {{ state: string, words: Record<string, string> }} told */
function show(told) {
  if (!told.words[language] || state.lastElementChild?.textContent === told.words[language]) return;
  state.className = `k-talk__state k-talk__state--${told.state}`;
  const how = { hosted: words.wordsHosted, quiet: words.wordsQuiet, closed: words.wordsClosed }[told.state];
  if (state.firstElementChild) state.firstElementChild.textContent = how ?? "";
  if (state.lastElementChild) state.lastElementChild.textContent = told.words[language];
}

/** @param {{ name: string, words: string }} told */
function whisper(told) {
  const from = make("b", "", (words.wordsAlone ?? "").replace("{name}", told.name));
  const section = make("section", "k-whisper", make("p", "", from, " ", told.words));
  section.setAttribute("role", "status");
  part("whispers").append(section);
}

const said = { open: "", connecting: words.wordsConnecting, lost: words.wordsLost, elsewhere: words.wordsElsewhere };
const data = (/** @type {MessageEvent} */ event) => JSON.parse(event.data);
const stream = link({
  open: (after) => new EventSource(`${words.stream}?after=${after}`),
  after: () => has.last,
  on: {
    message: (event) => arrive(data(event)),
    changed: (event) => change(data(event)),
    state: (event) => show(data(event)),
    whisper: (event) => whisper(data(event)),
    here: (event) => has.reached(Number(event.lastEventId)),
    far: () => (status.textContent = words.wordsFar ?? ""),
  },
  tell: (how) => {
    if (how !== "open" || status.textContent !== words.wordsFar) status.textContent = said[how] ?? "";
  },
});
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && stream.back());
addEventListener("pagehide", () => stream.end());
addEventListener("pageshow", (event) => event.persisted && stream.back());
fresh.addEventListener("click", () => (box.scrollTop = 0));
box.addEventListener("scroll", () => {
  if (!isAtEnd()) return;
  unseen = 0;
  fresh.hidden = true;
});

const send = sender({
  key: () => crypto.randomUUID(),
  unsent: () => (answer.textContent = words.wordsUnsent ?? ""),
  post: async (body) => {
    const got = await fetch(words.lines ?? "", {
      method: "POST", redirect: "manual", body: JSON.stringify(body),
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    });
    return { status: got.status, answer: got.ok ? await got.json() : undefined };
  },
});

/** @param {string} held */
async function say(held) {
  const mine = area.value;
  const got = await send(mine, held);
  // Whatever the quick way cannot answer, the ordinary form can: a held part, a visit that is over.
  if (got === null || got.fate === "ask" || got.fate === "gone") {
    form.submit();
    return;
  }
  answer.textContent = got.words;
  if (got.fate !== "said" && got.fate !== "held") return;
  if (area.value === mine) area.value = "";
  area.dispatchEvent(new Event("input", { bubbles: true }));
  if (got.help) {
    const panel = /** @type {HTMLTemplateElement} */ (part("met-panel")).content.cloneNode(true);
    answer.replaceChildren(make("p", "", got.promise), panel);
  }
}

if (!form.querySelector("[name=held]")) {
  let isBusy = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isBusy || !area.value.trim()) return;
    isBusy = true;
    await say("ask").finally(() => (isBusy = false));
  });
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let keeping;
area.addEventListener("input", () => {
  clearTimeout(keeping);
  keeping = setTimeout(() => {
    const body = new URLSearchParams(/** @type {any} */ (new FormData(form)));
    fetch(form.dataset.draft ?? "", { method: "POST", body, redirect: "manual" }).catch(() => {});
  }, DRAFT_AFTER);
});
