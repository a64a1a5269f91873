import { describe, expect, test } from "vitest";
import { expectWorking, pair, pairWithRogueServer, people } from "../../testing/handshakes.ts";
import { makePeople } from "../../testing/people.ts";
import {
  ahead,
  casesOf,
  flipped,
  type MessageOf,
  on,
  onEncryptedExtensions,
  onHello,
  plus,
  type Row,
  share,
  swap,
  unread,
  without,
} from "../changes.fixture.ts";
import { type AlertName, CIPHER_SUITES, NAMED_GROUPS, SIGNATURE_SCHEMES } from "../codepoints.ts";
import type { ClientConfig, PeerVerdict, ServerConfig, Session, VerifyPeer } from "../config.ts";
import type { Extension } from "../extensions/types.ts";
import { signedContent } from "../handshake/authenticate.ts";
import type { HandshakeMessage } from "../messages/types.ts";
import type { Pair } from "../pair.fixture.ts";
import type { Change } from "../rogue.fixture.ts";
import { memoryTickets } from "../tickets.ts";

type Setting = Readonly<{ client?: Partial<ClientConfig>; server?: Partial<ServerConfig> }>;

function verify(change: (message: MessageOf<"certificate_verify">) => Partial<MessageOf<"certificate_verify">>) {
  return on("certificate_verify", (message) => ({ ...message, ...change(message) }));
}

const alpn = (name: string): Extension => ({ type: "application_layer_protocol_negotiation", protocols: [name] });
const earlyData: Extension = { type: "early_data", maxEarlyData: null };
const asks: Setting = { server: { clientAuthentication: "optional" } };
const entriesWith = (extension: Extension) =>
  on("certificate", (m) => ({ ...m, entries: m.entries.map((entry) => ({ ...entry, extensions: [extension] })) }));

const STAPLE: Extension = { type: "certificate_status", response: Uint8Array.of(0x30, 0) };

/** A verifier that is never content with what was stapled. */
function refusing(staples: Parameters<VerifyPeer>[2]): PeerVerdict {
  const why = staples?.[0]?.length === 2 ? "no OCSPResponse" : "nothing was stapled";
  return { ok: false, alert: why === "no OCSPResponse" ? "bad_certificate_status_response" : "access_denied", why };
}

const FLIGHT: readonly Row<Setting>[] = [
  [
    "§4.2",
    "EncryptedExtensions: nothing unknown",
    onEncryptedExtensions(plus(unread(0x1a2b))),
    "unsupported_extension",
  ],
  ["§4.2", "…nothing unasked", onEncryptedExtensions(plus(alpn("h2"))), "unsupported_extension"],
  ["§4.2", "…no early_data unasked", onEncryptedExtensions(plus(earlyData)), "unsupported_extension"],
  [
    "RFC 6066 §3",
    "…no server_name unasked",
    onEncryptedExtensions(plus({ type: "server_name", name: null })),
    "unsupported_extension",
    { client: { serverName: null } },
  ],
  [
    "RFC 7301 §3.2",
    "…a protocol that we offered",
    onEncryptedExtensions(swap(alpn("h3"))),
    "illegal_parameter",
    { client: { alpn: ["h2"] } },
  ],
  [
    "RFC 8449 §4",
    "…records of 64 bytes or more",
    onEncryptedExtensions(plus({ type: "record_size_limit", limit: 63 })),
    "illegal_parameter",
    { client: { recordSizeLimit: 100 } },
  ],
  [
    "§4.3.2",
    "CertificateRequest: an empty context",
    on("certificate_request", (message) => ({ ...message, context: Uint8Array.of(1) })),
    "illegal_parameter",
    asks,
  ],
  [
    "§4.3.2",
    "…signature_algorithms",
    on("certificate_request", (message) => ({ ...message, extensions: [unread(0x1a2b)] })),
    "missing_extension",
    asks,
  ],
  [
    "§4.4.2",
    "Certificate: an empty context",
    on("certificate", (message) => ({ ...message, context: Uint8Array.of(1) })),
    "illegal_parameter",
  ],
  ["§4.4.2.4", "…at least one", on("certificate", (message) => ({ ...message, entries: [] })), "decode_error"],
  ["§4.4.2", "…no extension unasked", entriesWith(unread(0x1a2b)), "unsupported_extension"],
  ["§4.4.2.1", "…no status_request unasked", entriesWith(STAPLE), "unsupported_extension"],
  [
    "§4.4.2",
    "…nothing else, though that was asked",
    entriesWith(unread(0x1a2b)),
    "unsupported_extension",
    { client: { status: true } },
  ],
  [
    "RFC 6066 §8",
    "…an OCSPResponse that will do",
    entriesWith(STAPLE),
    "bad_certificate_status_response",
    { client: { status: true, verifyPeer: async (_path, _purpose, staples) => refusing(staples) } },
  ],
  ["§4.4.3", "CertificateVerify: a scheme for it", verify(() => ({ scheme: 0x0401 })), "illegal_parameter"],
  [
    "§4.4.3",
    "…that we offered",
    verify(() => ({ scheme: SIGNATURE_SCHEMES.rsa_pss_rsae_sha256 })),
    "illegal_parameter",
    { client: { schemes: ["ecdsa_secp256r1_sha256"] } },
  ],
  ["§4.4.3", "…of this key", verify(() => ({ scheme: SIGNATURE_SCHEMES.ed25519 })), "illegal_parameter"],
  [
    "§4.4.3",
    "…of its curve",
    verify(() => ({ scheme: SIGNATURE_SCHEMES.ecdsa_secp384r1_sha384 })),
    "illegal_parameter",
  ],
  ["§4.4.3", "…a good signature", verify((m) => ({ signature: flipped(m.signature) })), "decrypt_error"],
  ["§4.4.3", "…in DER", verify(() => ({ signature: new Uint8Array(70) })), "decrypt_error"],
  [
    "§4.4.4",
    "Finished: of this transcript",
    on("finished", (m) => ({ ...m, verifyData: flipped(m.verifyData) })),
    "decrypt_error",
  ],
  [
    "§4.4.4",
    "…as long as the hash",
    on("finished", () => Uint8Array.from([20, 0, 0, 31, ...new Uint8Array(31)])),
    "decode_error",
  ],
];

async function expectRefusal(two: Pair, alert: AlertName): Promise<void> {
  await two.start();
  expect(two.alerts("client")).toEqual([alert]);
  expect(two.seen("client", "failed")).toEqual([{ type: "failed", failure: two.client.failure }]);
  expect(two.server.failure).toMatchObject({ code: "peer-alert", alert });
}

/** A verifier that minds the path only: for clients that don't say whom they mean to reach. */
const anyName = { verifyPeer: (path: Parameters<typeof people.verifyPeer>[0]) => people.verifyPeer(path, "server") };

describe("the server’s flight", () => {
  test.each(casesOf(FLIGHT, {}))("$section: $rule", async ({ change, alert, setting }) => {
    const two = pairWithRogueServer(change, { ...anyName, ...setting.client }, setting.server);
    await expectRefusal(two, alert);
    expect(two.seen("client", "connected")).toHaveLength(0);
  });

  test("§4.4.3: CertificateVerify: signed as a server, and over this transcript", async () => {
    const { key } = people.identities["P-256"];
    for (const role of ["client", "server"] as const) {
      const contents: Uint8Array[] = [];
      const signing = {
        ...key,
        sign: async (_scheme: unknown, data: Uint8Array) => {
          contents.push(data);
          const hash = role === "server" ? new Uint8Array(32) : data.slice(-32);
          return key.sign("ecdsa_secp256r1_sha256", signedContent(role, hash));
        },
      };
      const two = pair({}, { identities: [{ path: people.identities["P-256"].path, key: signing }] });
      await expectRefusal(two, "decrypt_error");
      expect(contents).toHaveLength(1);
      expect(two.client.failure).toMatchObject({ code: "wrong-signature", scheme: "ecdsa_secp256r1_sha256" });
    }
  });

  test("§6.2: a certificate that the verifier refuses, with its alert", async () => {
    const strangers = await makePeople("Strangers");
    await expectRefusal(pair({}, { identities: [strangers.identities["P-256"]] }), "unknown_ca");
    for (const alert of ["certificate_expired", "bad_certificate", "access_denied"] as const) {
      const verifyPeer = async () => ({ ok: false, alert, why: "as told" }) as const;
      await expectRefusal(pair({ verifyPeer }), alert);
    }
  });

  test("unknown extensions of a CertificateRequest are passed over (§4.3.2)", async () => {
    const change = on("certificate_request", (message) => ({ ...message, ...plus(unread(0x1a2b))(message) }));
    const two = pairWithRogueServer(
      change,
      { identities: [people.identities.RSA] },
      { clientAuthentication: "required" },
    );
    await two.start();
    await expectWorking(two);
  });

  test("supported_groups in EncryptedExtensions is taken for what it is, information (§4.2.7)", async () => {
    const groups: Extension = { type: "supported_groups", groups: [NAMED_GROUPS.secp384r1] };
    const two = pairWithRogueServer(onEncryptedExtensions(plus(groups)));
    await two.start();
    await expectWorking(two);
  });
});

describe("a resumed session", () => {
  /** A first handshake, and a second that resumes it, with `later` changed in the server's configuration. */
  async function visitAgain(change: Change, setting: Setting = {}, later: Partial<ServerConfig> = {}): Promise<Pair> {
    const config = { tickets: memoryTickets(10), maxEarlyData: 100, ...setting.server };
    const first = pair({ suites: ["TLS_AES_128_GCM_SHA256"], ...setting.client }, config);
    await first.start();
    const [session]: readonly Session[] = first.seen("client", "session").map((event) => event.session);
    if (session === undefined) throw new Error("no session");
    return pairWithRogueServer(change, { session, ...setting.client }, { ...config, ...later });
  }
  const selected = (index: number): Extension => ({ type: "pre_shared_key_selected", selected: index });
  const data = Uint8Array.of(1, 2, 3);
  const request: HandshakeMessage = {
    type: "certificate_request",
    context: new Uint8Array(),
    extensions: [{ type: "signature_algorithms", schemes: [0x0403] }],
  };

  const HELLO: readonly Row<Setting>[] = [
    ["§4.2.11", "a PSK that we offered", onHello(swap(selected(1))), "illegal_parameter"],
    ["§4.2.9", "with a key exchange", onHello(without("key_share")), "illegal_parameter"],
    ["§4.2.8", "of a group with a share", onHello(swap(share(NAMED_GROUPS.secp256r1, 65))), "illegal_parameter"],
    [
      "§4.2.11",
      "and a suite of the PSK’s hash",
      onHello(() => ({ cipherSuite: CIPHER_SUITES.TLS_AES_256_GCM_SHA384 })),
      "illegal_parameter",
    ],
  ];
  const LATER: readonly Row<Setting>[] = [
    ["§4.3.2", "no CertificateRequest", ahead("finished", request), "unexpected_message"],
    [
      "§4.2.10",
      "early data with another protocol",
      onEncryptedExtensions((message) => swap(alpn("h3"))(message)),
      "illegal_parameter",
      { client: { alpn: ["h2", "h3"], earlyData: data }, server: { alpn: ["h2"] } },
    ],
  ];

  test.each(casesOf(HELLO, {}))("$section: $rule", async ({ change, alert }) => {
    const two = await visitAgain(change);
    await two.start();
    expect(two.alerts("client")).toEqual([alert]);
    expect(two.client.state).toBe("WAIT_SH");
  });

  test.each(casesOf(LATER, {}))("$section: $rule", async ({ change, alert, setting }) => {
    await expectRefusal(await visitAgain(change, setting), alert);
  });

  test("§4.2.10: no early data without the PSK", async () => {
    const lost = { tickets: memoryTickets(1) };
    await expectRefusal(
      await visitAgain(onEncryptedExtensions(plus(earlyData)), { client: { earlyData: data } }, lost),
      "illegal_parameter",
    );
  });
});
