import { createHash } from "node:crypto";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { utf8 } from "../bytes/text.ts";
import { memoryTickets } from "../tls/tickets.ts";
import { type Channel, connect, type Report, request } from "./socket.ts";
import {
  aliceTls,
  asking,
  bobTls,
  eventually,
  type Listening,
  listen,
  makeWorld,
  type World,
} from "./world.fixture.ts";

/** Alice and Bob on real sockets of this machine, both in this process. */

const host = "127.0.0.1";
const FINE = { version: "TLS 1.3", suite: "TLS_AES_128_GCM_SHA256", group: "x25519", alpn: null };
const QUIET = { clientSubject: null, alertSent: null, alertReceived: null, error: null };

let world: World;
const open: Listening[] = [];

beforeAll(async () => {
  world = await makeWorld();
});

afterEach(async () => {
  for (const bob of open.splice(0)) {
    await bob.close();
    expect(bob.faults).toEqual([]);
  }
});

async function bobWith(...args: Parameters<typeof listen>): Promise<Listening> {
  const bob = await listen(...args);
  open.push(bob);
  return bob;
}

async function lastReport(bob: Listening): Promise<Report | undefined> {
  await eventually("all connections ended", () => bob.open() === 0 && bob.reports.length > 0);
  return bob.reports.at(-1);
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

describe("a request", () => {
  test("is answered with what was negotiated", async () => {
    const bob = await bobWith({ tls: bobTls(world) });
    const { report, status, body } = await request({ tls: aliceTls(world), host, port: bob.port });
    expect(report).toEqual({ ...FINE, ...QUIET });
    expect(status).toBe(200);
    expect(text(body)).toContain(
      "suite: TLS_AES_128_GCM_SHA256\ngroup: x25519\nALPN: none\nname asked for: localhost\n",
    );
    expect(text(body)).toContain("client: nobody");
    expect(await lastReport(bob)).toEqual({ ...FINE, ...QUIET });
  });

  test.each(["optional", "required"] as const)("tells who the client proved to be (%s)", async (wanted) => {
    const bob = await bobWith({ tls: bobTls(world, asking(world, wanted)) });
    const tls = aliceTls(world, { identities: [world.alice] });
    const { body, channel } = await request({ tls, host, port: bob.port });
    expect(text(body)).toContain("client: CN=Alice\n");
    expect(channel.ownCertificate).toEqual(world.alice.path[0]);
    expect(await lastReport(bob)).toEqual({ ...FINE, ...QUIET, clientSubject: "CN=Alice" });
  });

  test("without a certificate is refused where one is required, and both sides say so", async () => {
    const bob = await bobWith({ tls: bobTls(world, asking(world, "required")) });
    const { report, status } = await request({ tls: aliceTls(world), host, port: bob.port });
    expect(status).toBeNull();
    expect(report).toMatchObject({ ...FINE, alertSent: null, alertReceived: "certificate_required" });
    expect(report.error).toContain("alert received: certificate_required");
    const error = expect.stringContaining("one is required");
    expect(await lastReport(bob)).toMatchObject({ ...FINE, alertSent: "certificate_required", error });
  });

  test("with a certificate of a stranger is refused", async () => {
    const bob = await bobWith({ tls: bobTls(world, asking(world, "required")) });
    const tls = aliceTls(world, { identities: [(await makeWorld()).alice] });
    const { report } = await request({ tls, host, port: bob.port });
    expect(report).toMatchObject({ alertReceived: "unknown_ca" });
    expect(await lastReport(bob)).toMatchObject({ alertSent: "unknown_ca", clientSubject: null });
  });

  test("to a server of another name is refused by the client", async () => {
    const bob = await bobWith({ tls: bobTls(await makeWorld()) });
    const { report, status } = await request({ tls: aliceTls(world), host, port: bob.port });
    expect(status).toBeNull();
    expect(report).toMatchObject({ alertSent: "unknown_ca", alertReceived: null });
    expect(await lastReport(bob)).toMatchObject({ alertReceived: "unknown_ca", alertSent: null });
  });

  test("to nobody ends with a sentence", async () => {
    const bob = await listen({ tls: bobTls(world) });
    await bob.close();
    const { report } = await request({ tls: aliceTls(world), host, port: bob.port });
    expect(report).toEqual({
      ...{ version: null, suite: null, group: null, alpn: null },
      ...{ ...QUIET, error: "nobody listens there (connection refused)" },
    });
  });
});

describe("bytes", () => {
  test.each([0, 1, 16_384, 4 * 1024 * 1024])("come whole and in order, %d down", async (size) => {
    const bob = await bobWith({ tls: bobTls(world) });
    const { status, body } = await request({ tls: aliceTls(world), host, port: bob.port, path: `/bytes/${size}` });
    expect(status).toBe(200);
    expect(body.length).toBe(size);
    expect(body.every((byte, i) => byte === i % 251)).toBe(true);
  });

  test.each([0, 1, 4 * 1024 * 1024])("come whole and in order, %d up", async (size) => {
    const bob = await bobWith({ tls: bobTls(world, { recordSizeLimit: 1000 }) });
    const data = Uint8Array.from({ length: size }, (_, i) => (i * 7) % 256);
    const upload = { size, body: [data.subarray(0, 100_000), data.subarray(100_000)] };
    const { body } = await request({ tls: aliceTls(world), host, port: bob.port, path: "/up", upload });
    expect(text(body)).toBe(`${size} bytes, SHA-256 ${createHash("sha256").update(data).digest("hex")}\n`);
    expect(await lastReport(bob)).toMatchObject({ error: null });
  });

  test("wait for a reader: no side takes what nobody reads", async () => {
    const chunk = new Uint8Array(64 * 1024);
    const size = 32 * 1024 * 1024;
    let server: Channel | null = null;
    let go = () => {};
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    let received = 0;
    const serving = async (channel: Channel) => {
      server = channel;
      await held;
      for (let data = await channel.read(); data !== null; data = await channel.read()) received += data.data.length;
    };
    const bob = await bobWith({ tls: bobTls(world), serve: serving });
    const alice = connect({ tls: aliceTls(world), host, port: bob.port });
    await alice.connected;
    let sent = 0;
    const sending = (async () => {
      for (; sent < size; sent += chunk.length) await alice.write(chunk);
      await alice.close();
    })();
    const seen = () => server?.socket.bytesRead ?? 0;
    let before = -1;
    while (before !== seen()) {
      before = seen();
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    // What is on its way lies in the kernel's buffers; Bob himself holds a few hundred KiB.
    expect(seen()).toBeLessThan(2 * 1024 * 1024);
    expect(sent).toBeLessThan(size);
    go();
    await sending;
    await eventually("all was received", () => received === size);
  });
});

describe("the end of a connection", () => {
  test("is one-sided: who has said close_notify still hears the answer", async () => {
    const echo = async (channel: Channel) => {
      let said = "";
      for (let data = await channel.read(); data !== null; data = await channel.read()) said += text(data.data);
      expect(channel.peerClosed).toBe(true);
      await channel.write(utf8(said.toUpperCase()));
    };
    const bob = await bobWith({ tls: bobTls(world), serve: echo });
    const alice = connect({ tls: aliceTls(world), host, port: bob.port });
    await alice.connected;
    await alice.write(utf8("hello "));
    await alice.write(utf8("bob"));
    await alice.end();
    expect(await alice.write(utf8("too late"))).toBe(false);
    expect(text((await alice.read())?.data ?? utf8(""))).toBe("HELLO BOB");
    expect(await alice.read()).toBeNull();
    await alice.close();
    expect((await alice.finished).error).toBeNull();
    expect(await lastReport(bob)).toMatchObject({ error: null });
  });

  test("without close_notify is an error in the middle of something, and none between requests", async () => {
    const bob = await bobWith({ tls: bobTls(world) });
    const before = connect({ tls: aliceTls(world), host, port: bob.port });
    await before.connected;
    before.socket.end();
    await before.closed;
    expect((await lastReport(bob))?.error).toContain("without close_notify");

    const after = connect({ tls: aliceTls(world), host, port: bob.port });
    await after.connected;
    await after.write(utf8("GET /bytes/3 HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    let got = 0;
    while (got < 3) got += (await after.read())?.data.filter((byte) => byte < 3).length ?? 3;
    after.socket.end();
    await after.closed;
    await eventually("the second was reported", () => bob.reports.length === 2);
    expect(bob.reports[1]?.error).toBeNull();
  });

  test("while the answer runs is an error for who waits for the rest", async () => {
    const cut = async (channel: Channel) => {
      await channel.read();
      await channel.write(utf8("HTTP/1.0 200 OK\r\n\r\nhalf of it"));
      channel.socket.end();
    };
    const bob = await bobWith({ tls: bobTls(world), serve: cut });
    const { report, status } = await request({ tls: aliceTls(world), host, port: bob.port });
    expect(status).toBe(200);
    expect(report.error).toContain("without close_notify");
  });
});

describe("more of the engine, on sockets", () => {
  test("keys are updated in the middle of a transfer", async () => {
    const bob = await bobWith({ tls: bobTls(world) });
    const alice = connect({ tls: aliceTls(world), host, port: bob.port });
    await alice.connected;
    await alice.write(utf8("GET /bytes/1000000 HTTP/1.0\r\n\r\n"));
    let size = 0;
    for (let data = await alice.read(); data !== null; data = await alice.read()) {
      size += data.data.length;
      if (size < 400_000) await alice.updateKeys(true);
    }
    await alice.close();
    expect(size).toBeGreaterThan(1_000_000);
    expect((await alice.finished).error).toBeNull();
    expect(await lastReport(bob)).toMatchObject({ error: null });
  });

  test("a session is resumed, with 0-RTT where Bob takes it; an upload never goes as 0-RTT", async () => {
    const tls = bobTls(world, { tickets: memoryTickets(16), maxEarlyData: 16_384 });
    const bob = await bobWith({ tls });
    const first = await request({ tls: aliceTls(world), host, port: bob.port });
    expect(first.sessions).toHaveLength(2);
    const [one = null, two = null] = first.sessions;
    const resumed = await request({ tls: aliceTls(world, { session: one }), host, port: bob.port, early: true });
    expect(text(resumed.body)).toContain("resumed: yes\nHelloRetryRequest: no\nearly data: accepted\n");
    const again = await request({ tls: aliceTls(world, { session: one }), host, port: bob.port, early: true });
    expect(text(again.body)).toContain("resumed: no\nHelloRetryRequest: no\nearly data: rejected\n");
    const put = utf8("PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
    const alice = connect({ tls: aliceTls(world, { session: two, earlyData: put }), host, port: bob.port });
    expect((await alice.connected)?.earlyData).toBe("accepted");
    expect(text((await alice.read())?.data ?? utf8(""))).toContain("425 Too Early");
    await alice.close();
  });

  test("groups, suites, ALPN, HelloRetryRequest and padding are as asked for", async () => {
    const more = { groups: ["secp384r1"], suites: ["TLS_CHACHA20_POLY1305_SHA256"], alpn: ["http/1.1"] } as const;
    const bob = await bobWith({ tls: bobTls(world, { ...more, fragmentSize: 50, padTo: (size) => size + 77 }) });
    const tls = aliceTls(world, { alpn: ["h2", "http/1.1"], groups: ["x25519", "secp384r1"] });
    const { report, body } = await request({ tls, host, port: bob.port });
    const agreed = { suite: "TLS_CHACHA20_POLY1305_SHA256", group: "secp384r1", alpn: "http/1.1" };
    expect(report).toMatchObject({ ...agreed, error: null });
    expect(text(body)).toContain("HelloRetryRequest: yes");
  });

  test("many at once do not get in each other's way", async () => {
    const bob = await bobWith({ tls: bobTls(world) });
    const one = (i: number) => request({ tls: aliceTls(world), host, port: bob.port, path: `/bytes/${i * 1000}` });
    const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => one(i)));
    expect(answers.map(({ size }) => size)).toEqual(answers.map((_, i) => i * 1000));
    await eventually("all were reported", () => bob.reports.length === 40);
  });
});
