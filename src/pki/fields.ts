import type { ByteTree } from "../bytes/tree.ts";
import { childrenOf, readWhole } from "../crypto/der.ts";
import { type Explain, explainWhole, field, sequence } from "./fields/explain.ts";
import { extensions } from "./fields/extensions.ts";
import { algorithmIdentifier, algorithmOf, signatureBits, subjectPublicKeyInfo } from "./fields/keys.ts";
import { distinguishedName } from "./fields/names.ts";
import { TAGS } from "./fields/universal.ts";

/**
 * A certificate's DER as named fields (RFC 5280 §4.1), for people: every byte is in exactly one leaf, the identifier
 * and length octets too (`tag`, `length`). Throws DecodeError where the bytes are no DER; DER that is no certificate
 * gets plain ASN.1 names.
 */
export function certificateFields(der: Uint8Array): ByteTree {
  return explainWhole(der, readWhole(der, "Certificate"), "Certificate", certificate);
}

/** A SubjectPublicKeyInfo's DER as named fields (RFC 5280 §4.1.2.7); otherwise as `certificateFields`. */
export function spkiFields(der: Uint8Array): ByteTree {
  return explainWhole(der, readWhole(der, "SubjectPublicKeyInfo"), "SubjectPublicKeyInfo", subjectPublicKeyInfo);
}

const version = sequence([field("Version")], ([number]) => {
  return number?.value == null ? null : `v${Number(number.value) + 1}`;
});

const validity = sequence([field("notBefore"), field("notAfter")], ([from, to]) => {
  return `${from?.value ?? "?"} to ${to?.value ?? "?"}`;
});

const tbsCertificate = sequence([
  field("version", version, 0xa0),
  field("serialNumber", undefined, TAGS.INTEGER),
  field("signature", algorithmIdentifier, TAGS.SEQUENCE),
  field("issuer", distinguishedName, TAGS.SEQUENCE),
  field("validity", validity, TAGS.SEQUENCE),
  field("subject", distinguishedName, TAGS.SEQUENCE),
  field("subjectPublicKeyInfo", subjectPublicKeyInfo, TAGS.SEQUENCE),
  field("issuerUniqueID", undefined, 0x81),
  field("subjectUniqueID", undefined, 0x82),
  field("extensions", sequence([field("Extensions", extensions)]), 0xa3),
]);

const certificate: Explain = (walk, element, place) => {
  const parts = element.tag === TAGS.SEQUENCE ? childrenOf(walk.bytes, element, place.path) : [];
  const fields = [
    field("tbsCertificate", tbsCertificate),
    field("signatureAlgorithm", algorithmIdentifier),
    field("signatureValue", signatureBits(algorithmOf(walk.bytes, parts[1]))),
  ];
  return sequence(fields)(walk, element, place);
};
