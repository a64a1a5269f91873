import { describe, expect, test } from "vitest";
import type { Hex } from "../../bytes/hex.ts";
import {
  alertOf,
  BINDER,
  casesOf,
  ch,
  cr,
  ct,
  ee,
  ext,
  hrr,
  IDENTITY,
  legacy,
  message,
  nst,
  psk,
  RANDOM,
  type Rule,
  refusalOf,
  SELECTED,
  sh,
  VERSIONS,
  vector,
} from "../../testing/wire.ts";
import { EXTENSIONS, type ExtensionName } from "../codepoints.ts";
import { EXTENSION_TABLE } from "../extensions/table.ts";

const D = "decode_error";
const I = "illegal_parameter";
const U = "unexpected_message";

const HEADER: readonly Rule[] = [
  ["§4", "a message has a type that is known", message(3), U],
  ["§4", "message_hash never crosses the wire", message(254, RANDOM), U],
  ["§4", "a message has a type", "", D],
  ["§4", "its length is there", "0500", D, message(5)],
  ["§4", "no bytes stand behind it", `${message(5)}00`, D, message(5)],
  ["§4", "it is as long as it says", "18000002" + "00", D, message(24, "00")],
  ["§6", "nothing stands behind its last field", message(24, "00", "00"), D, message(24, "00")],
];

const HELLOS: readonly Rule[] = [
  [
    "§4.1.2",
    "legacy_session_id has at most 32 bytes",
    legacy(vector(1, "11".repeat(33)), "00021301", "0100"),
    D,
    legacy(vector(1, RANDOM), "00021301", "0100"),
  ],
  ["§4.1.2", "cipher_suites holds one", legacy("00", "0000", "0100"), D, legacy("00", "00021301", "0100")],
  [
    "§4.1.2",
    "a cipher suite has two bytes",
    legacy("00", "0003130113", "0100"),
    D,
    legacy("00", "000413011302", "0100"),
  ],
  [
    "§4.1.2",
    "legacy_compression_methods holds one",
    legacy("00", "00021301", "00"),
    D,
    legacy("00", "00021301", "020100"),
  ],
  ["§4.1.2", "extensions are not an empty block", ch(), D, ch(VERSIONS)],
  ["§4.1.2", "the random has 32 bytes", message(1, "0303", "11".repeat(31)), D],
  [
    "§4.1.3",
    "legacy_session_id_echo has at most 32 bytes",
    message(2, "0303", RANDOM, vector(1, "11".repeat(33)), "130100", vector(2, SELECTED)),
    D,
    message(2, "0303", RANDOM, vector(1, RANDOM), "130100", vector(2, SELECTED)),
  ],
  ["§4.1.3", "extensions are not an empty block", message(2, "0303", RANDOM, "00", "1301", "00", "0000"), D, sh()],
];

const BLOCKS: readonly Rule[] = [
  [
    "§4.2",
    "each type comes once",
    ch(VERSIONS, ext("cookie", "000101"), ext("cookie", "000101")),
    I,
    ch(VERSIONS, ext("cookie", "000101")),
  ],
  [
    "§4.2",
    "also types that we do not know",
    ch(VERSIONS, ext(0x0a0a), ext(0x0a0a)),
    I,
    ch(VERSIONS, ext(0x0a0a), ext(0x1a1a)),
  ],
  ["§4.2", "also in EncryptedExtensions", ee(ext("server_name"), ext("server_name")), I, ee(ext("server_name"))],
  [
    "§4.2",
    "also in Certificate",
    ct(ext("signed_certificate_timestamp"), ext("signed_certificate_timestamp")),
    I,
    ct(ext("signed_certificate_timestamp")),
  ],
  [
    "§4.2",
    "also in a ServerHello before TLS 1.3",
    message(2, "0303", RANDOM, "00", "c02b", "00", vector(2, ext(23), ext(23))),
    I,
    message(2, "0303", RANDOM, "00", "c02b", "00", vector(2, ext(23))),
  ],
  ["§4.2", "an extension ends within its block", ch(VERSIONS, "0a0a0004000000"), D, ch(VERSIONS, "0a0a0003000000")],
  ["§4.2", "its contents fill it", ch(ext("supported_versions", "02030400")), D],
  ["§4.2", "its contents are all there", ch(ext("supported_versions", "0203")), D],
  ["§4.2.11", "pre_shared_key is last", ch(psk(IDENTITY, BINDER), VERSIONS), I, ch(VERSIONS, psk(IDENTITY, BINDER))],
];

const OTHERS: readonly Rule[] = [
  ["§4.3.2", "a request has an extension", cr(), D, cr(ext("signature_algorithms", "00020403"))],
  [
    "§4.4.2",
    "a certificate is not empty",
    message(11, "00", vector(3, "000000", "0000")),
    D,
    message(11, "00", vector(3, "00000130", "0000")),
  ],
  ["§4.4.2", "an entry has its extensions", message(11, "00", vector(3, "00000130")), D],
  ["§4.4.2", "the list ends with its last entry", message(11, "00", "000006", "00000130", "0000", "00"), D],
  ["§4.4.3", "a signature has its length", message(15, "0403", "000101", "01"), D, message(15, "0403", "000101")],
  ["§4.4.4", "Finished is as long as the hash", message(20, "11".repeat(31)), D, message(20, RANDOM)],
  ["§4.4.4", "and no longer", message(20, "11".repeat(33)), D],
  ["§4.5", "EndOfEarlyData is empty", message(5, "00"), D, message(5)],
  ["§4.6.1", "a ticket is not empty", nst(1, ""), D],
  [
    "§4.6.1",
    "its extensions have at most 2^16-2 bytes",
    nst(1, "aa", ext(0xfade, "00".repeat(0xfffb))),
    D,
    nst(1, "aa", ext(0xfade, "00".repeat(0xfffa))),
  ],
  ["§4.6.3", "request_update is 0 or 1", message(24, "02"), I, message(24, "01")],
  ["§4.6.3", "request_update is there", message(24), D],
];

describe.each([
  ["any message", HEADER],
  ["hellos", HELLOS],
  ["blocks of extensions", BLOCKS],
  ["other messages", OTHERS],
])("rules of %s:", (_, rules) => {
  test.each(casesOf(rules))("$section: $rule", ({ broken, alert, kept }) => {
    expect(alertOf(broken)).toBe(alert);
    if (kept !== null) expect(alertOf(kept)).toBeNull();
  });
});

/** The messages by the letters of the table in §4.2, each with one extension. */
const MESSAGES = { CH: ch, SH: sh, HRR: hrr, EE: ee, CT: ct, CR: cr, NST: (one: Hex) => nst(1, "aa", one) } as const;

/** RFC 8446 §4.2, its table as it is printed, and RFC 8449 §4. */
const PLACES: Readonly<Record<ExtensionName, string>> = {
  server_name: "CH, EE",
  max_fragment_length: "CH, EE",
  status_request: "CH, CR, CT",
  supported_groups: "CH, EE",
  signature_algorithms: "CH, CR",
  use_srtp: "CH, EE",
  heartbeat: "CH, EE",
  application_layer_protocol_negotiation: "CH, EE",
  signed_certificate_timestamp: "CH, CR, CT",
  client_certificate_type: "CH, EE",
  server_certificate_type: "CH, EE",
  padding: "CH",
  key_share: "CH, SH, HRR",
  pre_shared_key: "CH, SH",
  psk_key_exchange_modes: "CH",
  early_data: "CH, EE, NST",
  cookie: "CH, HRR",
  supported_versions: "CH, SH, HRR",
  certificate_authorities: "CH, CR",
  oid_filters: "CR",
  post_handshake_auth: "CH",
  signature_algorithms_cert: "CH, CR",
  record_size_limit: "CH, EE",
};

describe("where an extension may stand (§4.2):", () => {
  test.each(Object.entries(PLACES))("%s: %s", (name, places) => {
    for (const [place, write] of Object.entries(MESSAGES)) {
      if (places.split(", ").includes(place)) continue;
      const code = Object.entries(EXTENSIONS).find(([known]) => known === name)?.[1];
      expect([place, alertOf(write(ext(code ?? 0, "00")))]).toEqual([place, I]);
    }
    const here = Object.entries(EXTENSION_TABLE).find(([known]) => known === name)?.[1];
    expect(Object.keys(here ?? {}).sort()).toEqual(places.split(", ").sort());
  });

  test.each(Object.entries(MESSAGES))("what nobody knows may stand in %s", (_, write) => {
    expect(alertOf(write(ext(0xfade, "00112233")))).toBeNull();
  });
});

test.each([
  [ch(ext("cookie", "0000")), "ClientHello.extensions.cookie.cookie.length", "at least 1 bytes, not 0"],
  [ch(VERSIONS, VERSIONS), "ClientHello.extensions.supported_versions.extension_type", "each type once"],
  [
    ee(ext("cookie", "000100")),
    "EncryptedExtensions.extensions.cookie.extension_type",
    "what may stand in EncryptedExtensions",
  ],
  [hrr(ext("key_share")), "HelloRetryRequest.extensions.key_share.selected_group", "2 bytes, but 0 are left"],
  [message(24, "02"), "KeyUpdate.request_update", "0 or 1"],
])("what is refused has the path that the tree gives it (%#)", (hex, path, wanted) => {
  const refusal = refusalOf(hex);
  const field = refusal?.code === "illegal-parameter" ? refusal.field : null;
  expect(refusal?.code === "malformed" ? refusal.path : field).toBe(path);
  expect(refusal).toMatchObject({ wanted });
});

test("a Finished before any cipher suite is unexpected (§4.4.4)", () => {
  expect(alertOf(message(20, RANDOM), {})).toBe(U);
});

test("a ServerHello before TLS 1.3 may carry what TLS 1.3 carries elsewhere (RFC 7301 §3.1)", () => {
  const alpn = ext("application_layer_protocol_negotiation", "00020161");
  expect(alertOf(message(2, "0303", RANDOM, "00", "c02b", "00", vector(2, alpn)))).toBeNull();
  expect(alertOf(sh(alpn))).toBe(I);
});
