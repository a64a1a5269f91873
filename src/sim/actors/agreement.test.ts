import fc from "fast-check";
import { expect, test } from "vitest";
import { utf8 } from "../../bytes/text.ts";
import { generateKeyPair, importChannelKey, type KeyPair } from "../../crypto/keys.ts";
import { sealWith } from "../../crypto/operations.ts";
import { RsaPool } from "../../crypto/pool.ts";
import { Source } from "../../crypto/source.ts";
import type { Message } from "../../story/messages.ts";
import type { Endpoint } from "../acting.ts";
import { Props } from "../props.ts";
import type { PacketArtifact, SimEvent } from "../recording.ts";
import { Vault } from "../vault.ts";
import { agreementServer, carries } from "./agreement.ts";
import { type Agreement, completeHalf, type Offer, offerHalf } from "./halves.ts";
import { sealLetter } from "./sealedLetters.ts";

/** What a client may do, in any order: nothing of it may get a deed out of a server that was not satisfied. */
const MOVES = ["half", "letter", "stray letter", "empty proof", "proof", "goodbye", "server half"] as const;

test("a server that requires a certificate does nothing for whoever it has not accepted, in whatever order they talk", async () => {
  const order = fc.array(fc.constantFrom(...MOVES), { maxLength: 7 });
  await fc.assert(
    fc.asyncProperty(order, fc.boolean(), async (moves, accepts) => {
      const world = await meeting(accepts);
      for (const move of moves) await world.play(move);
      const accepted = world.events.findIndex((e) => e.type === "checks" && accepts);
      const firstDeed = world.events.findIndex((e) => e.type === "acts" || e.type === "opens");
      if (firstDeed !== -1) expect(accepted !== -1 && accepted < firstDeed).toBe(true);
      const goodbye = world.events.findIndex((e) => e.type === "writes" && e.packet.startsWith("packet:goodbye"));
      // After a goodbye, of either side, everything else is left unopened.
      if (goodbye !== -1) for (const e of world.events.slice(goodbye + 1)) expect(e.type).toBe("swallows");
    }),
    { numRuns: 300 },
  );
});

test("the order that it should be does get the deed", async () => {
  const world = await meeting(true);
  for (const move of ["half", "proof", "letter"] as const) await world.play(move);
  expect(world.events.some((e) => e.type === "acts")).toBe(true);
});

async function meeting(accepts: boolean) {
  const props = new Props(
    new Source(new RsaPool(0)),
    () => new Date(0),
    () => ({}),
    new Vault(new Map()),
  );
  const self = { id: "bob", as: "bob", props };
  const client = { id: "alice", as: "alice", props };
  const events: SimEvent[] = [];
  const server = agreementServer(self, {
    client: "alice",
    believes: "Alice",
    service: (text) => ({ deed: `did ${text}`, reply: "done" }),
    identity: carries(null),
    clientAuth: () => "require",
    judge: async () =>
      props.verdict({
        by: "bob",
        about: "alice.example",
        purpose: "client",
        at: "",
        presented: [],
        path: [],
        checks: [],
        signature: "valid",
        accepted: accepts,
        reason: null,
        alert: accepts ? null : "bad_certificate",
      }),
  });
  const key: KeyPair = await generateKeyPair("ECDSA P-256");
  const state: { offer: Offer | null; agreed: Agreement | null } = { offer: null, agreed: null };

  async function play(move: (typeof MOVES)[number]): Promise<void> {
    const packet = await make(move);
    if (packet !== null) await deliver(server, packet);
  }

  async function make(move: (typeof MOVES)[number]): Promise<PacketArtifact | null> {
    const say = (message: Message) => props.packet({ message, label: "request", from: "alice", to: "bob" });
    switch (move) {
      case "half": {
        const offer = await silently(
          offerHalf(client, { from: "alice", to: "bob", label: "clientHalf" }, "bob.example", "X25519"),
        );
        state.offer = offer;
        return offer.packet;
      }
      case "letter":
        if (state.agreed === null) return null;
        return silently(
          sealLetter(client, { from: "alice", to: "bob", label: "request" }, "pay", state.agreed.channel),
        );
      case "stray letter": {
        const ciphertext = await sealWith(await importChannelKey(new Uint8Array(32)), new Uint8Array(12), utf8("pay"));
        return say({ type: "Sealed", nonce: new Uint8Array(12), ciphertext });
      }
      case "empty proof":
        return say({ type: "ClientProof", certificates: [], signature: new Uint8Array() });
      case "proof":
        return say({ type: "ClientProof", certificates: [key.spki], signature: new Uint8Array(64) });
      case "goodbye":
        return say({ type: "Goodbye", alert: "close_notify" });
      case "server half":
        return say({
          type: "ServerHalf",
          group: "X25519",
          keyShare: new Uint8Array(32),
          certificates: [],
          certificateRequest: false,
          signature: new Uint8Array(),
        });
    }
  }

  async function deliver(to: Endpoint, packet: PacketArtifact): Promise<void> {
    const acting = to.receive(packet);
    let step = await acting.next();
    for (; step.done !== true; step = await acting.next()) events.push(step.value);
    for (const sent of step.value) {
      if (typeof sent === "function" || sent.message !== "ServerHalf" || state.offer === null) continue;
      state.agreed = await silently(completeHalf(client, state.offer, sent, { believes: "Bob", verified: null }));
    }
  }

  return { events, play };
}

/** Acts something out, leaving its steps unseen; gives what it returns. */
async function silently<T>(acting: AsyncGenerator<SimEvent, T, void>): Promise<T> {
  let step = await acting.next();
  while (step.done !== true) step = await acting.next();
  return step.value;
}
