import type { AuthorityKeyKind } from "../../crypto/authorityKeys.ts";
import type { KeyPair, PairAlgorithm } from "../../crypto/keys.ts";
import { type FaultId, issueFault, type Kit, type KitChance } from "../../pki/issue/faults.ts";
import type { Purpose } from "../../pki/verdict.ts";
import type { Identity } from "../../sim/actors/halves.ts";
import { type Authority, issuingAuthority, nameCertificate, rootAuthority } from "../../sim/identity.ts";
import type { Props } from "../../sim/props.ts";
import { SHOWN_IDS, type Shown } from "./setup.ts";

type Bytes = Identity["chain"][number];

/** What a judge has been given beside the certificates (RFC 5280 §5, RFC 6960). */
export type Evidence = Readonly<{ crls: readonly Bytes[]; ocsp: readonly Bytes[] }>;

/** What an end shows, and what there is to know about it elsewhere. */
export type Issued = Readonly<{ identity: Identity; evidence: Evidence }>;

/** An authority and the office below it that does its daily signing. */
export type House = Readonly<{ root: Authority; office: Authority }>;

/** Who issues in the lab: to servers, to clients, to Mallory; and one that has nothing to do with anybody. */
export type Houses = Readonly<{ servers: House; clients: House; mallory: House; other: Authority }>;

/** Makes an authority with its office. */
export async function house(props: Props, root: string, office: string): Promise<House> {
  const top = await rootAuthority(props, root);
  return { root: top, office: await issuingAuthority(props, office, top) };
}

const NAMES = { server: "bob.example", client: "alice.example" } as const;
const KINDS: Readonly<Partial<Record<AuthorityKeyKind, PairAlgorithm>>> = {
  "P-256": "ECDSA P-256",
  "RSA-1024": "RSA 1024",
  "RSA-2048-SHA1": "RSA 2048, SHA-1",
};

/**
 * Issues, for real, what an end shows who has this fault, by an authority's office; every certificate and key gets its
 * name in the run, and all chance comes from the run's source.
 */
export async function issue(
  props: Props,
  fault: FaultId | "good",
  purpose: Purpose,
  { root, office }: House,
): Promise<Issued> {
  const pairs: KeyPair[] = [];
  const kit: Kit = {
    random: chanceOf(props, pairs),
    at: props.now,
    names: NAMES,
    root: { der: root.der, keys: root.key },
    issuing: { der: office.der, keys: office.key },
  };
  const made = await issueFault(fault === "good" ? "none" : fault, purpose, kit);
  const key = pairs.find((pair) => pair.privateKey === made.privateKey);
  if (key === undefined) throw new TypeError(`${fault} signs with a key that was not made for it`);
  const certificates: string[] = [];
  // One after the other: the order in which things are named is part of the recording.
  for (const der of made.presented) certificates.push(await nameCertificate(props, der));
  return { identity: { key, chain: made.presented, certificates }, evidence: { crls: made.crls, ocsp: made.ocsp } };
}

/** The kit's chance out of a run's: a run that is repeated gives the same again. `pairs`: what it has made. */
function chanceOf(props: Props, pairs: KeyPair[]): KitChance {
  return {
    random: (label, size) => props.source.random(label, size),
    bytes: (label, make) => props.source.bytes(label, make),
    keyPair: async (label, kind) => {
      const algorithm = KINDS[kind];
      if (algorithm === undefined) throw new TypeError(`no fault of the kit has keys of kind ${kind}`);
      const pair = await props.source.keyPair(label, algorithm);
      props.key(pair);
      pairs.push(pair);
      return pair;
    },
  };
}

/** A certificate by its name; what is Bob’s own, or no name at all, counts as one in order. */
export function shownNamed(name: string): Shown {
  return SHOWN_IDS.find((one) => one === name) ?? "good";
}
