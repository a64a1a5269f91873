import { ipBytes } from "../altNames.ts";
import type { ParsedCertificate } from "../parse.ts";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
} from "../provider.ts";
import { authorityInfoAccess, crlDistributionPoints, nameConstraints } from "./extensionValues.ts";
import type { IssuedUsage, IssueRequest, KeyUsageName } from "./request.ts";

const PURPOSES: Readonly<Record<IssuedUsage, string>> = {
  serverAuth: "1.3.6.1.5.5.7.3.1",
  clientAuth: "1.3.6.1.5.5.7.3.2",
  OCSPSigning: "1.3.6.1.5.5.7.3.9",
};

/** The extensions that RFC 5280 §4.2.1 wants in such a certificate, critical where it says so, and those asked for. */
export async function extensionsFor(request: IssueRequest, issuer: ParsedCertificate | null): Promise<Extension[]> {
  const { ca, usages, names, publicKey, constraints, crlAddress, ocspAddress } = request;
  const subjectKeyId = await SubjectKeyIdentifierExtension.create(publicKey);
  const extra = [
    ...(constraints === undefined ? [] : [nameConstraints(constraints)]),
    ...(crlAddress === undefined ? [] : [crlDistributionPoints(crlAddress)]),
    ...(ocspAddress === undefined ? [] : [authorityInfoAccess(ocspAddress)]),
    ...(request.extensions ?? []),
  ];
  return [
    new BasicConstraintsExtension(ca !== false, ca === false ? undefined : (ca.pathLength ?? undefined), true),
    ...keyUsage(request),
    ...(usages.length === 0 ? [] : [new ExtendedKeyUsageExtension(usages.map((usage) => PURPOSES[usage]))]),
    ...(names.length === 0 ? [] : [new SubjectAlternativeNameExtension(names.map(generalName))]),
    subjectKeyId,
    await authorityKeyId(issuer, subjectKeyId.keyId),
    ...extra.map((der) => new Extension(new Uint8Array(der))),
  ];
}

function keyUsage({ ca, keyUsage: asked }: IssueRequest): Extension[] {
  const usual: readonly KeyUsageName[] = ca === false ? ["digitalSignature"] : ["keyCertSign", "cRLSign"];
  const flags = (asked ?? usual).reduce((all, name) => all | KeyUsageFlags[name], 0);
  return flags === 0 ? [] : [new KeyUsagesExtension(flags, true)];
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
