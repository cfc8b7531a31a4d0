// @ts-check
/** Says every ten seconds that the host is still here; when that no longer holds, the page says so. */
const host = /** @type {HTMLElement} */ (document.getElementById("host"));
const gone = /** @type {HTMLElement} */ (document.getElementById("gone"));
const token = /** @type {HTMLInputElement} */ (document.querySelector("[name=csrfmiddlewaretoken]")).value;

async function stay() {
  const answer = await fetch(host.dataset.here ?? "", {
    method: "POST", redirect: "manual", headers: { "X-CSRFToken": token },
  }).catch(() => null);
  const isHere = answer !== null && answer.ok && (await answer.json()).here;
  gone.textContent = isHere ? "" : gone.dataset.words ?? "";
}

setInterval(stay, 10000);
stay();
