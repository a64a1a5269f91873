import { toHex } from "../../bytes/hex.ts";
import type { KeyPair, PublicKey } from "../../crypto/keys.ts";
import { readRequest } from "../../pki/certificationRequest.ts";
import { writeRequest } from "../../pki/issue/certificationRequest.ts";
import type { Acting } from "../acting.ts";
import type { Self } from "../actors/letters.ts";
import type { RequestArtifact } from "../requests.ts";

/** Somebody who wants a certificate. */
export type Applicant = Readonly<{
  self: Self;
  /** The name that the certificate is to be for. */
  host: string;
  /** The key that the certificate is to be for, and the one with which the request is signed. */
  publicKey: PublicKey;
  signer: KeyPair;
  /** Of the key of their account with the authority (RFC 7638). */
  thumbprint: string;
  /** Sees to it that something is found at the host's address, as far as it is in their power. */
  publish: (target: string, body: string) => Acting;
}>;

/** Writes a request for a certificate, with a real signature. */
export async function* draw({ self, host, publicKey, signer }: Applicant): Acting<RequestArtifact> {
  const { props, id: actor } = self;
  const der = await props.source.bytes(`request of ${actor}`, () =>
    writeRequest({ subject: host, names: [host], publicKey: publicKey.publicKey, privateKey: signer.privateKey }),
  );
  const { subject, names } = await readRequest(der);
  const key = props.key(publicKey);
  const id = props.newId(`request:${actor}`);
  const request: RequestArtifact = { kind: "request", id, der: toHex(der), subject, names, key };
  props.put(request);
  yield { type: "makes", actor, what: "request", keys: [key], certificate: null, request: id };
  return request;
}
