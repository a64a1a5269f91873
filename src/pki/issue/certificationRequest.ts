import { spkiOf } from "../../crypto/authorityKeys.ts";
import type { Bytes } from "../../crypto/buffer.ts";
import { writeElement, writeNatural } from "../../crypto/derNumbers.ts";
import { oid, sequenceOf } from "./der.ts";
import { alternativeNames } from "./extensions.ts";
import { nameOf } from "./issue.ts";
import { signedSequence } from "./signed.ts";

const VERSION_1 = writeNatural(Uint8Array.of(0));
const [SET, ATTRIBUTES] = [0x31, 0xa0];
/** The extensions that are wished for (RFC 2985 §5.4.2). */
const EXTENSION_REQUEST = "1.2.840.113549.1.9.14";

/** What a request says, and with which key it is signed: that of `publicKey`, if all is as it should be. */
export type RequestContents = Readonly<{
  /** The subject's common name. */
  subject: string;
  /** DNS names, for the extension that is wished for. */
  names: readonly string[];
  publicKey: CryptoKey;
  privateKey: CryptoKey;
}>;

/**
 * A request for a certificate (PKCS #10, RFC 2986 §4), DER. Its signature is made with the private key that is given,
 * whether it fits the public one or not: that is for the authority to find out. What is random in it is the signature,
 * so callers who must be able to repeat a run put the result on their tape.
 */
export async function writeRequest(contents: RequestContents): Promise<Bytes> {
  const { subject, names, publicKey, privateKey } = contents;
  const extensions = sequenceOf(alternativeNames(names));
  const wished = sequenceOf(oid(EXTENSION_REQUEST), writeElement(SET, extensions));
  const said = [VERSION_1, nameOf(subject), await spkiOf(publicKey), writeElement(ATTRIBUTES, wished)];
  return signedSequence(sequenceOf(...said), privateKey);
}
