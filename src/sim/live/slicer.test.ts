import { describe, expect, test } from "vitest";
import { RsaPool } from "../../crypto/pool.ts";
import { Source } from "../../crypto/source.ts";
import { Props } from "../props.ts";
import { Vault } from "../vault.ts";
import { Slicer } from "./slicer.ts";

/** What a stranger on the wire can make of packets: none of it may take long, or grow without an end. */

function slicer(): Slicer {
  const props = new Props(
    new Source(new RsaPool(0)),
    () => new Date(0),
    () => ({}),
    new Vault(new Map()),
  );
  return new Slicer(props, { role: "client", author: "alice", to: "bob" });
}

/** Records of one type, with these contents. */
function records(type: number, contents: readonly (readonly number[])[]): Uint8Array {
  return Uint8Array.from(contents.flatMap((one) => [type, 3, 3, one.length >> 8, one.length & 255, ...one]));
}

const HANDSHAKE = 22;
const CHANGE_CIPHER_SPEC = 20;

describe("a packet that has no end", () => {
  test.each([
    ["a message in records of one byte", HANDSHAKE, [[1], [1], ...Array.from({ length: 50_000 }, () => [0])]],
    ["empty records", HANDSHAKE, Array.from({ length: 50_000 }, () => [])],
    ["change_cipher_spec for ever", CHANGE_CIPHER_SPEC, Array.from({ length: 50_000 }, () => [1])],
    ["a message of megabytes", HANDSHAKE, [[1, 16, 0, 0], ...Array.from({ length: 50 }, () => Array(16_000).fill(0))]],
  ])("%s", async (_, type, contents) => {
    const cut = slicer();
    const before = performance.now();
    cut.push(records(type, contents));
    expect(await cut.next()).toBeNull();
    expect(cut.lost).toBe("long");
    expect(performance.now() - before).toBeLessThan(2000);
  });
});

test("a message in as many records as may be is a packet, and the next one begins anew", async () => {
  const message = [[1], [0], [0], [90], ...Array.from({ length: 90 }, () => [0])];
  const cut = slicer();
  cut.push(records(HANDSHAKE, message));
  expect((await cut.next())?.packet.records).toHaveLength(94);
  cut.push(records(HANDSHAKE, message));
  expect((await cut.next())?.packet.records).toHaveLength(94);
  expect(cut.lost).toBeNull();
});

test("what is no record of TLS", async () => {
  const cut = slicer();
  cut.push(new TextEncoder().encode("GET / HTTP/1.1\r\n\r\n"));
  expect(await cut.next()).toBeNull();
  expect(cut.lost).toBe("stranger");
});
