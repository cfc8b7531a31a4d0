import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const source = readFileSync(new URL("../../static/ui/sw.js", import.meta.url), "utf8");
const KITH = { cache: "help-2", pages: ["/help-now", "/cy/help-now"], assets: ["/static/ui/kith.1.css"] };

/** The worker in a room of its own, with a cache that writes down what it holds. */
function worker() {
  const heard = {};
  const store = new Map([["help-1", new Map()]]);
  const open = async (name) => {
    if (!store.has(name)) store.set(name, new Map());
    const held = store.get(name);
    return {
      addAll: async (requests) => requests.forEach((r) => held.set(r.url, r)),
      match: async (path) => held.get(path),
    };
  };
  class Request {
    constructor(url, options) {
      Object.assign(this, { url, ...options });
    }
  }
  const self = {
    KITH,
    location: { origin: "https://kith.example" },
    skipWaiting: () => undefined,
    clients: { claim: () => undefined },
    addEventListener: (name, listener) => (heard[name] = listener),
  };
  const room = {
    self,
    Request,
    Response: { error: () => "error" },
    URL,
    Promise,
    caches: { open, keys: async () => [...store.keys()], delete: async (name) => store.delete(name) },
    fetch: async () => {
      throw new TypeError("offline");
    },
  };
  vm.runInNewContext(source, room);
  const send = async (name, more = {}) => {
    const waits = [];
    let answer = "left to the browser";
    heard[name]({ waitUntil: (p) => waits.push(p), respondWith: (p) => (answer = p), ...more });
    const given = await answer;
    await Promise.all(waits);
    return given;
  };
  const ask = (path, method = "GET") =>
    send("fetch", { request: { url: `https://kith.example${path}`, method, mode: "navigate" } });
  return { send, ask, store, room };
}

test("it keeps the help pages and their look, asked for without cookies, and drops older ones", async () => {
  const { send, store } = worker();
  await send("install");
  await send("activate");
  assert.deepEqual([...store.keys()], ["help-2"]);
  const held = [...store.get("help-2").values()];
  assert.deepEqual(held.map((r) => r.url), [...KITH.pages, ...KITH.assets]);
  assert.ok(held.every((r) => r.credentials === "omit"));
});

test("without a network the help page is there", async () => {
  const { send, ask } = worker();
  await send("install");
  assert.equal((await ask("/help-now")).url, "/help-now");
});

test("no other page is ever answered or kept", async () => {
  const { send, ask, store } = worker();
  await send("install");
  for (const path of ["/map", "/", "/help-now/x", "/leave"]) {
    assert.equal(await ask(path), "left to the browser");
  }
  assert.equal(await ask("/help-now", "POST"), "left to the browser");
  assert.equal(store.get("help-2").size, 3);
});
