import { expect, it } from "vitest";
import { toHex } from "../bytes/hex.ts";
import { childrenOf, contentOf, readWhole } from "./der.ts";
import { makeShare } from "./groups.ts";
import { ML_KEM_KEY_SIZE, mlKemPublicKey } from "./mlKemKey.ts";
import { randomBytes } from "./randomBytes.ts";

it("an encapsulation key as SubjectPublicKeyInfo is whole DER, with NIST’s identifier and nothing behind it", async () => {
  const { share } = await makeShare("X25519MLKEM768", randomBytes);
  const key = share.slice(0, ML_KEM_KEY_SIZE);
  const { spki, fingerprint } = await mlKemPublicKey(key);
  const whole = readWhole(spki, "SubjectPublicKeyInfo");
  const [algorithm, bits, ...more] = childrenOf(spki, whole, "SubjectPublicKeyInfo");
  if (algorithm === undefined || bits === undefined) throw new Error("two elements are missing");
  expect(more).toEqual([]);
  // 2.16.840.1.101.3.4.4.2, and no parameters.
  expect(toHex(contentOf(spki, algorithm))).toBe("0609608648016503040402");
  expect(contentOf(spki, bits)).toEqual(Uint8Array.of(0, ...key));
  expect((await mlKemPublicKey(key)).fingerprint).toBe(fingerprint);
});
