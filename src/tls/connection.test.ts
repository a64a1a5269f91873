import { describe, expect, test } from "vitest";
import { concat, utf8 } from "../bytes/text.ts";
import { expectWorking, GROUPS, pair, people, SUITES } from "../testing/handshakes.ts";
import { KEY_KINDS, makePeople } from "../testing/people.ts";
import { issuerOf } from "./handshake/issuer.ts";
import { type Pair, pieces } from "./pair.fixture.ts";
import { memoryTickets } from "./tickets.ts";

const SERVER_AUTH = ["server only", "optional, none given", "optional", "required"] as const;

describe("every suite, group, kind of key and way of authenticating", () => {
  for (const suite of SUITES) {
    for (const group of GROUPS) {
      for (const kind of KEY_KINDS) {
        test.each(SERVER_AUTH)(`${suite}, ${group}, ${kind}, %s`, async (authentication) => {
          const identities = [people.identities[kind]];
          const gives = authentication === "optional" || authentication === "required";
          const asks = authentication === "required" ? "required" : "optional";
          const two = pair(
            { suites: [suite], groups: [group], identities: gives ? identities : [] },
            { identities, clientAuthentication: authentication === "server only" ? "none" : asks },
          );
          await two.start();
          await expectWorking(two);
          expect(two.client.negotiated).toMatchObject({ suite, group, resumed: false, retried: false });
          expect(two.client.negotiated?.peer?.path).toEqual(identities[0]?.path);
          expect(two.server.negotiated?.peer?.path).toEqual(gives ? identities[0]?.path : undefined);
        });
      }
    }
  }
});

describe("what is agreed on", () => {
  test("the server’s preference among what both have", async () => {
    const two = pair(
      { suites: ["TLS_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256"], alpn: ["h2", "http/1.1"] },
      { suites: ["TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256"], alpn: ["http/1.1", "h2"] },
    );
    await two.start();
    await expectWorking(two);
    expect(two.client.negotiated).toMatchObject({ suite: "TLS_CHACHA20_POLY1305_SHA256", alpn: "http/1.1" });
  });

  test("the identity that fits what the other end can check", async () => {
    const identities = [people.identities.RSA, people.identities.Ed25519, people.identities["P-384"]];
    const two = pair(
      { schemes: ["ed25519", "ecdsa_secp384r1_sha384"], identities },
      { identities, clientAuthentication: "required", schemes: ["ecdsa_secp384r1_sha384"] },
    );
    await two.start();
    await expectWorking(two);
    expect(two.client.negotiated).toMatchObject({
      ownScheme: "ecdsa_secp384r1_sha384",
      peerScheme: "ecdsa_secp384r1_sha384",
    });
  });

  test("a client’s certificate of the authority that the server names, where it has one", async () => {
    const others = await makePeople("Another authority");
    const identities = [others.identities["P-256"], people.identities.Ed25519];
    const certificateAuthorities = [issuerOf(people.root) ?? new Uint8Array()];
    const two = pair({ identities }, { clientAuthentication: "required", certificateAuthorities });
    await two.start();
    await expectWorking(two);
    expect(two.server.negotiated?.peer?.path).toEqual(people.identities.Ed25519.path);
  });

  test("a name that is an IP address isn’t sent (RFC 6066 §3); a last dot neither", async () => {
    for (const [serverName, sent] of [
      ["192.0.2.7", null],
      ["2001:db8::1", null],
      ["localhost.", "localhost"],
    ] as const) {
      const two = pair({ serverName });
      await two.start();
      await expectWorking(two);
      expect(two.server.negotiated?.serverName).toBe(sent);
    }
  });
});

describe("HelloRetryRequest (RFC 8446 §4.1.4)", () => {
  for (const compatibility of [true, false]) {
    for (const group of GROUPS) {
      test(`asks for a share of ${group}, ${compatibility ? "with" : "without"} compatibility mode`, async () => {
        const two = pair({ groups: GROUPS, shares: [], compatibility }, { groups: [group] });
        await two.start();
        await expectWorking(two);
        expect(two.client.negotiated).toMatchObject({ group, retried: true });
      });
    }
  }

  test("with a cookie; the second ClientHello differs in it and in key_share only (§4.1.2)", async () => {
    const two = pair({ groups: ["x25519", "secp256r1"], alpn: ["h2"] }, { groups: ["secp256r1"], cookie: true });
    await two.start();
    await expectWorking(two);
    const [first, second] = two
      .seen("client", "message")
      .flatMap(({ message }) => (message.type === "client_hello" ? [message] : []));
    if (first === undefined || second === undefined) throw new Error("two ClientHellos were to be sent");
    const changed = (type: string) => type === "key_share" || type === "cookie";
    expect({ ...second, extensions: second.extensions.filter(({ type }) => !changed(type)) }).toEqual({
      ...first,
      extensions: first.extensions.filter(({ type }) => !changed(type)),
    });
    expect(second.extensions.map(({ type }) => type)).toContain("cookie");
  });

  test("for the cookie alone the share stays", async () => {
    const two = pair({}, { cookie: true });
    await two.start();
    await expectWorking(two);
    expect(two.client.negotiated).toMatchObject({ group: "x25519", retried: true });
  });
});

describe("records", () => {
  const bulk = new Uint8Array(100_000).map((_, i) => i * 7);

  test.each([1, 3, 100, 5000])("transport pieces of %i bytes", async (size) => {
    const identities = [people.identities["P-256"]];
    const two = pair({ identities }, { clientAuthentication: "required" }, pieces(size));
    await two.start();
    await expectWorking(two);
  });

  test.each([1, 2, 50])("fragments of %i bytes", async (fragmentSize) => {
    const two = pair({ fragmentSize }, { fragmentSize, clientAuthentication: "optional" });
    await two.start();
    await expectWorking(two);
    const sizes = two.seen("server", "record").map((record) => record.content.length);
    expect(Math.max(...sizes)).toBe(fragmentSize);
  });

  test("padding (§5.4)", async () => {
    const padTo = (size: number) => Math.ceil(size / 512) * 512;
    const two = pair({ padTo }, { padTo });
    await two.start();
    await expectWorking(two);
    const sealed = two.seen("client", "record").filter(({ epoch }) => epoch !== "initial");
    expect(sealed.length).toBeGreaterThanOrEqual(4);
    for (const { content, padding } of sealed) expect((content.length + 1 + padding) % 512).toBe(0);
  });

  test("limits that each end sets (RFC 8449), both ways", async () => {
    const two = pair({ recordSizeLimit: 64 }, { recordSizeLimit: 200 });
    await two.start();
    await expectWorking(two);
    await two.write("client", bulk);
    await two.write("server", bulk);
    expect(two.data("server").subarray(-bulk.length)).toEqual(bulk);
    expect(two.data("client").subarray(-bulk.length)).toEqual(bulk);
    const largest = (direction: "sent" | "received") =>
      Math.max(
        ...two
          .seen("client", "record")
          .filter((record) => record.direction === direction && record.epoch === "application")
          .map((record) => record.content.length + 1 + record.padding),
      );
    expect([largest("sent"), largest("received")]).toEqual([200, 64]);
    expect(two.client.negotiated?.recordSizeLimit).toEqual({ sending: 200, receiving: 64 });
    expect(two.server.negotiated?.recordSizeLimit).toEqual({ sending: 64, receiving: 200 });
  });

  test("a limit that one end sets alone", async () => {
    const two = pair({ recordSizeLimit: 64 });
    await two.start();
    await expectWorking(two);
    expect(two.server.negotiated?.recordSizeLimit.sending).toBe(64);
  });

  test("many writes at once come in their order", async () => {
    const two = pair();
    await two.start();
    const parts = Array.from({ length: 40 }, (_, i) => new Uint8Array(1 + ((i * 5003) % 40_000)).fill(i));
    const outputs = parts.map((part) => two.client.write(part));
    for (const output of outputs) await two.carry("client", output);
    expect(Buffer.compare(two.data("server"), Buffer.concat(parts))).toBe(0);
  });

  test("what is written before the handshake is complete leaves with what completes it", async () => {
    const two = pair();
    const early = [two.client.write(utf8("one ")), two.client.write(utf8("two"))];
    for (const output of early) expect((await output).bytes).toHaveLength(0);
    await two.start();
    expect(two.data("server")).toEqual(utf8("one two"));
  });
});

describe("what is told", () => {
  async function allKinds(): Promise<readonly Pair[]> {
    const retried = pair(
      { groups: ["x25519", "secp256r1"] },
      { groups: ["secp256r1"], clientAuthentication: "optional" },
    );
    const tickets = memoryTickets(10);
    const first = pair({}, { tickets, maxEarlyData: 100 });
    await first.start();
    const [event] = first.seen("client", "session");
    const again = pair({ session: event?.session ?? null, earlyData: utf8("early") }, { tickets, maxEarlyData: 100 });
    for (const two of [retried, again]) await two.start();
    for (const two of [retried, first, again]) await expectWorking(two);
    expect(again.client.negotiated?.earlyData).toBe("accepted");
    return [retried, first, again];
  }

  test("both ends tell the same secrets (§7.1), all that a key log holds", async () => {
    const [, , again] = await allKinds();
    for (const two of await allKinds()) {
      const [ours, theirs] = (["client", "server"] as const).map((role) =>
        Object.fromEntries(two.seen(role, "secret").map((e) => [e.name, [e.generation, e.secret, e.transcriptHash]])),
      );
      expect(ours).toEqual(theirs);
    }
    expect(new Set(again?.seen("client", "secret").map(({ name }) => name))).toHaveProperty("size", 12);
  });

  test("each message once on either side, and the transcript hashes follow", async () => {
    for (const two of await allKinds()) {
      const told = (role: "client" | "server", direction: "sent" | "received") =>
        two.seen(role, "message").flatMap((e) => (e.direction === direction ? [[e.message, e.epoch, e.bytes]] : []));
      expect(told("server", "received")).toEqual(told("client", "sent"));
      expect(told("client", "received")).toEqual(told("server", "sent"));
      for (const { bytes, tree } of two.seen("client", "message"))
        expect([tree.start, tree.end]).toEqual([0, bytes.length]);
    }
  });

  test("the records that are told are the bytes that crossed the line", async () => {
    for (const two of await allKinds()) {
      for (const [from, to] of [
        ["client", "server"],
        ["server", "client"],
      ] as const) {
        const bytes = (role: "client" | "server", direction: "sent" | "received") =>
          concat(...two.seen(role, "record").flatMap((e) => (e.direction === direction ? [e.bytes] : [])));
        expect(Buffer.compare(bytes(from, "sent"), two.sent[from])).toBe(0);
        expect(Buffer.compare(bytes(to, "received"), two.sent[from])).toBe(0);
      }
    }
  });

  test("the client’s states, by their names in RFC 8446 §A.1", async () => {
    const two = pair({ identities: [people.identities.RSA] }, { clientAuthentication: "required" });
    await two.start();
    expect(two.states("client")).toEqual([
      "WAIT_SH",
      "WAIT_EE",
      "WAIT_CERT_CR",
      "WAIT_CERT",
      "WAIT_CV",
      "WAIT_FINISHED",
      "CONNECTED",
    ]);
  });
});
