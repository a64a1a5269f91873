import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toHex } from "../../bytes/hex.ts";
import { utf8 } from "../../bytes/text.ts";
import { people } from "../../testing/handshakes.ts";
import { makePeople } from "../../testing/people.ts";
import { SIGNATURE_SCHEMES, type SignatureSchemeName } from "../codepoints.ts";
import { chooseIdentity, signedContent } from "./authenticate.ts";
import { issuerOf } from "./issuer.ts";

/** The example of RFC 8446 §4.4.3: a transcript hash of 32 bytes of 01, signed by a server. */
const EXAMPLE =
  "2020202020202020202020202020202020202020202020202020202020202020" +
  "2020202020202020202020202020202020202020202020202020202020202020" +
  "544c5320312e332c207365727665722043657274696669636174655665726966" +
  "79" +
  "00" +
  "0101010101010101010101010101010101010101010101010101010101010101";

describe("what CertificateVerify signs (RFC 8446 §4.4.3)", () => {
  test("the RFC’s example", () => {
    expect(toHex(signedContent("server", new Uint8Array(32).fill(1)))).toBe(EXAMPLE);
  });

  test("a client’s says that it is a client’s", () => {
    const content = signedContent("client", new Uint8Array(32).fill(1));
    expect(content.slice(64, 97)).toEqual(utf8("TLS 1.3, client CertificateVerify"));
  });
});

describe("the identity that is shown (§4.4.2.2, §4.4.2.3)", () => {
  const { identities } = people;
  const all = [identities["P-256"], identities.RSA, identities.Ed25519];
  const own: readonly SignatureSchemeName[] = [
    "ecdsa_secp256r1_sha256",
    "rsa_pss_rsae_sha512",
    "rsa_pss_rsae_sha256",
    "ed25519",
  ];
  const codes = (...names: readonly SignatureSchemeName[]) => names.map((name) => SIGNATURE_SCHEMES[name]);

  test("the first with a scheme of both ends, and our order among its schemes", () => {
    expect(chooseIdentity(all, codes("ed25519", "ecdsa_secp256r1_sha256"), own)?.identity).toBe(identities["P-256"]);
    const rsa = chooseIdentity(all, codes("rsa_pss_rsae_sha256", "rsa_pss_rsae_sha512"), own);
    expect(rsa).toEqual({ identity: identities.RSA, scheme: "rsa_pss_rsae_sha512" });
  });

  test("none where no scheme is common, or we don’t use it", () => {
    expect(chooseIdentity(all, [0x0401, 0x0a0a], own)).toBeNull();
    expect(chooseIdentity(all, codes("ed25519"), ["ecdsa_secp256r1_sha256"])).toBeNull();
    expect(chooseIdentity([], codes("ed25519"), own)).toBeNull();
  });

  test("of an authority that the peer names, if there is one; else the first all the same", async () => {
    const others = await makePeople("Another authority");
    const both = [identities["P-256"], others.identities["P-256"]];
    const theirs = issuerOf(others.root) ?? new Uint8Array();
    const offered = codes("ecdsa_secp256r1_sha256");
    expect(chooseIdentity(both, offered, own, [theirs])?.identity).toBe(others.identities["P-256"]);
    expect(chooseIdentity(both, offered, own, [utf8("nobody")])?.identity).toBe(identities["P-256"]);
    expect(chooseIdentity(both, offered, own)?.identity).toBe(identities["P-256"]);
  });
});

test("an issuer is read out of any bytes, or none, without a throw", () => {
  expect(issuerOf(people.root)).not.toBeNull();
  fc.assert(
    fc.property(fc.nat(people.root.length - 1), fc.nat(255), fc.nat(people.root.length), (at, byte, size) => {
      const issuer = issuerOf(people.root.with(at, byte).subarray(0, size));
      expect(issuer === null || issuer.length <= size).toBe(true);
    }),
  );
});
