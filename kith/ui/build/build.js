// @ts-check
/**
 * Builds kith/ui/static/ui/kith.css from kith/ui/theme. `--check` builds and compares, and changes nothing.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { compile } from "sass";

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const target = here("../static/ui/kith.css");
const { css } = compile(here("../theme/kith.scss"), {
  loadPaths: [here("../../../node_modules")],
  style: "compressed",
  quietDeps: true,
});
const built = `${css.replace(/^\uFEFF/, "")}\n`;

if (process.argv.includes("--check")) {
  if (readFileSync(target, "utf8") !== built) {
    console.error("kith.css is not what its sources build: run `npm run build` and commit the result.");
    process.exit(1);
  }
  console.log("kith.css is what its sources build.");
} else {
  writeFileSync(target, built);
  console.log(`kith.css: ${gzipSync(built, { level: 9 }).length} bytes gzip`);
}
