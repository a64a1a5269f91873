import { importAead } from "../../crypto/aead.ts";
import { liveChance } from "../../crypto/chance.ts";
import { makeShare } from "../../crypto/groups.ts";
import { hmac, RunningHash } from "../../crypto/hash.ts";
import { verifySignature } from "../../crypto/signatures.ts";
import { subtle, webcrypto } from "../../crypto/web.ts";
import { parseCertificate } from "../../pki/parse.ts";
import type { World } from "./world.ts";

/** Of one end of a handshake: HMACs (RFC 8446 §7.1, §7.3, §4.4.4), transcript hashes, and keys of four secrets. */
const HMACS = 23;
const HASHES = 6;
const AEAD_KEYS = 4;

/**
 * Nothing but the cryptographic operations that a handshake needs, of both ends, with no protocol around them:
 * agreement, signatures over the handshake, one signature in each certification path, key schedule, transcript, and
 * two records each way. What runs at once in the protocol runs at once here; the rest one after another.
 */
export async function bareOperations(world: World, mutual: boolean, hashing: "synchronous" | "webcrypto") {
  const random = (size: number) => liveChance.random("bare", size);
  const [one, other] = [await makeShare("x25519", random), await makeShare("x25519", random)];
  const [secret] = [await one.agree(other.share), await other.agree(one.share)];
  if (secret === null) throw new Error("no agreement");
  for (const identity of mutual ? [world.server, world.client] : [world.server]) await prove(identity);
  for (const _end of ["client", "server"]) {
    await hashes(secret, hashing);
    await records(secret.subarray(0, 16));
  }

  async function prove(identity: World["server"]): Promise<void> {
    const data = new Uint8Array(130);
    const signature = await identity.key.sign("ecdsa_secp256r1_sha256", data);
    const [leaf] = identity.path;
    if (leaf === undefined) throw new Error("no certificate");
    // The signature of the authority over the certificate costs what this one costs: a key to import, and P-256.
    const { spki } = parseCertificate(leaf);
    for (let i = 0; i < 2; i++) {
      const result = await verifySignature("ecdsa_secp256r1_sha256", spki, data, signature);
      if (result !== "valid") throw new Error(result);
    }
  }
}

async function hashes(key: Uint8Array<ArrayBuffer>, hashing: "synchronous" | "webcrypto"): Promise<void> {
  const message = new Uint8Array(54);
  for (let i = 0; i < HMACS; i++) {
    await (hashing === "synchronous" ? hmac("SHA-256", key, message) : webHmac(key, message));
  }
  // Some 1500 bytes of messages. WebCrypto has no hash that goes on: it begins anew each time.
  const part = new Uint8Array(250);
  const transcript = new RunningHash("SHA-256");
  for (let i = 1; i <= HASHES; i++) {
    if (hashing === "webcrypto") await subtle.digest("SHA-256", new Uint8Array(i * part.length));
    else {
      transcript.add(part);
      transcript.digest();
    }
  }
}

async function webHmac(key: Uint8Array<ArrayBuffer>, message: Uint8Array<ArrayBuffer>): Promise<void> {
  const imported = await subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  await subtle.sign("HMAC", imported, message);
}

async function records(raw: Uint8Array): Promise<void> {
  const keys = await Promise.all(Array.from({ length: AEAD_KEYS }, () => importAead("AES-128-GCM", raw)));
  const [key] = keys;
  if (key === undefined) return;
  const nonce = webcrypto.getRandomValues(new Uint8Array(12));
  const sealed = await key.seal(nonce, new Uint8Array(5), new Uint8Array(800));
  if ((await key.open(nonce, new Uint8Array(5), sealed)) === null) throw new Error("not opened");
}
