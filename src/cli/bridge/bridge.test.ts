import dns from "node:dns";
import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import { connect, type Socket } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type BridgeMessage, readMessage } from "../../app/live/messages.ts";
import { liveChance } from "../../crypto/chance.ts";
import { generateKeyPair } from "../../crypto/keys.ts";
import { issueCertificate } from "../../pki/issue/issue.ts";
import { toPem } from "../../pki/pem.ts";
import { eventually } from "../world.fixture.ts";
import { Bridge, type BridgePlan } from "./bridge.ts";
import { denialOf, newToken } from "./guard.ts";
import { Sockets } from "./sockets.ts";

/** The bridge on real sockets, with an HTTP client in the page's place. */

const TOKEN = newToken();
const ends: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

type Answer = Readonly<{ status: number; body: string }>;

async function serving(plan: Partial<BridgePlan> = {}) {
  const kept: string[] = [];
  const place: { server: Server | null } = { server: null };
  const ownPort = () => {
    const address = place.server?.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  };
  const bridge = new Bridge({
    ...{
      token: TOKEN,
      ownPort,
      keep: (name, pem) => void kept.push(name, pem),
      folder: "/tmp/bob",
      alice: null,
    },
    ...plan,
  });
  const bob = await bridge.listen(0);
  const server = createServer((asked, answer) => {
    void bridge.handle(asked, answer, () => answer.writeHead(299).end("the app"));
  });
  place.server = server;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  ends.push(
    () => bridge.close(),
    () => server.close(),
    () => server.closeAllConnections(),
  );
  return { bridge, bob, port: ownPort(), kept };
}

type Call = Readonly<{ method?: string; path: string; headers?: Record<string, string>; body?: string | Uint8Array }>;

async function call(port: number, { method = "POST", path, headers = {}, body = "" }: Call): Promise<Answer> {
  const asked = request({ host: "127.0.0.1", port, method, path, headers: { ...bearer(), ...headers } });
  asked.end(body);
  const [answer]: IncomingMessage[] = await once(asked, "response");
  let text = "";
  for await (const piece of answer ?? []) text += piece;
  return { status: answer?.statusCode ?? 0, body: text };
}

function bearer(token = TOKEN): Record<string, string> {
  return { Authorization: `Bearer ${token}` };
}

/** A page that listens: what it has been told so far, read as the page reads it. */
async function page(port: number): Promise<readonly (BridgeMessage | null)[]> {
  const told: (BridgeMessage | null)[] = [];
  const asked = request({ host: "127.0.0.1", port, path: "/bridge/events", headers: bearer() });
  asked.end();
  const [answer]: IncomingMessage[] = await once(asked, "response");
  let rest = "";
  answer?.on("data", (piece) => {
    const lines = `${rest}${piece}`.split("\n");
    rest = lines.pop() ?? "";
    told.push(...lines.map(readMessage));
  });
  answer?.on("error", () => {});
  ends.push(() => asked.destroy());
  await eventually("the page is greeted", () => told.length > 0);
  return told;
}

async function caller(port: number): Promise<Socket> {
  const socket = connect({ host: "127.0.0.1", port, allowHalfOpen: true });
  socket.on("error", () => {});
  socket.resume();
  ends.push(() => socket.destroy());
  await once(socket, "connect");
  return socket;
}

function ofType<T extends BridgeMessage["type"]>(told: readonly (BridgeMessage | null)[], type: T) {
  return told.filter((one): one is Extract<BridgeMessage, { type: T }> => one?.type === type);
}

describe("who is let in", () => {
  const good = { host: "127.0.0.1:5173", authorization: `Bearer ${TOKEN}` };

  test.each([
    ["the token alone", good],
    ["under another name of this machine", { ...good, host: "localhost:5173" }],
    ["by IPv6", { ...good, host: "[::1]:5173" }],
    ["from its own page", { ...good, origin: "http://127.0.0.1:5173", "sec-fetch-site": "same-origin" }],
  ])("%s", (_, headers) => {
    expect(denialOf(headers, 5173, TOKEN)).toBeNull();
  });

  test.each([
    ["no token", 401, { host: good.host }],
    ["another token", 401, { ...good, authorization: `Bearer ${newToken()}` }],
    ["the token's beginning", 401, { ...good, authorization: `Bearer ${TOKEN.slice(0, -1)}` }],
    ["the token as a password", 401, { ...good, authorization: TOKEN }],
    ["another name (DNS rebinding)", 403, { ...good, host: "evil.example:5173" }],
    ["a name that begins like ours", 403, { ...good, host: "localhost.evil.example:5173" }],
    ["another port", 403, { ...good, host: "127.0.0.1:80" }],
    ["no name", 403, { authorization: good.authorization }],
    ["another origin", 403, { ...good, origin: "https://evil.example" }],
    ["another port's page", 403, { ...good, origin: "http://127.0.0.1:8000" }],
    ["a page without an origin", 403, { ...good, origin: "null" }],
    ["a page of another site, by the browser's word", 403, { ...good, "sec-fetch-site": "cross-site" }],
    ["a page of another port, by the browser's word", 403, { ...good, "sec-fetch-site": "same-site" }],
  ])("but not: %s", (_, status, headers) => {
    expect(denialOf(headers, 5173, TOKEN)?.status).toBe(status);
  });

  test("a token is 256 bits, and never the same", () => {
    expect(newToken()).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(new Set(Array.from({ length: 50 }, newToken)).size).toBe(50);
  });
});

describe("what it answers", () => {
  test("every call without the token is refused, and nothing happens", async () => {
    const { port, kept } = await serving();
    for (const [method, what] of [
      ["GET", "events"],
      ["POST", "dial"],
      ["POST", "send/1"],
      ["PUT", "file/ca.pem"],
      ["GET", "nonsense"],
    ] as const) {
      const answer = await call(port, { method, path: `/bridge/${what}`, headers: bearer(newToken()) });
      expect([what, answer.status]).toEqual([what, 401]);
    }
    expect(kept).toEqual([]);
  });

  test("what is not for it goes to the app", async () => {
    const { port } = await serving();
    expect(await call(port, { method: "GET", path: "/", headers: bearer("") })).toEqual({
      status: 299,
      body: "the app",
    });
  });

  test.each(["send/x", "send", "send/1/2/3", "end/-1", "file/ca.pem", "nonsense", ""])("not: POST %s", async (what) => {
    const { port } = await serving();
    const { status } = await call(port, { path: `/bridge/${what}` });
    expect(status).toBe(what === "send/1/2/3" ? 204 : 404);
  });

  test("a certificate is kept, and nothing else is", async () => {
    const { port, kept } = await serving();
    const pem = await authority();
    const put = async (body: string, name = "ca.pem") =>
      (await call(port, { method: "PUT", path: `/bridge/file/${name}`, body })).status;
    expect(await put("#!/bin/sh\n")).toBe(400);
    expect(await put(`${pem}#!/bin/sh\n`)).toBe(400);
    expect(await put(pem.repeat(100))).toBe(400);
    expect(await put("x".repeat(300_000))).toBe(413);
    const key = toPem(new Uint8Array(100), "PRIVATE KEY");
    expect(await put(`${pem}${key}`)).toBe(400);
    expect(await put(pem, "client.pem")).toBe(400);
    expect(await put(key, "client.pem")).toBe(400);
    for (const name of ["other.pem", "../ca.pem", "%2e%2e%2fca.pem"]) expect(await put(pem, name)).toBe(404);
    expect(kept).toEqual([]);
    expect(await put(pem)).toBe(204);
    expect(await put(`${pem}${key}`, "client.pem")).toBe(204);
    expect(kept).toEqual(["ca.pem", pem, "client.pem", `${pem}${key}`]);
  });
});

describe("the pipe", () => {
  test("carries bytes both ways, in order, and both ends' ends", async () => {
    const { port, bob } = await serving();
    const told = await page(port);
    expect(told[0]).toEqual({ type: "hello", bob, folder: "/tmp/bob", alice: null, ca: null });
    const client = await caller(bob);
    let heard = "";
    client.on("data", (bytes) => (heard += bytes));
    client.write("question");
    await eventually("the page hears it", () => ofType(told, "bytes").length > 0);
    const [opened] = ofType(told, "opened");
    expect(opened).toMatchObject({ way: "in", address: "127.0.0.1" });
    expect(atob(ofType(told, "bytes").map(({ bytes }) => bytes)[0] ?? "")).toBe("question");
    for (const part of ["an", "sw", "er"]) await call(port, { path: `/bridge/send/${opened?.id}`, body: part });
    await call(port, { path: `/bridge/end/${opened?.id}` });
    await once(client, "end");
    expect(heard).toBe("answer");
    client.end();
    await eventually("it is over", () => ofType(told, "closed").length > 0);
    expect(ofType(told, "ended")).toHaveLength(1);
    expect(ofType(told, "closed")).toEqual([{ type: "closed", id: opened?.id, why: null }]);
    expect((await call(port, { path: `/bridge/send/${opened?.id}`, body: "more" })).status).toBe(204);
  });

  test("whoever calls while no page is open gets an alert", async () => {
    let missed = 0;
    const { bob } = await serving({ onNobody: () => (missed += 1) });
    const client = await caller(bob);
    const [bytes]: Buffer[] = await once(client, "data");
    expect([...(bytes ?? [])]).toEqual([21, 3, 3, 0, 2, 2, 80]);
    expect(missed).toBe(1);
    await once(await caller(bob), "data");
    expect(missed).toBe(1);
  });

  test("a second page takes over: the first is told, and its connections end", async () => {
    const { port, bob } = await serving();
    const first = await page(port);
    const client = await caller(bob);
    await eventually("the page hears it", () => ofType(first, "opened").length > 0);
    const ended = once(client, "end");
    const second = await page(port);
    await ended;
    expect(ofType(first, "replaced")).toHaveLength(1);
    await caller(bob);
    await eventually("the second hears of the next", () => ofType(second, "opened").length > 0);
    expect(ofType(first, "opened")).toHaveLength(1);
  });

  test("dials the server that was named, and nobody where none was", async () => {
    const { port } = await serving();
    await page(port);
    expect((await call(port, { path: "/bridge/dial" })).status).toBe(404);
    const server = await serving();
    const named = await serving({ alice: { host: "127.0.0.1", port: server.bob, path: "/", ca: null } });
    const told = await page(named.port);
    expect((await call(named.port, { path: "/bridge/dial" })).status).toBe(200);
    await eventually("it is told", () => ofType(told, "opened").length > 0);
    expect(ofType(told, "opened")[0]?.way).toBe("out");
  });
});

describe("bounds", () => {
  test("no more connections at once than it may have", async () => {
    const { port, bob } = await serving({ limits: { connections: 2 } });
    const told = await page(port);
    const [first, second] = [await caller(bob), await caller(bob)];
    await eventually("two are open", () => ofType(told, "opened").length === 2);
    const third = await caller(bob);
    await once(third, "data");
    expect(ofType(told, "opened")).toHaveLength(2);
    first.destroy();
    await call(port, { path: `/bridge/end/${ofType(told, "opened")[0]?.id}` });
    await eventually("one is over", () => ofType(told, "closed").length === 1);
    await caller(bob);
    await eventually("another may come", () => ofType(told, "opened").length === 3);
    second.destroy();
  });

  test("no more bytes either way", async () => {
    const { port, bob } = await serving({ limits: { bytes: 1000 } });
    const told = await page(port);
    (await caller(bob)).write("x".repeat(1001));
    await eventually("it is cut", () => ofType(told, "closed").length === 1);
    expect(ofType(told, "closed")[0]?.why).toBe("more than 1000 bytes came");
    await caller(bob);
    await eventually("the next is there", () => ofType(told, "opened").length === 2);
    const id = ofType(told, "opened")[1]?.id;
    await call(port, { path: `/bridge/send/${id}`, body: "x".repeat(1001) });
    await eventually("it is cut, too", () => ofType(told, "closed").length === 2);
    expect(ofType(told, "closed")[1]?.why).toBe("more than 1000 bytes were to be sent");
  });

  test("no longer than it may idle, nor linger", async () => {
    const { port, bob } = await serving({ limits: { idle: 50, linger: 50 } });
    const told = await page(port);
    await caller(bob);
    await eventually("it is cut", () => ofType(told, "closed").length === 1);
    expect(ofType(told, "closed")[0]?.why).toBe("nothing moved for 0.05 seconds");
  });

  test("nobody more is let in while a page does not read what it is told", async () => {
    const { port, bob } = await serving();
    const asleep = connect({ host: "127.0.0.1", port });
    ends.push(() => asleep.destroy());
    const fields = [`Host: 127.0.0.1:${port}`, `Authorization: Bearer ${TOKEN}`];
    asleep.write(`GET /bridge/events HTTP/1.1\r\n${fields.join("\r\n")}\r\n\r\n`);
    await once(asleep, "readable");
    const mebibyte = Buffer.alloc(1024 * 1024);
    let count = 0;
    for (let isAway = false; !isAway && count < 80; count += 1) {
      const client = await caller(bob);
      client.on("data", () => (isAway = true));
      const over = once(client, "close");
      client.write(mebibyte);
      // A reset, by which its place is free at once: the page is asleep and would never end our side.
      setTimeout(() => client.resetAndDestroy(), 100);
      await over;
    }
    expect(count).toBeGreaterThan(16);
    expect(count).toBeLessThan(80);
  });

  test("a file that can't be written is an answer, and not the end", async () => {
    const { port } = await serving({
      keep: () => {
        throw new Error("ENOSPC");
      },
    });
    const { status } = await call(port, { method: "PUT", path: "/bridge/file/ca.pem", body: await authority() });
    expect(status).toBe(507);
  });

  test("localhost is this machine, whatever a resolver says", async () => {
    const asked = vi.spyOn(dns, "lookup");
    ends.push(() => asked.mockRestore());
    const server = await serving();
    const named = await serving({ alice: { host: "localhost", port: server.bob, path: "/", ca: null } });
    const told = await page(named.port);
    await page(server.port);
    expect((await call(named.port, { path: "/bridge/dial" })).status).toBe(200);
    await call(named.port, { path: "/bridge/send/1", body: "hello" });
    await eventually("it is told", () => ofType(told, "opened").length > 0);
    expect(asked.mock.calls.filter(([name]) => name === "localhost")).toEqual([]);
  });

  test("nobody but this machine is dialled", () => {
    const sockets = new Sockets(() => true);
    expect(() => sockets.dial("example.com", 443)).toThrow(RangeError);
    expect(() => sockets.dial("10.0.0.1", 443)).toThrow(RangeError);
  });
});

async function authority(): Promise<string> {
  const keys = await generateKeyPair("ECDSA P-256");
  const root = await issueCertificate({
    ...{ subject: "Test", names: [], usages: [], ca: { pathLength: null }, issuer: "self" },
    ...{ notBefore: new Date(0), notAfter: new Date(1e12), serial: await liveChance.random("serial", 16) },
    ...{ publicKey: keys.publicKey, privateKey: keys.privateKey },
  });
  return toPem(root);
}
