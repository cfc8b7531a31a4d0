// @ts-check
/** Runs on every page: the way out first, then small comforts. Every page also works without any of it. */
import { watchForLeaving } from "./quick-exit.js";
import { improveForms } from "./fields.js";

watchForLeaving(document, window);
improveForms(document);

const worker = document.documentElement.dataset.offline;
if (worker && "serviceWorker" in navigator) {
  // Keeps the page with urgent help for when there is no network; nothing else is kept.
  navigator.serviceWorker.register(worker).catch(() => undefined);
}
