import { describe, expect, test } from "vitest";
import { toHex } from "../../bytes/hex.ts";
import { utf8 } from "../../bytes/text.ts";
import { type ByteTree, leaves } from "../../bytes/tree.ts";
import type { PacketArtifact } from "../../sim/recording.ts";
import { encodeMessage, type Message } from "../../story/messages.ts";
import { explained } from "./explained.ts";
import { fieldRows, spanText } from "./fields.ts";
import { hexCells, movedByte } from "./hexRows.ts";
import { fieldWords } from "./words.ts";

const bytes = (length: number): Uint8Array<ArrayBuffer> => new Uint8Array(length).fill(7);

const messages: readonly Message[] = [
  { type: "Letter", text: "Hello" },
  { type: "KeyRequest" },
  { type: "PublicKey", spki: bytes(5) },
  { type: "SealedLetter", ciphertext: bytes(9) },
  { type: "SealedKey", ciphertext: bytes(9) },
  { type: "Sealed", nonce: bytes(12), ciphertext: bytes(20) },
  { type: "ClientHalf", serverName: "bob.example", group: "X25519", keyShare: bytes(32) },
  {
    type: "ServerHalf",
    group: "X25519",
    keyShare: bytes(32),
    certificates: [bytes(3), bytes(3)],
    certificateRequest: true,
    signature: bytes(64),
  },
  { type: "ClientProof", certificates: [], signature: bytes(64) },
  { type: "Goodbye", alert: "unknown_ca" },
];

describe("explained", () => {
  test.each(messages)("every field of $type has a sentence and an id of its own", (message) => {
    const content = explained(packetOf(message));
    if (content === null) throw new Error("no bytes");
    for (const field of all(content.tree)) expect(fieldWords(field.path), field.path).not.toBeNull();
    expect(fieldRows(content.tree).byId.size).toBe(all(content.tree).length);
    expect(leaves(content.tree).reduce((sum, leaf) => sum + leaf.end - leaf.start, 0)).toBe(content.bytes.length);
  });

  test("garbage is one field, not an error", () => {
    const content = explained({ ...packetOf({ type: "KeyRequest" }), bytes: "ffee" });
    expect(content?.tree.name).toBe("unreadable");
  });
});

describe("fieldWords", () => {
  test("tells a tag of DER from a tag of AES-GCM", () => {
    expect(fieldWords("Sealed.body.ciphertext.tag")).toContain("authentication");
    expect(fieldWords("Certificate.tbsCertificate.tag")).toContain("ASN.1");
  });

  test("says nothing about what it doesn't know", () => {
    expect(fieldWords("a.b")).toBeNull();
  });
});

describe("rows of a dump", () => {
  test("rows of the width asked for", () => {
    const bytes = utf8("Hello");
    expect([0, 2, 4, 6].map((start) => hexCells(bytes, start, 2))).toEqual(["48 65", "6c 6c", "6f", ""]);
  });

  test.each([
    ["ArrowRight", 4, 4],
    ["ArrowLeft", 0, 0],
    ["ArrowDown", 1, 3],
    ["ArrowDown", 3, 3],
    ["ArrowUp", 1, 1],
    ["End", 2, 3],
    ["End", 4, 4],
    ["Home", 3, 2],
    ["x", 3, null],
  ])("%s from %i of 5 bytes, two a row", (key, from, to) => {
    expect(movedByte(key, from, 5, 2)).toBe(to);
  });
});

test("spanText counts to the last byte", () => {
  const field = { name: "a", path: "a", value: null, children: [] };
  expect(spanText({ ...field, start: 0, end: 4 })).toBe("0–3");
  expect(spanText({ ...field, start: 4, end: 5 })).toBe("4");
  expect(spanText({ ...field, start: 4, end: 4 })).toBe("none");
});

function all(tree: ByteTree): readonly ByteTree[] {
  return [tree, ...tree.children.flatMap(all)];
}

function packetOf(message: Message): PacketArtifact {
  return {
    kind: "packet",
    id: "packet",
    message: message.type,
    label: "packet",
    author: "alice",
    from: "alice",
    to: "bob",
    seal: { as: "paper" },
    bytes: toHex(encodeMessage(message)),
    changedFrom: null,
  };
}
