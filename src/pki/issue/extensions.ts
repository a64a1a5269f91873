import { ipBytes } from "../altNames.ts";
import type { ParsedCertificate } from "../parse.ts";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
} from "../provider.ts";
import type { IssueRequest } from "./request.ts";

const PURPOSES = { serverAuth: "1.3.6.1.5.5.7.3.1", clientAuth: "1.3.6.1.5.5.7.3.2" } as const;

/** The extensions that RFC 5280 §4.2.1 wants in such a certificate, critical where it says so. */
export async function extensionsFor(request: IssueRequest, issuer: ParsedCertificate | null): Promise<Extension[]> {
  const { ca, usages, names, publicKey } = request;
  const keyUsage = ca === false ? KeyUsageFlags.digitalSignature : KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign;
  const subjectKeyId = await SubjectKeyIdentifierExtension.create(publicKey);
  return [
    new BasicConstraintsExtension(ca !== false, ca === false ? undefined : (ca.pathLength ?? undefined), true),
    new KeyUsagesExtension(keyUsage, true),
    ...(usages.length === 0 ? [] : [new ExtendedKeyUsageExtension(usages.map((usage) => PURPOSES[usage]))]),
    ...(names.length === 0 ? [] : [new SubjectAlternativeNameExtension(names.map(generalName))]),
    subjectKeyId,
    await authorityKeyId(issuer, subjectKeyId.keyId),
  ];
}

/** The issuer's own key identifier, copied, as RFC 5280 §4.2.1.1 wants it; its own where it signs itself. */
async function authorityKeyId(issuer: ParsedCertificate | null, own: string): Promise<Extension> {
  if (issuer === null) return new AuthorityKeyIdentifierExtension(own);
  if (issuer.subjectKeyId !== null) return new AuthorityKeyIdentifierExtension(issuer.subjectKeyId);
  return AuthorityKeyIdentifierExtension.create(issuer.x509.publicKey);
}

function generalName(value: string): { type: "email" | "dns" | "ip"; value: string } {
  if (ipBytes(value) !== null) return { type: "ip", value };
  return { type: value.includes("@") ? "email" : "dns", value };
}
