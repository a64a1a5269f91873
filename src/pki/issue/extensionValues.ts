import { utf8 } from "../../bytes/text.ts";
import type { Bytes } from "../../crypto/buffer.ts";
import { writeElement } from "../../crypto/derNumbers.ts";
import { extensionOf, oid, sequenceOf } from "./der.ts";
import type { IssuedConstraints } from "./request.ts";

/** Extensions that the library does not write, each a whole Extension in DER. */

const DNS_NAME = 0x82;
const URI = 0x86;

/** NameConstraints over DNS names (RFC 5280 §4.2.1.10), critical as it must be. */
export function nameConstraints({ permitted, excluded }: IssuedConstraints): Bytes {
  const trees = (tag: number, names: readonly string[]) =>
    names.length === 0
      ? []
      : [writeElement(tag, ...names.map((name) => sequenceOf(writeElement(DNS_NAME, utf8(name)))))];
  return extensionOf("2.5.29.30", true, sequenceOf(...trees(0xa0, permitted), ...trees(0xa1, excluded)));
}

/** CRLDistributionPoints with one address (RFC 5280 §4.2.1.13). */
export function crlDistributionPoints(address: string): Bytes {
  const point = writeElement(0xa0, writeElement(0xa0, writeElement(URI, utf8(address))));
  return extensionOf("2.5.29.31", false, sequenceOf(sequenceOf(point)));
}

/** AuthorityInfoAccess with the address of an OCSP responder (RFC 5280 §4.2.2.1). */
export function authorityInfoAccess(ocspAddress: string): Bytes {
  const access = sequenceOf(oid("1.3.6.1.5.5.7.48.1"), writeElement(URI, utf8(ocspAddress)));
  return extensionOf("1.3.6.1.5.5.7.1.1", false, sequenceOf(access));
}
