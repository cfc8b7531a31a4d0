// @ts-check
/** With scripts, printing is one press. */
const place = document.querySelector("[data-print]");
if (place instanceof HTMLElement) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "nhsuk-button";
  button.textContent = place.dataset.print ?? "";
  button.addEventListener("click", () => window.print());
  place.replaceChildren(button);
}
