import type { FaultId } from "../../pki/issue/faults.ts";
import type { Purpose } from "../../pki/verdict.ts";
import type { Item } from "./material/types.ts";

/** A fault that files can show, as it is called in the list. Whether the peer holds the key, files can't tell. */
export type ExampleId = Exclude<FaultId, "key-not-held" | "certificate-missing"> | "none";

export const EXAMPLES: Readonly<Record<ExampleId, string>> = {
  none: "A good chain",
  expired: "Expired",
  "not-yet-valid": "Not yet valid",
  "expired-intermediate": "An authority in the chain has expired",
  "wrong-name": "Another server’s name",
  "name-only-in-cn": "The name stands in CN only",
  "wildcard-too-wide": "A wildcard for everybody",
  "self-signed": "Signed by itself",
  "unknown-root": "From an authority that nobody knows",
  "missing-intermediate": "The certificate in the middle is missing",
  "wrong-order": "In the wrong order",
  "intermediate-not-a-ca": "Signed by one that is no authority",
  "path-too-long": "One authority too many",
  "wrong-key-usage": "Wrong key usage",
  "wrong-extended-key-usage": "Made for the other side",
  "name-outside-constraints": "A name that its authority may not give",
  "tampered-signature": "Changed after it was signed",
  "weak-hash": "Signed over SHA-1",
  "weak-key": "A key that is too short",
  "revoked-by-crl": "Revoked, by a list",
  "revoked-by-ocsp": "Revoked, by a stapled answer",
};

export type Example = Readonly<{
  name: string;
  files: readonly Readonly<{ name: string; items: readonly Item[] }>[];
  /** DER of what is trusted. */
  anchors: readonly Uint8Array<ArrayBuffer>[];
}>;

/** Issues it, here and for this time, with new keys. */
export async function makeExample(id: ExampleId, purpose: Purpose, at: Date): Promise<Example> {
  const { issueFault, liveKitChance, makeKit } = await import("../../pki/issue/faults.ts");
  const kit = await makeKit({ random: liveKitChance, at, name: "bob.example" });
  const { presented, anchors, crls, ocsp, name } = await issueFault(id, purpose, kit);
  const all = (kind: Item["kind"], ders: readonly Uint8Array<ArrayBuffer>[]): readonly Item[] =>
    ders.map((der) => ({ kind, der }));
  const files = [
    { name: `${purpose}-chain.pem`, items: all("certificate", presented) },
    { name: "root.pem", items: all("certificate", anchors) },
    { name: "revoked.crl", items: all("crl", crls) },
    { name: "stapled.ocsp", items: all("ocsp", ocsp) },
  ];
  return { name, files: files.filter(({ items }) => items.length > 0), anchors };
}

export function isExample(value: string): value is ExampleId {
  return value in EXAMPLES;
}
