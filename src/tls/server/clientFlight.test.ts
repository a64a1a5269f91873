import { describe, expect, it } from "vitest";
import { concat, utf8 } from "../../bytes/text.ts";
import {
  type AlertName,
  CERTIFICATE_SCHEMES,
  HANDSHAKE_TYPES,
  SIGNATURE_SCHEMES,
  type SignatureSchemeName,
} from "../codepoints.ts";
import type { Identity, PeerVerdict, ServerConfig } from "../config.ts";
import type { Extension } from "../extensions/types.ts";
import { signedContent } from "../handshake/authenticate.ts";
import { encodeMessage } from "../messages/codec.ts";
import type { HandshakeMessage } from "../messages/types.ts";
import { acceptClient } from "../server.ts";
import { memoryTickets } from "../tickets.ts";
import { Hand } from "./hand.fixture.ts";
import { ALICE, BOB, helloWith, serverWith } from "./hellos.fixture.ts";

const NO_CONTEXT = new Uint8Array();

/** A client whose ClientHello was answered, and that is about to send its flight. */
async function answered(config: Partial<ServerConfig>): Promise<Hand> {
  const client = new Hand(acceptClient(serverWith(config)));
  await client.send(helloWith());
  client.protectFlight();
  return client;
}

const certificateOf = (
  identity: Identity | null,
  context: Uint8Array<ArrayBuffer> = NO_CONTEXT,
  extensions: readonly Extension[] = [],
): HandshakeMessage => ({
  type: "certificate",
  context,
  entries: (identity?.path ?? []).map((data) => ({ data, extensions })),
});

async function proofOf(
  client: Hand,
  identity: Identity,
  signer: "client" | "server" = "client",
): Promise<HandshakeMessage> {
  const scheme = "ecdsa_secp256r1_sha256";
  const signature = await identity.key.sign(scheme, signedContent(signer, client.transcript.hash()));
  return { type: "certificate_verify", scheme: SIGNATURE_SCHEMES[scheme], signature };
}

/** What a client sends, one message after another; each is made when those before are in the transcript. */
type Step = (client: Hand) => HandshakeMessage | Promise<HandshakeMessage>;

const alice: Step = () => certificateOf(ALICE);
const nobody: Step = () => certificateOf(null);
const proof: Step = (client) => proofOf(client, ALICE);
const finished: Step = (client) => client.finished();

type Rule = Readonly<{
  rule: string;
  section: string;
  steps: readonly Step[];
  /** Null: the handshake is complete, with `peer`. */
  alert: AlertName | null;
  peer?: "Alice" | null;
  authentication?: "none" | "optional" | "required";
  verdict?: PeerVerdict;
  schemes?: readonly SignatureSchemeName[];
}>;

const refusedAs = (alert: Extract<PeerVerdict, { ok: false }>["alert"]): PeerVerdict => ({
  ok: false,
  alert,
  why: "so",
});

const rules: readonly Rule[] = [
  { rule: "certificate and proof", section: "§4.4", steps: [alice, proof, finished], alert: null, peer: "Alice" },
  {
    rule: "no certificate, where one is required",
    section: "RFC 8446 §4.4.2.4",
    steps: [nobody],
    alert: "certificate_required",
  },
  {
    rule: "no certificate, where one is optional",
    section: "§4.4.2.4",
    authentication: "optional",
    steps: [nobody, finished],
    alert: null,
    peer: null,
  },
  {
    rule: "certificate and proof, where they are optional",
    section: "§4.4",
    authentication: "optional",
    steps: [alice, proof, finished],
    alert: null,
    peer: "Alice",
  },
  ...(["unknown_ca", "certificate_expired", "bad_certificate", "access_denied"] as const).map(
    (alert): Rule => ({
      rule: `a certificate that the verifier refuses as ${alert}`,
      section: "RFC 8446 §4.4.2.4",
      steps: [alice],
      verdict: refusedAs(alert),
      alert,
    }),
  ),
  {
    rule: "a certificate that the verifier refuses, where none is required",
    section: "RFC 8446 §4.4.2.4",
    authentication: "optional",
    steps: [alice],
    verdict: refusedAs("unknown_ca"),
    alert: "unknown_ca",
  },
  {
    rule: "a certificate_request_context",
    section: "RFC 8446 §4.4.2",
    steps: [() => certificateOf(ALICE, Uint8Array.of(1))],
    alert: "illegal_parameter",
  },
  {
    rule: "an extension in Certificate that we did not ask for",
    section: "RFC 8446 §4.4.2",
    steps: [() => certificateOf(ALICE, NO_CONTEXT, [{ type: "certificate_status", response: Uint8Array.of(0x30, 0) }])],
    alert: "unsupported_extension",
  },
  { rule: "Finished in place of Certificate", section: "RFC 8446 §4", steps: [finished], alert: "unexpected_message" },
  {
    rule: "Finished in place of the proof",
    section: "RFC 8446 §4",
    steps: [alice, finished],
    alert: "unexpected_message",
  },
  {
    rule: "a proof of no certificate",
    section: "RFC 8446 §4",
    steps: [nobody, proof],
    alert: "unexpected_message",
    authentication: "optional",
  },
  { rule: "a proof before the certificate", section: "RFC 8446 §4", steps: [proof], alert: "unexpected_message" },
  { rule: "a certificate twice", section: "RFC 8446 §4", steps: [alice, alice], alert: "unexpected_message" },
  {
    rule: "a certificate that nobody asked for",
    section: "RFC 8446 §4",
    authentication: "none",
    steps: [alice],
    alert: "unexpected_message",
  },
  {
    rule: "a proof by another key",
    section: "RFC 8446 §4.4.3",
    steps: [alice, (client) => proofOf(client, BOB)],
    alert: "decrypt_error",
  },
  {
    rule: "a proof with the server's context string",
    section: "RFC 8446 §4.4.3",
    steps: [alice, (client) => proofOf(client, ALICE, "server")],
    alert: "decrypt_error",
  },
  {
    rule: "a proof by a scheme that is for certificates only",
    section: "RFC 8446 §4.4.3",
    steps: [
      alice,
      () => ({
        type: "certificate_verify",
        scheme: CERTIFICATE_SCHEMES.rsa_pkcs1_sha256,
        signature: new Uint8Array(256),
      }),
    ],
    alert: "illegal_parameter",
  },
  {
    rule: "a proof by a scheme that we did not ask for",
    section: "RFC 8446 §4.4.3",
    steps: [
      alice,
      () => ({
        type: "certificate_verify",
        scheme: SIGNATURE_SCHEMES.ecdsa_secp384r1_sha384,
        signature: new Uint8Array(70),
      }),
    ],
    schemes: ["ecdsa_secp256r1_sha256"],
    alert: "illegal_parameter",
  },
  {
    rule: "a proof by a scheme of another key",
    section: "RFC 8446 §4.4.3",
    steps: [
      alice,
      () => ({ type: "certificate_verify", scheme: SIGNATURE_SCHEMES.ed25519, signature: new Uint8Array(64) }),
    ],
    alert: "illegal_parameter",
  },
  {
    rule: "a wrong Finished",
    section: "RFC 8446 §4.4.4",
    authentication: "none",
    steps: [() => ({ type: "finished", verifyData: new Uint8Array(32) })],
    alert: "decrypt_error",
  },
  {
    rule: "a wrong Finished after a good proof",
    section: "RFC 8446 §4.4.4",
    steps: [alice, proof, () => ({ type: "finished", verifyData: new Uint8Array(32) })],
    alert: "decrypt_error",
  },
  {
    rule: "EndOfEarlyData where there was no early data",
    section: "RFC 8446 §4",
    authentication: "none",
    steps: [() => ({ type: "end_of_early_data" })],
    alert: "unexpected_message",
  },
  {
    rule: "KeyUpdate before Finished",
    section: "RFC 8446 §4",
    authentication: "none",
    steps: [() => ({ type: "key_update", requestUpdate: false })],
    alert: "unexpected_message",
  },
  {
    rule: "a ClientHello after the first",
    section: "RFC 8446 §4",
    authentication: "none",
    steps: [() => helloWith()],
    alert: "unexpected_message",
  },
];

describe("the client's flight", () => {
  it.each(rules)(
    "with $rule ($section): $alert",
    async ({ section, steps, alert, peer, authentication = "required", verdict, schemes }) => {
      const judge = verdict === undefined ? {} : { verifyPeer: async () => verdict };
      const config = schemes === undefined ? judge : { ...judge, schemes };
      const client = await answered({ clientAuthentication: authentication, ...config });
      for (const step of steps) await client.send(await step(client));
      const { connection } = client;
      expect(client.alert).toBe(alert);
      if (alert === null) expect(connection.negotiated?.peer?.subject ?? null).toBe(peer);
      else expect([connection.failure, connection.negotiated]).toMatchObject([{ section }, null]);
    },
  );

  it("is judged as a client's, by the path as it came", async () => {
    const asked: unknown[] = [];
    const client = await answered({
      clientAuthentication: "required",
      verifyPeer: async (path, purpose) => {
        asked.push([path, purpose]);
        return refusedAs("unknown_ca");
      },
    });
    await client.send(certificateOf(ALICE));
    expect(asked).toEqual([[ALICE.path, "client"]]);
  });

  it("has no application data before its end", async () => {
    const client = await answered({});
    await client.sendData(utf8("early"));
    expect(client.alert).toBe("unexpected_message");
  });

  it("ends at a record's end, as the keys change there (§5.1)", async () => {
    const client = await answered({});
    const next = Uint8Array.of(HANDSHAKE_TYPES.key_update, 0, 0, 1, 0);
    await client.sendBytes(concat(encodeMessage(client.finished()), next));
    expect(client.alert).toBe("unexpected_message");
  });

  it("once it is complete, no handshake message is taken but KeyUpdate", async () => {
    for (const message of [helloWith(), certificateOf(ALICE), certificateOf(null)]) {
      const client = await answered({});
      await client.finish();
      await client.send(message);
      expect(client.connection.failure).toMatchObject({ code: "unexpected-message", state: "CONNECTED" });
    }
  });
});

describe("tickets after the client's Finished", () => {
  it("hold who the client was: the session goes on as Alice's", async () => {
    const kept: unknown[] = [];
    const tickets = memoryTickets(5);
    const store = {
      ...tickets,
      keep: async (...args: Parameters<typeof tickets.keep>) => {
        kept.push(args[1].peer?.subject);
        await tickets.keep(...args);
      },
    };
    const client = await answered({ clientAuthentication: "required", tickets: store, ticketCount: 1 });
    await client.send(certificateOf(ALICE));
    await client.send(await proofOf(client, ALICE));
    await client.send(client.finished());
    expect([kept, client.got("new_session_ticket")?.lifetime]).toEqual([["Alice"], 7200]);
  });
});
