import { utf8 } from "../bytes/text.ts";
import { toBase64Url } from "./base64.ts";
import { type PublicKey, sha256 } from "./keys.ts";
import { subtle } from "./web.ts";

/** The thumbprint of an elliptic curve's public key as a JSON Web Key, in base64url (RFC 7638 §3, with SHA-256). */
export async function thumbprintOf({ publicKey }: PublicKey): Promise<string> {
  const { crv, kty, x, y } = await subtle.exportKey("jwk", publicKey);
  // The required members alone, in the order of their names, without white space.
  return toBase64Url(await sha256(utf8(JSON.stringify({ crv, kty, x, y }))));
}
