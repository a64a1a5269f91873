import { t } from "../../../language/t.ts";
import type { DerKind } from "./sniff.ts";
import type { Remark } from "./types.ts";

const REMOVED = t`A private key was in it. It was dropped at once: it is not shown, not kept, and not needed here.`;

export const SECRET: Remark = { kind: "secret", sentence: REMOVED };

/** What stands in the text where a private key stood. */
export const TAKEN_OUT = t`(A private key stood here. It was taken out.)`;

type Other = Exclude<DerKind, "certificate" | "crl" | "ocsp" | "private-key">;

const OTHERS: Readonly<Record<Other, string>> = {
  request: t`A certificate request is in it: what an authority makes a certificate of. It is no certificate yet; send it to your authority.`,
  "public-key": t`A bare public key is in it. Nobody vouches for a key without a certificate, so there is nothing to judge.`,
  pkcs7: t`A PKCS #7 bundle is in it, which is not read here. This writes its certificates as PEM: openssl pkcs7 -print_certs -in FILE (and -inform DER where the file is binary).`,
  pkcs12: t`A PKCS #12 file (.p12, .pfx) is in it, which is not read here. This writes its certificates as PEM, without the private key: openssl pkcs12 -nokeys -in FILE`,
  "too-large": t`A certificate larger than 64 KiB is in it. Nothing that large is read.`,
  unknown: t`It holds something in DER that is neither a certificate nor a revocation list.`,
};

/** What to say of DER that can't be judged. */
export function otherWords(kind: Other): Remark {
  return { kind: "refused", sentence: OTHERS[kind] };
}

/** What to say of a PEM block that can't be read. */
export function brokenBlock(label: string, why: "cut" | "base64" | "der"): Remark {
  const name = t`The block “${label}”`;
  const sentences = {
    cut: t`${name} has a beginning and no end: the copy was cut off. Copy it again, down to the line that begins with -----END.`,
    base64: t`${name} is no base64 between its two lines: a character was lost or changed on the way.`,
    der: t`${name} does not hold what it says: its bytes are no such thing, or are cut off.`,
  };
  return { kind: "refused", sentence: sentences[why] };
}

/** What to say of text in which nothing was found. */
export function nothingWords(text: string): Remark {
  return { kind: "refused", sentence: nothingSentence(text) };
}

function nothingSentence(text: string): string {
  if (/<(!doctype|html|head|body)\b/i.test(text))
    return t`This is a web page, not a certificate. Perhaps a login or error page was saved in place of the file.`;
  if (/^\s*Certificate:\s+Data:/m.test(text))
    return t`This is a certificate written out for people, without the certificate itself. Leave out -noout, and the PEM block comes with it.`;
  if (/^ssh-(rsa|ed25519)|^ecdsa-sha2/m.test(text)) return t`This is an SSH key. TLS has no use for it.`;
  return t`No certificate is in it: no block from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----, and no base64 of one.`;
}

/** What to say of a file that is neither text nor DER. */
export function binaryWords(bytes: Uint8Array): Remark {
  const magic = [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (magic === "feedfeed" || magic === "cececece")
    return refused(
      t`This is a Java keystore, which is not read here. This writes a certificate of it as PEM: keytool -exportcert -rfc -alias NAME -keystore FILE`,
    );
  if (magic === "504b0304") return refused(t`This is a zip archive. Unpack it, and drop what is in it.`);
  if (bytes.length === 0) return refused(t`It is empty.`);
  return refused(t`This is binary, and neither a certificate nor a revocation list in DER.`);
}

function refused(sentence: string): Remark {
  return { kind: "refused", sentence };
}
