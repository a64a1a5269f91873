import { describe, expect, test } from "vitest";
import { fromHex, toHex } from "../../bytes/hex.ts";
import { type ByteTree, leaves } from "../../bytes/tree.ts";
import { flawsIn } from "../../testing/tiles.ts";
import { RECORDED_CLIENT_HELLOS, TLS12_SERVER_HELLO } from "../../testing/vectors/recordedHellos.ts";
import { find } from "../extensions/find.ts";
import { decodeMessage, encodeMessage } from "./codec.ts";
import { withoutBinders } from "./truncate.ts";

const SHA256 = { hashSize: 32 };

/** Messages of RFC 8448 (Example Handshake Traces for TLS 1.3), by its sections. */
const RFC_8448 = {
  "§3, ClientHello":
    "010000c00303cb34ecb1e78163ba1c38c6dacb196a6dffa21a8d9912ec18a2ef6283024dece7000006130113031302010000910000000b00" +
    "09000006736572766572ff01000100000a00140012001d0017001800190100010101020103010400230000003300260024001d002099381d" +
    "e560e4bd43d23d8e435a7dbafeb3c06e51c13cae4d5413691e529aaf2c002b0003020304000d0020001e0403050306030203080408050806" +
    "04010501060102010402050206020202002d00020101001c00024001",
  "§3, ServerHello":
    "020000560303a6af06a4121860dc5e6e60249cd34c95930c8ac5cb1434dac155772ed3e2692800130100002e00330024001d0020c9828876" +
    "112095fe66762bdbf7c672e156d6cc253b833df1dd69b1b04e751f0f002b00020304",
  "§3, EncryptedExtensions": "080000240022000a00140012001d00170018001901000101010201030104001c0002400100000000",
  "§3, CertificateVerify":
    "0f000084080400805a747c5d88fa9bd2e55ab085a61015b7211f824cd484145ab3ff52f1fda8477b0b7abc90db78e2d33a5c141a078653fa" +
    "6bef780c5ea248eeaaa785c4f394cab6d30bbe8d4859ee511f602957b15411ac027671459e46445c9ea58c181e818e95b8c3fb0bf3278409" +
    "d3be152a3da5043e063dda65cdf5aea20d53dfacd42f74f3",
  "§3, server Finished": "140000209b9b141d906337fbd2cbdce71df4deda4ab42c309572cb7fffee5454b78f0718",
  "§3, NewSessionTicket":
    "040000c90000001efad6aac502000000b22c035d829359ee5ff7af4ec900000000262a6494dc486d2c8a34cb33fa90bf1b0070ad3c498883" +
    "c9367c09a2be785abc55cd226097a3a982117283f82a03a143efd3ff5dd36d64e861be7fd61d2827db279cce145077d454a3664d4e6da4d2" +
    "9ee03725a6a4dafcd0fc67d2aea70529513e3da2677fa5906c5b3f7d8f92f228bda40dda721470f9fbf297b5aea617646fac5c03272e9707" +
    "27c621a79141ef5f7de6505e5bfbc388e93343694093934ae4d3570008002a000400000400",
  "§4, ClientHello with its binder":
    "010001fc03031bc3ceb6bbe39cff938355b5a50adb6db21b7a6af649d7b4bc419d7876487d95000006130113031302010001cd0000000b00" +
    "09000006736572766572ff01000100000a00140012001d00170018001901000101010201030104003300260024001d0020e4ffb68ac05f8d" +
    "96c99da26698346c6be16482badddafe051a66b4f18d668f0b002a0000002b0003020304000d0020001e0403050306030203080408050806" +
    "04010501060102010402050206020202002d00020101001c0002400100150057000000000000000000000000000000000000000000000000" +
    "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000" +
    "00000000000000002900dd00b800b22c035d829359ee5ff7af4ec900000000262a6494dc486d2c8a34cb33fa90bf1b0070ad3c498883c936" +
    "7c09a2be785abc55cd226097a3a982117283f82a03a143efd3ff5dd36d64e861be7fd61d2827db279cce145077d454a3664d4e6da4d29ee0" +
    "3725a6a4dafcd0fc67d2aea70529513e3da2677fa5906c5b3f7d8f92f228bda40dda721470f9fbf297b5aea617646fac5c03272e970727c6" +
    "21a79141ef5f7de6505e5bfbc388e93343694093934ae4d357fad6aacb0021203add4fb2d8fdf822a0ca3cf7678ef5e88dae990141c5924d" +
    "57bb6fa31b9e5f9d",
  "§4, ServerHello":
    "0200005c03033ccfd2dec890222763472ae8136777c9d7358777bb66e91ea5122495f559ea2d00130100003400290002000000330024001d" +
    "0020121761ee42c333e1b9e77b60dd57c2053cd94512ab47f115e86eff50942cea31002b00020304",
  "§5, HelloRetryRequest":
    "020000ac0303cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c001301000084003300020017002c00740072" +
    "71dcd04bb88bc3189119398a00000000eefafc76c146b823b096f8aacad365dd0030953f4edf625636e5f21bb2e23fcc654b1b5b40318d10" +
    "d137abcbb87574e36e8a1f025f7dfa5d6e50781b5eda4aa15b0c8be778257d16aa3030e9e7841dd9e4c0342267e8ca0caf571fb2b7cff0f9" +
    "34b0002b00020304",
} as const;

describe("messages of RFC 8448", () => {
  test.each(Object.entries(RFC_8448))("%s: taken, written back, and explained whole", (_, hex) => {
    const bytes = fromHex(hex);
    const { message, tree } = decodeMessage(bytes, SHA256);
    expect(toHex(encodeMessage(message))).toBe(hex);
    expect(flawsIn(tree, 0, bytes.length)).toEqual([]);
  });

  test("§3: the hellos say what the RFC's text says", () => {
    expect(read("§3, ClientHello")).toMatchObject({
      legacyVersion: 0x0303,
      cipherSuites: [0x1301, 0x1303, 0x1302],
      extensions: [
        { type: "server_name", name: "server" },
        { type: "unread", code: 0xff01, data: Uint8Array.of(0) },
        { type: "supported_groups", groups: [0x1d, 0x17, 0x18, 0x19, 0x100, 0x101, 0x102, 0x103, 0x104] },
        { type: "unread", code: 35 },
        { type: "key_share", shares: [{ group: 0x1d }] },
        { type: "supported_versions", versions: [0x0304] },
        { type: "signature_algorithms" },
        { type: "psk_key_exchange_modes", modes: [1] },
        { type: "record_size_limit", limit: 16385 },
      ],
    });
    expect(read("§3, ServerHello")).toMatchObject({
      retry: false,
      cipherSuite: 0x1301,
      extensions: [
        { type: "key_share", shares: [{ group: 0x1d }] },
        { type: "supported_versions", versions: [0x0304] },
      ],
    });
    expect(read("§3, NewSessionTicket")).toMatchObject({
      lifetime: 30,
      ageAdd: 0xfad6aac5,
      nonce: Uint8Array.of(0, 0),
      extensions: [{ type: "early_data", maxEarlyData: 1024 }],
    });
  });

  test("§4: the ticket comes back, and the binder is cut off where the RFC cuts it", () => {
    const hello = read("§4, ClientHello with its binder");
    const ticket = read("§3, NewSessionTicket");
    if (hello.type !== "client_hello" || ticket.type !== "new_session_ticket") throw new Error("other messages");
    const offer = find(hello.extensions, "pre_shared_key");
    expect(offer?.identities).toEqual([{ identity: ticket.ticket, obfuscatedTicketAge: 0xfad6aacb }]);
    const prefix = withoutBinders(fromHex(RFC_8448["§4, ClientHello with its binder"]), offer?.bindersSize ?? 0);
    expect(prefix.length).toBe(477);
    expect(read("§4, ServerHello")).toMatchObject({
      extensions: [{ type: "pre_shared_key_selected", selected: 0 }, { type: "key_share" }, {}],
    });
  });

  test("§5: a ServerHello with that random is a HelloRetryRequest", () => {
    const { message, tree } = decodeMessage(fromHex(RFC_8448["§5, HelloRetryRequest"]));
    expect(message).toMatchObject({
      retry: true,
      extensions: [{ type: "key_share_retry", group: 0x17 }, { type: "cookie" }, { type: "supported_versions" }],
    });
    expect(tree.name).toBe("HelloRetryRequest");
  });
});

describe("hellos that real programs sent", () => {
  test.each(Object.entries(RECORDED_CLIENT_HELLOS))("%s: taken, written back, and explained whole", (_, bytes) => {
    const { message, tree } = decodeMessage(bytes);
    expect(encodeMessage(message)).toEqual(bytes);
    expect(flawsIn(tree, 0, bytes.length)).toEqual([]);
  });

  test("a browser's, with GREASE, the hybrid group and Encrypted Client Hello", () => {
    const { message, tree } = decodeMessage(RECORDED_CLIENT_HELLOS.chromium);
    if (message.type !== "client_hello") throw new Error("another message");
    expect(find(message.extensions, "server_name")?.name).toBe("bob.example");
    const shares = find(message.extensions, "key_share")?.shares ?? [];
    expect(shares.map(({ group, keyExchange }) => [group, keyExchange.length])).toEqual([
      [0x6a6a, 1],
      [0x11ec, 1216],
      [0x001d, 32],
    ]);
    expect(valueAt(tree, "ClientHello.extensions.key_share.client_shares.KeyShareEntry.group")).toEqual([
      "GREASE (0x6a6a)",
      "X25519MLKEM768",
      "x25519",
    ]);
    expect(valueAt(tree, "ClientHello.extensions.encrypted_client_hello.extension_data")).toEqual(["250 bytes"]);
    expect(valueAt(tree, "ClientHello.extensions.GREASE.extension_type")).toHaveLength(2);
  });

  test("one of TLS 1.2, whose fields have the names of RFC 8446", () => {
    const { message, tree } = decodeMessage(RECORDED_CLIENT_HELLOS.tls12);
    if (message.type !== "client_hello") throw new Error("another message");
    expect(find(message.extensions, "supported_versions")).toBeNull();
    expect(valueAt(tree, "ClientHello.legacy_version")).toEqual(["TLS 1.2"]);
    expect(valueAt(tree, "ClientHello.legacy_compression_methods.value")).toEqual(["null"]);
  });

  test("a ClientHello without extensions, as before TLS 1.2", () => {
    const { legacyVersion, random } = { legacyVersion: 0x0301, random: new Uint8Array(32) };
    const none = new Uint8Array(0);
    const methods = new Uint8Array(1);
    const hello = { type: "client_hello", legacyVersion, random, legacySessionId: none } as const;
    const whole = { ...hello, cipherSuites: [0x2f], legacyCompressionMethods: methods, extensions: [] } as const;
    const bytes = encodeMessage(whole);
    expect(bytes.length).toBe(4 + 2 + 32 + 1 + 4 + 2);
    expect(decodeMessage(bytes).message).toEqual(whole);
  });

  test("a ServerHello of TLS 1.2: its ALPN is kept unread, where TLS 1.3 would not allow it", () => {
    const { message } = decodeMessage(TLS12_SERVER_HELLO);
    expect(message).toMatchObject({ type: "server_hello", retry: false, legacyVersion: 0x0303, cipherSuite: 0xc02b });
    expect(message).toMatchObject({
      extensions: [0xff01, 11, 35, 16, 23].map((code) => ({ type: "unread", code })),
    });
    expect(encodeMessage(message)).toEqual(TLS12_SERVER_HELLO);
  });
});

test("the tree of a small message, field by field", () => {
  const { tree } = decodeMessage(fromHex(RFC_8448["§3, ServerHello"]));
  const lines = leaves(tree).map(({ path, start, end, value }) => `${start}-${end} ${path} ${value}`);
  expect(lines).toEqual([
    "0-1 ServerHello.msg_type server_hello",
    "1-4 ServerHello.length 86",
    "4-6 ServerHello.legacy_version TLS 1.2",
    "6-38 ServerHello.random null",
    "38-39 ServerHello.legacy_session_id_echo.length 0",
    "39-39 ServerHello.legacy_session_id_echo.value 0 bytes",
    "39-41 ServerHello.cipher_suite TLS_AES_128_GCM_SHA256",
    "41-42 ServerHello.legacy_compression_method null",
    "42-44 ServerHello.extensions.length 46",
    "44-46 ServerHello.extensions.key_share.extension_type key_share",
    "46-48 ServerHello.extensions.key_share.length 36",
    "48-50 ServerHello.extensions.key_share.server_share.group x25519",
    "50-52 ServerHello.extensions.key_share.server_share.key_exchange.length 32",
    "52-84 ServerHello.extensions.key_share.server_share.key_exchange.value 32 bytes",
    "84-86 ServerHello.extensions.supported_versions.extension_type supported_versions",
    "86-88 ServerHello.extensions.supported_versions.length 2",
    "88-90 ServerHello.extensions.supported_versions.selected_version TLS 1.3",
  ]);
});

function read(name: keyof typeof RFC_8448) {
  return decodeMessage(fromHex(RFC_8448[name]), SHA256).message;
}

/** What the fields at this path say. */
function valueAt(tree: ByteTree, path: string): readonly (string | null)[] {
  return leaves(tree)
    .filter((leaf) => leaf.path === path)
    .map(({ value }) => value);
}
