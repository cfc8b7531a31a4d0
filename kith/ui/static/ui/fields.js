// @ts-check
/** Small comforts for forms: errors are found at once, passwords can be shown, and there is a count of what is left. */

const TWICE = 1000;

/**
 * How much room is left, as the server counts it: characters, a line break being one.
 * @param {string} text
 * @param {number} room
 */
export function roomLeft(text, room) {
  return room - Array.from(text.replace(/\r\n/g, "\n")).length;
}

/**
 * The words for it, from the two sentences the page brought in its own language.
 * @param {number} left
 * @param {{ left?: string, over?: string }} words
 */
export function roomWords(left, words) {
  return ((left < 0 ? words.over : words.left) ?? "{n}").replace("{n}", String(Math.abs(left)));
}

/** @param {Document} page */
export function improveForms(page) {
  lookAtFirst(page);
  page.querySelectorAll("form").forEach(sendOnce);
  page.querySelectorAll("[data-module='nhsuk-password-input']").forEach((group) => canBeShown(page, group));
  page.querySelectorAll("textarea[data-room]").forEach((area) => {
    count(page, /** @type {HTMLTextAreaElement} */ (area));
  });
}

/**
 * What went wrong, or what was done, is read before anything else.
 * @param {Document} page
 */
function lookAtFirst(page) {
  const found = page.querySelector(".nhsuk-error-summary") ?? page.querySelector("[data-note]");
  if (!(found instanceof HTMLElement)) return;
  found.tabIndex = -1;
  found.focus();
  found.addEventListener("blur", () => found.removeAttribute("tabindex"), { once: true });
  found.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href^='#']") : null;
    const field = link && page.getElementById(link.getAttribute("href")?.slice(1) ?? "");
    if (!field) return;
    event.preventDefault();
    // The question comes into sight with its box, not only the box.
    (field.closest("fieldset")?.querySelector("legend") ?? page.querySelector(`label[for='${field.id}']`))?.scrollIntoView();
    field.focus({ preventScroll: true });
  });
}

/**
 * Our own words for errors, in the page's language; and a second press of the same button changes nothing.
 * @param {HTMLFormElement} form
 */
function sendOnce(form) {
  form.noValidate = true;
  let last = -TWICE;
  form.addEventListener("submit", (event) => {
    if (event.timeStamp - last < TWICE) event.preventDefault();
    else last = event.timeStamp;
  });
}

/**
 * @param {Document} page
 * @param {Element} group
 */
function canBeShown(page, group) {
  const input = group.querySelector("input");
  const button = group.querySelector("button");
  if (!input || !button) return;
  const words = (/** @type {string} */ key) => group.getAttribute(`data-i18n.${key}`) ?? "";
  const said = page.createElement("div");
  said.className = "nhsuk-u-visually-hidden";
  said.setAttribute("role", "status");
  group.append(said);
  const show = (/** @type {boolean} */ isShown) => {
    input.type = isShown ? "text" : "password";
    button.textContent = words(isShown ? "hide-password" : "show-password");
    button.setAttribute("aria-label", words(isShown ? "hide-password-aria-label" : "show-password-aria-label"));
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    show(input.type === "password");
    said.textContent = words(input.type === "text" ? "password-shown-announcement" : "password-hidden-announcement");
  });
  // Sent as a password, so that no browser remembers it among ordinary words.
  input.form?.addEventListener("submit", () => show(false));
}

/**
 * @param {Document} page
 * @param {HTMLTextAreaElement} area
 */
function count(page, area) {
  const shown = page.getElementById(area.dataset.roomAt ?? "");
  if (!shown) return;
  const spoken = page.createElement("div");
  spoken.className = "nhsuk-u-visually-hidden";
  spoken.setAttribute("role", "status");
  shown.after(spoken);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;
  const tell = () => {
    const left = roomLeft(area.value, Number(area.dataset.room));
    shown.textContent = roomWords(left, shown.dataset);
    shown.classList.toggle("k-room--over", left < 0);
    clearTimeout(pause);
    // Heard once the fingers rest, not at every letter.
    pause = setTimeout(() => (spoken.textContent = shown.textContent), 1000);
  };
  area.addEventListener("input", tell);
  if (area.value) tell();
}
