import { t } from "../../language/t.ts";
import type { FaultId } from "../../pki/issue/faults.ts";
import type { Purpose } from "../../pki/verdict.ts";
import type { Item } from "./material/types.ts";

/** A fault that files can show, as it is called in the list. Whether the peer holds the key, files can't tell. */
export type ExampleId = Exclude<FaultId, "key-not-held" | "certificate-missing"> | "none";

export const EXAMPLES: Readonly<Record<ExampleId, string>> = {
  none: t`A good chain`,
  expired: t`Expired`,
  "not-yet-valid": t`Not yet valid`,
  "expired-intermediate": t`An authority in the chain has expired`,
  "wrong-name": t`Another server’s name`,
  "name-only-in-cn": t`The name stands in CN only`,
  "wildcard-too-wide": t`A wildcard for everybody`,
  "self-signed": t`Signed by itself`,
  "unknown-root": t`From an authority that nobody knows`,
  "missing-intermediate": t`The certificate in the middle is missing`,
  "wrong-order": t`In the wrong order`,
  "intermediate-not-a-ca": t`Signed by one that is no authority`,
  "path-too-long": t`One authority too many`,
  "wrong-key-usage": t`Wrong key usage`,
  "wrong-extended-key-usage": t`Made for the other side`,
  "name-outside-constraints": t`A name that its authority may not give`,
  "tampered-signature": t`Changed after it was signed`,
  "weak-hash": t`Signed over SHA-1`,
  "weak-key": t`A key that is too short`,
  "revoked-by-crl": t`Revoked, by a list`,
  "revoked-by-ocsp": t`Revoked, by a stapled answer`,
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
