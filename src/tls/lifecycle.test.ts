import { describe, expect, test } from "vitest";
import { concat, utf8 } from "../bytes/text.ts";
import { expectWorking, pair, serverConfig } from "../testing/handshakes.ts";
import type { AlertName, ContentTypeName } from "./codepoints.ts";
import type { ClientConfig, ServerConfig } from "./config.ts";
import type { TlsEvent } from "./events.ts";
import { encodeMessage } from "./messages/codec.ts";
import type { Output } from "./output.ts";
import type { Pair } from "./pair.fixture.ts";
import { RecordWriter } from "./record/writer.ts";
import { SUITES } from "./schedule/suites.ts";
import { acceptClient } from "./server.ts";

async function connected(client: Partial<ClientConfig> = {}, server: Partial<ServerConfig> = {}): Promise<Pair> {
  const two = pair(client, server);
  await two.start();
  expect(two.failures).toEqual({ client: null, server: null });
  return two;
}

function seen(output: Output, type: TlsEvent["type"]): readonly TlsEvent[] {
  return output.events.filter((event) => event.type === type);
}

function alertSent(output: Output): AlertName | null {
  const [alert = null] = output.events.flatMap((e) => (e.type === "alert" && e.direction === "sent" ? [e.alert] : []));
  return alert;
}

/** A hand that writes with the server's first application keys, in the server's stead. */
function forger(two: Pair): RecordWriter {
  const { suite } = two.server.negotiated ?? { suite: null };
  const secret = two.seen("server", "secret").find(({ name }) => name === "server_application_traffic_secret");
  if (suite === null || secret === undefined) throw new Error("not connected");
  const writer = new RecordWriter({ fragmentSize: 16384, padTo: (size) => size });
  writer.rekey("application", SUITES[suite], secret.secret);
  return writer;
}

/** What the client makes of these records, which bear the server's keys. */
async function forged(
  two: Pair,
  ...records: readonly (readonly [Exclude<ContentTypeName, "change_cipher_spec">, readonly number[]])[]
) {
  const writer = forger(two);
  for (const [type, content] of records) {
    writer.put(type, Uint8Array.from(content));
    if (type === "handshake") await Promise.resolve();
  }
  return two.client.receive(concat(...(await writer.drain()).parts));
}

describe("closing (RFC 8446 §6.1)", () => {
  test("one way at a time: after the peer’s close_notify we may write on", async () => {
    const two = await connected();
    await two.carry("client", two.client.close());
    expect(two.seen("server", "closed")).toHaveLength(1);
    await two.write("server", utf8("still here"));
    expect(two.data("client")).toEqual(utf8("still here"));
    await two.carry("server", two.server.close());
    expect(two.seen("client", "closed")).toHaveLength(1);
    for (const end of [two.client, two.server]) {
      await end.end();
      expect(end.failure).toBeNull();
    }
  });

  test("close_notify is a warning, and goes out once", async () => {
    const two = await connected();
    const first = await two.client.close();
    expect(seen(first, "alert")).toEqual([
      { type: "alert", direction: "sent", level: "warning", alert: "close_notify", number: 0 },
    ]);
    expect(await two.client.close()).toMatchObject({ bytes: new Uint8Array(), events: [] });
  });

  test("whatever comes after close_notify is ignored", async () => {
    const two = await connected();
    await two.carry("client", two.client.close());
    expect(await two.server.receive(utf8("no TLS at all"))).toMatchObject({ bytes: new Uint8Array(), events: [] });
    expect(two.server.failure).toBeNull();
  });

  test("the transport’s end without close_notify is a truncation, and no alert is sent", async () => {
    const two = await connected();
    const output = await two.client.end();
    expect(two.client.failure).toEqual({ code: "truncated", section: "RFC 8446 §6.1" });
    expect(output.bytes).toHaveLength(0);
    expect(seen(output, "failed")).toHaveLength(1);
    expect(await two.client.end()).toMatchObject({ bytes: new Uint8Array(), events: [] });
  });

  test("so is its end during the handshake", async () => {
    const two = pair();
    await two.client.start();
    await two.client.end();
    expect(two.client.failure?.code).toBe("truncated");
  });

  test("a close during the handshake gives it up with user_canceled", async () => {
    const two = pair();
    const hello = await two.client.start();
    await two.server.receive(hello.bytes);
    const { bytes } = await two.client.close();
    const output = await two.server.receive(bytes);
    expect(seen(output, "alert").map((event) => event.type === "alert" && event.alert)).toEqual([
      "user_canceled",
      "close_notify",
    ]);
    expect(two.server.failure).toMatchObject({ code: "peer-alert", alert: "close_notify" });
    expect(output.bytes).toHaveLength(0);
    await two.client.end();
    expect(two.client.failure).toBeNull();
  });

  test("a connection that failed exports nothing any more (§6.2)", async () => {
    const two = await connected();
    await forged(two, ["alert", [2, 40]]);
    expect(() => two.client.exportKey("label", new Uint8Array(), 32)).toThrow("complete handshake");
  });

  test("a client that was closed before it began can’t be started any more", async () => {
    const { client } = pair();
    await client.close();
    await expect(client.start()).rejects.toThrow("started before");
  });

  test("calls that can’t be meant reject, and leave the connection as it was", async () => {
    const two = pair();
    expect(() => two.client.exportKey("label", new Uint8Array(), 32)).toThrow("complete handshake");
    await expect(two.client.updateKeys(false)).rejects.toThrow("open connection");
    await two.start();
    await expect(two.client.start()).rejects.toThrow("started before");
    await expectWorking(two);
    await two.carry("client", two.client.close());
    await expect(two.client.write(utf8("late"))).rejects.toThrow("after close()");
    await expect(two.client.updateKeys(false)).rejects.toThrow("open connection");
    expect(two.failures).toEqual({ client: null, server: null });
  });
});

describe("KeyUpdate (RFC 8446 §4.6.3, §7.2)", () => {
  test.each(["client", "server"] as const)("of the %s’s keys alone", async (role) => {
    const two = await connected();
    await two.carry(role, two[role].updateKeys(false));
    await expectWorking(two);
    const other = role === "client" ? "server" : "client";
    expect(two.seen(role, "key-update")).toEqual([{ type: "key-update", direction: "sent", requestUpdate: false }]);
    expect(two.seen(other, "key-update")).toEqual([
      { type: "key-update", direction: "received", requestUpdate: false },
    ]);
  });

  test.each(["client", "server"] as const)("asked for by the %s, of both", async (role) => {
    const two = await connected();
    for (let i = 0; i < 3; i++) await two.carry(role, two[role].updateKeys(true));
    await expectWorking(two);
    for (const name of ["client_application_traffic_secret", "server_application_traffic_secret"] as const) {
      const [ours, theirs] = [two.client, two.server].map(({ role: end }) =>
        two.seen(end, "secret").flatMap((event) => (event.name === name ? [[event.generation, event.secret]] : [])),
      );
      expect(ours).toEqual(theirs);
      expect(ours?.map(([generation]) => generation)).toEqual([0, 1, 2, 3]);
    }
    const [last] = two.seen("server", "record").slice(-1);
    expect(last?.generation).toBe(3);
  });

  test("several requests that come together are answered once", async () => {
    const two = await connected();
    const asked = await Promise.all([1, 2, 3].map(() => two.client.updateKeys(true)));
    const output = await two.server.receive(Buffer.concat(asked.map(({ bytes }) => bytes)));
    expect(seen(output, "key-update").filter((e) => e.type === "key-update" && e.direction === "sent")).toHaveLength(1);
  });

  test("as often as you like with data between them, also where the other end has nothing to say", async () => {
    const two = await connected();
    for (let i = 0; i < 40; i++) {
      await two.write("client", Uint8Array.of(i));
      await two.carry("client", two.client.updateKeys(true));
    }
    await expectWorking(two);
  });

  test("by itself when enough records were sealed under one key (§5.5)", async () => {
    const two = await connected({ limits: { recordsPerKey: 3 } });
    for (let i = 0; i < 10; i++) await two.write("client", Uint8Array.of(i));
    expect(two.data("server")).toEqual(new Uint8Array(10).map((_, i) => i));
    expect(two.seen("server", "key-update").map(({ direction }) => direction)).toEqual([
      "received",
      "received",
      "received",
    ]);
    await expectWorking(two);
  });

  test("also in the middle of one large write", async () => {
    const two = await connected({ limits: { recordsPerKey: 3 }, fragmentSize: 10 });
    const data = new Uint8Array(100).map((_, i) => i);
    await two.write("client", data);
    expect(two.data("server")).toEqual(data);
    const records = two.seen("server", "record").filter(({ epoch, contentType }) => {
      return epoch === "application" && contentType === "application_data";
    });
    expect(records.map(({ generation }) => generation)).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2, 3]);
  });

  test("before the handshake is complete it is refused", async () => {
    const two = pair();
    await two.client.start();
    const output = await two.client.receive(Uint8Array.from([22, 3, 3, 0, 5, 24, 0, 0, 1, 0]));
    expect(alertSent(output)).toBe("unexpected_message");
  });

  test("so is one that isn’t the last message of its record (§5.1)", async () => {
    const output = await forged(await connected(), ["handshake", [24, 0, 0, 1, 0, 24, 0, 0, 1, 0]]);
    expect(alertSent(output)).toBe("unexpected_message");
  });

  test("one that asks for neither of the two is illegal_parameter", async () => {
    expect(alertSent(await forged(await connected(), ["handshake", [24, 0, 0, 1, 2]]))).toBe("illegal_parameter");
  });
});

describe("alerts (RFC 8446 §6)", () => {
  test.each([1, 2])(
    "whatever the level (%i), one that is no closure ends the connection, unanswered",
    async (level) => {
      const two = await connected();
      const output = await forged(two, ["alert", [level, 40]], ["application_data", [1]]);
      expect(two.client.failure).toMatchObject({ code: "peer-alert", alert: "handshake_failure" });
      expect(output.bytes).toHaveLength(0);
      expect(seen(output, "data")).toEqual([]);
      expect(await two.client.write(utf8("x"))).toMatchObject({ bytes: new Uint8Array(), events: [] });
      expect(await two.client.receive(utf8("x"))).toMatchObject({ bytes: new Uint8Array(), events: [] });
      expect(await two.client.close()).toMatchObject({ bytes: new Uint8Array(), events: [] });
    },
  );

  test("an unknown one too", async () => {
    const two = await connected();
    await forged(two, ["alert", [1, 233]]);
    expect(two.client.failure).toMatchObject({ code: "peer-alert", alert: null, number: 233 });
  });

  test("user_canceled is only a word before close_notify", async () => {
    const two = await connected();
    const output = await forged(two, ["alert", [1, 90]], ["application_data", [5]], ["alert", [1, 0]]);
    expect(two.client.failure).toBeNull();
    expect(seen(output, "data")).toHaveLength(1);
    expect(seen(output, "closed")).toHaveLength(1);
  });

  test.each([[[1]], [[1, 0, 0]], [[1, 0, 1, 0]]])(
    "of another size than two bytes (%j): decode_error",
    async (content) => {
      expect(alertSent(await forged(await connected(), ["alert", content]))).toBe("decode_error");
    },
  );
});

describe("records out of place (RFC 8446 §5)", () => {
  const CCS = [20, 3, 3, 0, 1, 1];

  test.each<[string, readonly number[]]>([
    ["a change_cipher_spec before the first ClientHello", CCS],
    ["one of another value", [20, 3, 3, 0, 1, 2]],
    ["application data", [23, 3, 3, 0, 20, ...new Array<number>(20).fill(0)]],
  ])("%s: unexpected_message from a server", async (_what, bytes) => {
    const server = acceptClient(serverConfig());
    expect(alertSent(await server.receive(Uint8Array.from(bytes)))).toBe("unexpected_message");
  });

  test.each<[string, readonly number[]]>([
    ["a change_cipher_spec of another value", [20, 3, 3, 0, 1, 2]],
    ["of two bytes", [20, 3, 3, 0, 2, 1, 1]],
    ["in the middle of a handshake message", [22, 3, 3, 0, 3, 2, 0, 0, ...CCS]],
    ["an alert in the middle of a handshake message", [22, 3, 3, 0, 3, 2, 0, 0, 21, 3, 3, 0, 2, 1, 90]],
    ["an empty handshake record", [22, 3, 3, 0, 0]],
    ["an unknown content type", [99, 3, 3, 0, 1, 0]],
  ])("%s: unexpected_message from a client", async (_what, bytes) => {
    const { client } = pair();
    await client.start();
    expect(alertSent(await client.receive(Uint8Array.from(bytes)))).toBe("unexpected_message");
  });

  test("a change_cipher_spec during the handshake is dropped; a flood of them isn’t borne", async () => {
    const { client } = pair();
    await client.start();
    expect((await client.receive(Uint8Array.from(CCS))).bytes).toHaveLength(0);
    expect(client.failure).toBeNull();
    const flood = new Uint8Array(40 * 6).map((_, i) => CCS[i % 6] ?? 0);
    expect(alertSent(await client.receive(flood))).toBe("unexpected_message");
    expect(client.failure).toMatchObject({ code: "too-much", limit: 32 });
  });

  test("a change_cipher_spec after Finished: unexpected_message", async () => {
    const two = await connected();
    expect(alertSent(await two.client.receive(Uint8Array.from(CCS)))).toBe("unexpected_message");
    expect(alertSent(await two.server.receive(Uint8Array.from(CCS)))).toBe("unexpected_message");
  });

  test("data between the fragments of a handshake message: unexpected_message (§5.1)", async () => {
    const two = await connected();
    expect(alertSent(await forged(two, ["handshake", [4, 0]], ["application_data", [1]]))).toBe("unexpected_message");
  });

  test.each<[string, Exclude<ContentTypeName, "change_cipher_spec">, readonly number[]]>([
    ["empty records", "application_data", []],
    ["warnings", "alert", [1, 90]],
  ])("%s: 32 in a row are borne, between data as many as you like, 33 are too much", async (_what, type, content) => {
    const one = [type, content] as const;
    const data = ["application_data", [7]] as const;
    const borne = await connected();
    const some = new Array<typeof one>(32).fill(one);
    expect(seen(await forged(borne, ...some, data, ...some, data), "data")).toHaveLength(2);
    expect(borne.client.failure).toBeNull();
    const two = await connected();
    expect(alertSent(await forged(two, ...some, one))).toBe("unexpected_message");
    expect(two.client.failure).toMatchObject({ code: "too-much", limit: 32 });
  });

  test("KeyUpdates are counted too, and tickets between them bring nothing on", async () => {
    const two = await connected();
    const ticket = encodeMessage({
      type: "new_session_ticket",
      lifetime: 1,
      ageAdd: 0,
      nonce: new Uint8Array(1),
      ticket: new Uint8Array(1),
      extensions: [],
    });
    for (let i = 0; i < 33; i++) {
      expect(two.client.failure).toBeNull();
      const { bytes } = await two.server.updateKeys(false);
      await two.client.receive(bytes);
    }
    expect(two.client.failure).toMatchObject({ code: "too-much", limit: 32 });
    const other = await connected();
    const empty = ["application_data", []] as const;
    const round = [empty, ["handshake", [...ticket]]] as const;
    await forged(other, ...new Array<typeof round>(33).fill(round).flat());
    expect(other.client.failure).toMatchObject({ code: "too-much", limit: 32 });
  });

  test("handshake messages over the limit are refused at their header", async () => {
    const { client, server } = pair({ limits: { handshakeMessage: 1000 } });
    const { bytes } = await client.start();
    expect(bytes.length).toBeGreaterThan(0);
    await client.receive(Uint8Array.from([22, 3, 3, 0, 4, 2, 0, 0x03, 0xe5]));
    expect(client.failure).toMatchObject({ code: "too-much", limit: 1000 });
    await server.receive(Uint8Array.from([22, 3, 1, 0, 4, 1, 0, 0x3f, 0xfd]));
    expect(server.failure).toMatchObject({ code: "too-much", limit: 16384 });
  });

  test("a record whose tag doesn’t fit: bad_record_mac, and nothing after it is read", async () => {
    const two = await connected();
    const [first, second] = await Promise.all([two.server.write(utf8("a")), two.server.write(utf8("b"))]);
    const bad = first.bytes.with(-1, (first.bytes.at(-1) ?? 0) ^ 1);
    const output = await two.client.receive(Buffer.concat([bad, second.bytes]));
    expect(alertSent(output)).toBe("bad_record_mac");
    expect(seen(output, "data")).toEqual([]);
  });
});
