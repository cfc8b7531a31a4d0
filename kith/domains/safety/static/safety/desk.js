// @ts-check
// The duty desk: looks again when the server says that something changed, and now and then in any case.

const EVERY_MS = 20_000;
const list = document.getElementById("alerts");
const news = document.getElementById("alerts-news");
let isLooking = false;

/** How many wait, as the page says it. */
function waiting() {
  return list ? list.querySelectorAll("article").length : 0;
}

/** Fetch the page and put its list in place of ours; the focus stays on the same case. */
async function look() {
  if (!list || isLooking || document.hidden) return;
  isLooking = true;
  try {
    const answer = await fetch(location.href, { headers: { "X-Requested-With": "desk" }, redirect: "error" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("alerts");
    if (!fresh || fresh.innerHTML === list.innerHTML) return;
    const focused = document.activeElement instanceof HTMLAnchorElement ? document.activeElement.href : "";
    const before = waiting();
    list.replaceChildren(...fresh.childNodes);
    const again = [...list.querySelectorAll("a")].find((link) => link.href === focused);
    if (again) again.focus();
    if (news && waiting() > before) news.textContent = list.dataset.news ?? "";
  } catch {
    // The next look will tell.
  } finally {
    isLooking = false;
  }
}

if (list) {
  const stream = new EventSource(list.dataset.stream ?? "");
  stream.onmessage = look;
  stream.addEventListener("desk", look);
  setInterval(look, EVERY_MS);
  document.addEventListener("visibilitychange", look);
}
