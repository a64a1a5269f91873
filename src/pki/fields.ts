import type { ByteTree } from "../bytes/tree.ts";
import { childrenOf, contentOf, type DerElement, readWhole } from "../crypto/der.ts";
import { type Explain, explainWhole, type Field, field, listOf, sequence } from "./fields/explain.ts";
import { extensions } from "./fields/extensions.ts";
import { algorithmIdentifier, algorithmOf, signatureBits, subjectPublicKeyInfo } from "./fields/keys.ts";
import { distinguishedName } from "./fields/names.ts";
import { showOid, TAGS } from "./fields/universal.ts";

/**
 * A certificate's DER as named fields (RFC 5280 §4.1), for people: every byte is in exactly one leaf, the identifier
 * and length octets too (`tag`, `length`). Throws DecodeError where the bytes are no DER; DER that is no certificate
 * gets plain ASN.1 names.
 */
export function certificateFields(der: Uint8Array): ByteTree {
  return explainWhole(der, readWhole(der, "Certificate"), "Certificate", certificate);
}

/** A request's DER as named fields (PKCS #10, RFC 2986 §4); otherwise as `certificateFields`. */
export function requestFields(der: Uint8Array): ByteTree {
  return explainWhole(der, readWhole(der, "CertificationRequest"), "CertificationRequest", certificationRequest);
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

/** An attribute of a request: of those, only the one that asks for extensions has values whose type we know (RFC 2985 §5.4.2). */
function attribute(bytes: Uint8Array, element: DerElement): Field {
  const [id] = childrenOf(bytes, element, "Attribute");
  const isExtensions = id !== undefined && showOid(contentOf(bytes, id)) === "extensionRequest";
  const values = listOf(() => (isExtensions ? field("Extensions", extensions) : field("AttributeValue")));
  return field(
    isExtensions ? "extensionRequest" : "Attribute",
    sequence([field("attrType"), field("attrValues", values)]),
  );
}

const certificationRequestInfo = sequence([
  field("version", undefined, TAGS.INTEGER),
  field("subject", distinguishedName, TAGS.SEQUENCE),
  field("subjectPublicKeyInfo", subjectPublicKeyInfo, TAGS.SEQUENCE),
  field("attributes", listOf(attribute), 0xa0),
]);

const certificationRequest: Explain = (walk, element, place) => {
  const parts = element.tag === TAGS.SEQUENCE ? childrenOf(walk.bytes, element, place.path) : [];
  const fields = [
    field("certificationRequestInfo", certificationRequestInfo),
    field("signatureAlgorithm", algorithmIdentifier),
    field("signature", signatureBits(algorithmOf(walk.bytes, parts[1]))),
  ];
  return sequence(fields)(walk, element, place);
};
