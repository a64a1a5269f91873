import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { utf8 } from "../bytes/text.ts";
import { connectClient } from "../tls/client.ts";
import { CHANNEL_LIMITS, type ChannelLimits } from "./channel.ts";
import { connect } from "./connect.ts";
import { LIVE } from "./live.ts";
import { request } from "./request.ts";
import type { ServeOptions } from "./serve.ts";
import * as world from "./world.fixture.ts";

/** Peers that mean no good, or know no better: each costs Bob its own connection, and nothing else. */

const host = "127.0.0.1";
let people: world.World;
let bob: world.Listening;
let limits: Partial<ChannelLimits>;

beforeAll(async () => {
  people = await world.makeWorld();
});

/** After each: Bob has let go of all, nothing was his own fault, and he serves the next who comes. */
afterEach(async () => {
  await world.eventually("every connection was let go of", () => bob.open() === 0);
  await isServed();
  expect(bob.faults).toEqual([]);
  await bob.close();
});

/** Bob, patient but for these limits; those of connections to come can be changed while he runs. */
async function start(hasty: Partial<ChannelLimits> = {}, more: Partial<ServeOptions> = {}): Promise<void> {
  limits = { lingerTime: 300, ...hasty };
  bob = await world.listen({ tls: world.bobTls(people), limits, ...more });
}

async function isServed(): Promise<void> {
  Object.assign(limits, CHANNEL_LIMITS);
  const { report, status } = await request({ tls: world.aliceTls(people), host, port: bob.port });
  expect({ error: report.error, status }).toEqual({ error: null, status: 200 });
}

async function clientHello(): Promise<Uint8Array> {
  return (await connectClient({ ...LIVE, ...world.aliceTls(people) }).start()).bytes;
}

async function alice() {
  const channel = connect({ tls: world.aliceTls(people), host, port: bob.port });
  expect(await channel.connected).not.toBeNull();
  return channel;
}

async function reported(count = 1) {
  await world.eventually(`${count} connections were reported`, () => bob.reports.length >= count);
  return bob.reports.slice(0, count);
}

describe("garbage", () => {
  test("of any kind is refused or let go of, one report each", async () => {
    await start();
    const hello = await clientHello();
    const mutated = fc
      .tuple(fc.nat({ max: hello.length - 1 }), fc.integer({ min: 1, max: 255 }))
      .map(([at, mask]) => hello.map((byte, i) => (i === at ? byte ^ mask : byte)));
    const record = fc
      .tuple(fc.constantFrom(20, 21, 22, 23, 24), fc.uint8Array({ maxLength: 200 }))
      .map(([type, body]) => Uint8Array.of(type, 3, 3, 0, body.length, ...body));
    const garbage = fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 600 }), mutated, record);
    let count = 0;
    await fc.assert(
      fc.asyncProperty(garbage, fc.boolean(), async (bytes, politely) => {
        const { socket } = await world.rawSocket(bob.port);
        socket.write(bytes);
        if (politely) socket.end();
        else setTimeout(() => socket.resetAndDestroy(), 5);
        count += 1;
        await world.eventually("it was reported", () => bob.reports.length >= count);
        expect(bob.reports.at(-1)?.error).not.toBeNull();
        socket.destroy();
      }),
      { numRuns: 150 },
    );
    expect(bob.reports).toHaveLength(count);
  });

  test("in place of TLS gets an alert on the wire", async () => {
    await start();
    const { socket, received } = await world.rawSocket(bob.port);
    socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await world.eventually("an alert came", () => received().length >= 7);
    expect([...received().subarray(0, 6)]).toEqual([21, 3, 3, 0, 2, 2]);
    const [report] = await reported();
    expect(report?.alertSent).not.toBeNull();
    socket.destroy();
  });

  test("in the middle of a good connection ends it with bad_record_mac", async () => {
    await start();
    const channel = await alice();
    channel.socket.write(Uint8Array.of(23, 3, 3, 0, 32, ...randomBytes(32)));
    await channel.closed;
    expect(await reported()).toMatchObject([{ alertSent: "bad_record_mac", suite: "TLS_AES_128_GCM_SHA256" }]);
    expect(channel.report()).toMatchObject({ alertReceived: "bad_record_mac" });
  });
});

describe("who stalls", () => {
  test.each([
    ["says nothing", 0],
    ["says half a ClientHello", 100],
    ["leaves out the last byte", -1],
  ])("and %s is not waited for", async (_, size) => {
    await start({ handshakeTime: 400 });
    const { socket } = await world.rawSocket(bob.port);
    socket.write((await clientHello()).subarray(0, size === -1 ? -1 : size));
    expect(await reported()).toMatchObject([{ error: "the handshake took longer than 0.4 s", version: null }]);
    socket.destroy();
  });

  test("and drips a ClientHello byte by byte is not waited for", async () => {
    await start({ handshakeTime: 400 });
    const { socket } = await world.rawSocket(bob.port);
    const hello = await clientHello();
    for (let i = 0; i < hello.length && bob.reports.length === 0; i++) {
      socket.write(hello.subarray(i, i + 1));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await reported()).toMatchObject([{ error: "the handshake took longer than 0.4 s" }]);
    socket.destroy();
  });

  test("after the handshake is let go of", async () => {
    await start({ idleTime: 1000 });
    const channel = await alice();
    await channel.closed;
    expect(await reported()).toMatchObject([{ error: "nothing moved for 1 s" }]);
  });

  test("in a request's head is let go of, however busily", async () => {
    await start({}, { patience: { head: 400 } });
    const channel = await alice();
    await channel.write(utf8("GET / HTTP/1.1\r\n"));
    for (let i = 0; !channel.over; i++) {
      await channel.write(utf8(`X-${i}: y\r\n`));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(await reported()).toMatchObject([{ error: "the head of a request took longer than 0.4 s" }]);
    await channel.closed;
  });

  test("in a body is let go of", async () => {
    await start({}, { patience: { body: 300 } });
    const channel = await alice();
    await channel.write(utf8("PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n12345"));
    expect((await reported())[0]?.error).toMatch(/too slow: more than 0\.3/);
    await channel.closed;
  });

  test("and does not read what was asked for is let go of, and it is not all kept for it", async () => {
    await start({ idleTime: 1000 });
    const channel = await alice();
    await channel.write(utf8("GET /bytes/1000000000 HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    channel.socket.removeAllListeners("readable");
    channel.socket.pause();
    const before = process.memoryUsage().rss;
    expect(await reported()).toMatchObject([{ error: "nothing moved for 1 s" }]);
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
    channel.stop("enough");
    await channel.closed;
  });

  test("between requests is said goodbye to, and nobody calls it an error", async () => {
    await start({ idleTime: 1000 });
    const channel = await alice();
    await channel.write(utf8("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    for (let data = await channel.read(); data !== null; ) data = await channel.read();
    expect(channel.peerClosed).toBe(true);
    await channel.close();
    expect(await reported()).toMatchObject([{ error: null }]);
  });
});

describe("who floods", () => {
  test("with a head without end gets 431", async () => {
    await start();
    const channel = await alice();
    const flood = (async () => {
      const piece = utf8("x".repeat(10_000));
      for (let i = 0; i < 2000 && (await channel.write(piece)); i++);
    })();
    const answer = new TextDecoder().decode((await channel.read())?.data);
    expect(answer).toContain("HTTP/1.1 431 Request Header Fields Too Large");
    await flood;
    await channel.close();
    expect(bob.reports).toHaveLength(1);
  });

  test("with records after being refused is not heard for long", async () => {
    await start();
    const { socket } = await world.rawSocket(bob.port);
    socket.write(Uint8Array.of(23, 3, 3, 0, 4, 1, 2, 3, 4));
    const noise = randomBytes(64 * 1024);
    const timer = setInterval(() => socket.writableLength < 1e6 && socket.write(noise), 1);
    const gone = new Promise((resolve) => socket.once("close", resolve));
    await gone;
    clearInterval(timer);
    expect(await reported()).toHaveLength(1);
  });

  test("with empty records is refused", async () => {
    await start();
    const channel = await alice();
    for (let i = 0; i < 200 && (await channel.write(new Uint8Array())); i++);
    for (let i = 0; i < 200 && (await channel.updateKeys(false)); i++);
    await channel.closed;
    expect(await reported()).toMatchObject([{ alertSent: "unexpected_message" }]);
  });

  test("with connections finds a limit, and a polite word", async () => {
    await start({}, { maxConnections: 3 });
    const guests = await Promise.all([alice(), alice(), alice()]);
    const { report } = await request({ tls: world.aliceTls(people), host, port: bob.port });
    expect(report).toMatchObject({ alertReceived: "internal_error" });
    expect(bob.reports).toMatchObject([{ alertSent: "internal_error", error: "too many connections at once" }]);
    for (const guest of guests) await guest.close();
  });

  test("with a hundred silent connections leaves Bob to others", async () => {
    await start({ handshakeTime: 400 }, { maxConnections: 128 });
    const silent = await Promise.all(Array.from({ length: 100 }, () => world.rawSocket(bob.port)));
    await isServed();
    await reported(101);
    for (const { socket } of silent) socket.destroy();
  });
});

describe("who disconnects", () => {
  test("at once, half-way or at the end costs nothing", async () => {
    await start();
    const hello = await clientHello();
    for (const size of [0, 5, 100, hello.length]) {
      for (const how of ["reset", "end"] as const) {
        const { socket } = await world.rawSocket(bob.port);
        socket.write(hello.subarray(0, size));
        if (how === "reset") socket.resetAndDestroy();
        else socket.end();
        socket.resume();
      }
    }
    const reports = await reported(8);
    for (const report of reports) expect(report.error).not.toBeNull();
  });

  test("in the middle of a long answer costs that answer", async () => {
    await start();
    const channel = await alice();
    await channel.write(utf8("GET /bytes/1000000000 HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    await channel.read();
    channel.socket.resetAndDestroy();
    const [report] = await reported();
    expect(report?.error).toMatch(/reset|gone|broke off/);
  });

  test("leaves no timer behind that would keep a program from ending", async () => {
    await start();
    const channel = await alice();
    channel.socket.resetAndDestroy();
    await channel.closed;
    const timers = () => process.getActiveResourcesInfo().filter((what) => what === "Timeout").length;
    const before = timers();
    channel.within(60_000, "nobody waits for");
    await channel.close();
    expect(timers()).toBeLessThanOrEqual(before);
    await reported();
  });

  test("in the middle of an upload is told from who finished", async () => {
    await start();
    const channel = await alice();
    await channel.write(utf8("PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n12345"));
    await channel.end();
    expect(await reported()).toMatchObject([{ error: "the client left in the middle of an upload" }]);
    await channel.close();
  });
});

describe("a bad request", () => {
  test.each([
    ["GET / HTTP/1.1\r\n\r\n", "400 Bad Request"],
    ["hello\r\n\r\n", "400 Bad Request"],
    ["GET / HTTP/2.0\r\nHost: x\r\n\r\n", "505 HTTP Version Not Supported"],
    ["DELETE / HTTP/1.1\r\nHost: x\r\n\r\n", "405 Method Not Allowed"],
    ["GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n", "404 Not Found"],
    ["GET /bytes/1073741825 HTTP/1.1\r\nHost: x\r\n\r\n", "404 Not Found"],
    ["PUT / HTTP/1.1\r\nHost: x\r\n\r\n", "411 Length Required"],
    ["PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", "400 Bad Request"],
    ["PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n", "413 Content Too Large"],
    ["PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "501 Not Implemented"],
    ["GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello", "413 Content Too Large"],
  ])("%j is answered with %s", async (text, wanted) => {
    await start();
    const channel = await alice();
    await channel.write(utf8(text));
    expect(new TextDecoder().decode((await channel.read())?.data)).toContain(`HTTP/1.1 ${wanted}\r\n`);
    await channel.close();
  });
});
