import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DecodeError } from "../bytes/reader.ts";
import { leaves } from "../bytes/tree.ts";
import { generateKeyPair } from "../crypto/keys.ts";
import { signWith, verifyWith } from "../crypto/operations.ts";
import { ALERTS, isAlertName } from "./alerts.ts";
import { type Bytes, decodeMessage, encodeMessage, explainMessage, type Message, unsignedPart } from "./messages.ts";
import { channelKeyFrom, proofInput, transcriptHash } from "./proof.ts";

const blob = (max: number, min = 0): fc.Arbitrary<Bytes> =>
  fc.uint8Array({ minLength: min, maxLength: max }).map((b) => new Uint8Array(b));
const group = fc.constantFrom("X25519" as const, "P-256" as const);
const text = fc.string({ maxLength: 60 });

const message: fc.Arbitrary<Message> = fc.oneof(
  fc.record({ type: fc.constant("Letter" as const), text }),
  fc.constant({ type: "KeyRequest" as const }),
  fc.record({ type: fc.constant("PublicKey" as const), spki: blob(300) }),
  fc.record({ type: fc.constant("SealedLetter" as const), ciphertext: blob(256) }),
  fc.record({ type: fc.constant("SealedKey" as const), ciphertext: blob(256) }),
  fc.record({ type: fc.constant("Sealed" as const), nonce: blob(12, 12), ciphertext: blob(80, 16) }),
  fc.record({ type: fc.constant("ClientHalf" as const), serverName: text, group, keyShare: blob(65) }),
  fc.record({
    type: fc.constant("ServerHalf" as const),
    group,
    keyShare: blob(65),
    certificates: fc.array(blob(40), { maxLength: 3 }),
    certificateRequest: fc.boolean(),
    signature: blob(64),
  }),
  fc.record({
    type: fc.constant("ClientProof" as const),
    certificates: fc.array(blob(40), { maxLength: 3 }),
    signature: blob(64),
  }),
  fc.record({
    type: fc.constant("Goodbye" as const),
    alert: fc.constantFrom(...Object.keys(ALERTS).filter(isAlertName)),
  }),
);

describe("messages", () => {
  test("decode what was encoded; the field tree covers every byte exactly once", () => {
    fc.assert(
      fc.property(message, (m) => {
        const bytes = encodeMessage(m);
        const { message: back, tree } = decodeMessage(bytes);
        expect(back).toEqual(m);
        const spans = leaves(tree).filter((l) => l.end > l.start);
        expect(spans[0]?.start ?? 0).toBe(0);
        for (const [i, span] of spans.entries()) expect(span.end).toBe(spans[i + 1]?.start ?? bytes.length);
      }),
      { numRuns: 400 },
    );
  });

  test("any bytes give a message or DecodeError, and always a tree", () => {
    const mutated = fc.tuple(message, fc.nat(), fc.nat(255), fc.nat()).map(([m, at, byte, cut]) => {
      const bytes = encodeMessage(m);
      bytes[at % bytes.length] = byte;
      return bytes.slice(0, cut % 5 === 0 ? cut % bytes.length : bytes.length);
    });
    fc.assert(
      fc.property(fc.oneof(mutated, blob(60)), (bytes) => {
        expect(explainMessage(bytes).end).toBe(bytes.length);
        try {
          const { message: read } = decodeMessage(bytes);
          expect(encodeMessage(read)).toEqual(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(DecodeError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe("proofs", () => {
  test("a signature covers all of the message but itself", () => {
    fc.assert(
      fc.property(blob(64), blob(64), (one, other) => {
        const half = { type: "ClientProof", certificates: [], signature: one } as const;
        expect(unsignedPart(half)).toEqual(unsignedPart({ ...half, signature: other }));
      }),
    );
  });

  test("a server’s proof is no client’s proof, and fits one conversation only", async () => {
    const key = await generateKeyPair("ECDSA P-256");
    const hash = await transcriptHash(new Uint8Array([1]), new Uint8Array([2]));
    const signature = await signWith(key, proofInput("server", hash));
    expect(await verifyWith(key, proofInput("server", hash), signature)).toBe(true);
    expect(await verifyWith(key, proofInput("client", hash), signature)).toBe(false);
    const other = await transcriptHash(new Uint8Array([1]), new Uint8Array([3]));
    expect(await verifyWith(key, proofInput("server", other), signature)).toBe(false);
  });

  test("the channel key depends on the secret and on the conversation", async () => {
    const hash = await transcriptHash(new Uint8Array([1]));
    const key = await channelKeyFrom(new Uint8Array(32), hash);
    expect((await channelKeyFrom(new Uint8Array(32), hash)).fingerprint).toBe(key.fingerprint);
    const others = [
      await channelKeyFrom(new Uint8Array(32).fill(1), hash),
      await channelKeyFrom(new Uint8Array(32), await transcriptHash(new Uint8Array([2]))),
    ];
    for (const other of others) expect(other.fingerprint).not.toBe(key.fingerprint);
  });
});
