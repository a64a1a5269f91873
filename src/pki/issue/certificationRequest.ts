import { certificateSigning } from "../../crypto/authorityKeys.ts";
import { Name, Pkcs10CertificateRequestGenerator, SubjectAlternativeNameExtension } from "../provider.ts";

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
export async function writeRequest(contents: RequestContents): Promise<Uint8Array<ArrayBuffer>> {
  const { subject, names, publicKey, privateKey } = contents;
  const { name, hash } = certificateSigning(privateKey, null);
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: new Name([{ CN: [{ utf8String: subject }] }]),
    keys: { publicKey, privateKey },
    signingAlgorithm: hash === null ? { name } : { name, hash },
    extensions: [new SubjectAlternativeNameExtension(names.map((value) => ({ type: "dns" as const, value })))],
  });
  return new Uint8Array(request.rawData);
}
