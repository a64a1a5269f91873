/** Object identifiers that certificates use, by the names of the RFCs that define them (5280, 5480, 5758, 8017, 8410), and NIST for ML-KEM. */
const NAMES: Readonly<Record<string, string>> = {
  "1.2.840.113549.1.1.1": "rsaEncryption",
  "1.2.840.113549.1.1.2": "md2WithRSAEncryption",
  "1.2.840.113549.1.1.4": "md5WithRSAEncryption",
  "1.2.840.113549.1.1.5": "sha1WithRSAEncryption",
  "1.2.840.113549.1.1.8": "id-mgf1",
  "1.2.840.113549.1.1.10": "id-RSASSA-PSS",
  "1.2.840.113549.1.1.11": "sha256WithRSAEncryption",
  "1.2.840.113549.1.1.12": "sha384WithRSAEncryption",
  "1.2.840.113549.1.1.13": "sha512WithRSAEncryption",
  "1.2.840.113549.1.9.1": "emailAddress",
  "1.2.840.113549.1.9.14": "extensionRequest",
  "1.2.840.10040.4.1": "id-dsa",
  "1.2.840.10040.4.3": "id-dsa-with-sha1",
  "2.16.840.1.101.3.4.3.2": "id-dsa-with-sha256",
  "2.16.840.1.101.3.4.4.2": "id-alg-ml-kem-768",
  "1.2.840.10045.2.1": "id-ecPublicKey",
  "1.2.840.10045.3.1.7": "secp256r1",
  "1.3.132.0.34": "secp384r1",
  "1.3.132.0.35": "secp521r1",
  "1.2.840.10045.4.1": "ecdsa-with-SHA1",
  "1.2.840.10045.4.3.2": "ecdsa-with-SHA256",
  "1.2.840.10045.4.3.3": "ecdsa-with-SHA384",
  "1.2.840.10045.4.3.4": "ecdsa-with-SHA512",
  "1.3.101.110": "id-X25519",
  "1.3.101.112": "id-Ed25519",
  "2.5.4.3": "commonName",
  "2.5.4.4": "surname",
  "2.5.4.5": "serialNumber",
  "2.5.4.6": "countryName",
  "2.5.4.7": "localityName",
  "2.5.4.8": "stateOrProvinceName",
  "2.5.4.9": "streetAddress",
  "2.5.4.10": "organizationName",
  "2.5.4.11": "organizationalUnitName",
  "2.5.4.42": "givenName",
  "0.9.2342.19200300.100.1.1": "userId",
  "0.9.2342.19200300.100.1.25": "domainComponent",
  "2.5.29.14": "subjectKeyIdentifier",
  "2.5.29.15": "keyUsage",
  "2.5.29.17": "subjectAltName",
  "2.5.29.18": "issuerAltName",
  "2.5.29.19": "basicConstraints",
  "2.5.29.20": "cRLNumber",
  "2.5.29.27": "deltaCRLIndicator",
  "2.5.29.28": "issuingDistributionPoint",
  "2.5.29.30": "nameConstraints",
  "2.5.29.31": "cRLDistributionPoints",
  "2.5.29.32": "certificatePolicies",
  "2.5.29.33": "policyMappings",
  "2.5.29.35": "authorityKeyIdentifier",
  "2.5.29.36": "policyConstraints",
  "2.5.29.46": "freshestCRL",
  "2.5.29.37": "extKeyUsage",
  "2.5.29.54": "inhibitAnyPolicy",
  "2.5.29.32.0": "anyPolicy",
  "2.5.29.37.0": "anyExtendedKeyUsage",
  "1.3.6.1.5.5.7.1.1": "authorityInfoAccess",
  "1.3.6.1.5.5.7.3.1": "serverAuth",
  "1.3.6.1.5.5.7.3.2": "clientAuth",
  "1.3.6.1.5.5.7.3.3": "codeSigning",
  "1.3.6.1.5.5.7.3.4": "emailProtection",
  "1.3.6.1.5.5.7.3.8": "timeStamping",
  "1.3.6.1.5.5.7.3.9": "OCSPSigning",
  "1.3.6.1.5.5.7.48.1": "id-ad-ocsp",
  "1.3.6.1.5.5.7.48.2": "id-ad-caIssuers",
};

/** The name of an object identifier, or its dotted numbers where we know none. */
export function oidName(dotted: string): string {
  return NAMES[dotted] ?? dotted;
}

/** Certificates name the same few dozen again and again. Strangers can make up others, so not all are kept. */
const known = new Map<string, string | null>();
const MOST_KNOWN = 1000;
const LONGEST_KNOWN = 16;

/** The content of an OBJECT IDENTIFIER to dotted numbers (X.690 §8.19); null where it is none. */
export function readOid(content: Uint8Array): string | null {
  if (content.length > LONGEST_KNOWN) return read(content);
  let key = "";
  for (const byte of content) key += String.fromCharCode(byte);
  const before = known.get(key);
  if (before !== undefined) return before;
  const dotted = read(content);
  if (known.size < MOST_KNOWN) known.set(key, dotted);
  return dotted;
}

function read(content: Uint8Array): string | null {
  const arcs: number[] = [];
  let arc = 0;
  let open = false;
  for (const byte of content) {
    if (!open && byte === 0x80) return null;
    arc = arc * 128 + (byte & 0x7f);
    if (arc > Number.MAX_SAFE_INTEGER / 128) return null;
    open = byte >= 0x80;
    if (!open) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const [first, ...rest] = arcs;
  if (open || first === undefined) return null;
  const top = Math.min(Math.floor(first / 40), 2);
  return [top, first - top * 40, ...rest].join(".");
}
