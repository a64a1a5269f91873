import type { KeyPair } from "../../crypto/keys.ts";
import type { Acting } from "../../sim/acting.ts";
import type { Identity } from "../../sim/actors/halves.ts";
import type { Self } from "../../sim/actors/letters.ts";
import {
  type Authority,
  certify,
  identityOf,
  issuingAuthority,
  rootAuthority,
  signingKey,
} from "../../sim/identity.ts";
import type { Props } from "../../sim/props.ts";
import type { ActorState, HeldKey } from "../../sim/recording.ts";

/** An authority with the office below it that does its daily signing. */
export type Papers = Readonly<{ root: Authority; office: Authority }>;

/** The authority that Alice has trusted all along, and its issuing office. */
export async function serverAuthority(props: Props): Promise<Papers> {
  const root = await rootAuthority(props, "Example Root Authority");
  return { root, office: await issuingAuthority(props, "Example Issuing Office", root) };
}

/** The clinic's own authority, which says who its patients' devices are. */
export async function clinicAuthority(props: Props): Promise<Authority> {
  return rootAuthority(props, "Clinic Patients’ Authority");
}

/** Bob with the certificate that the office gave him. */
export async function bobsIdentity(props: Props, papers: Papers, key?: KeyPair): Promise<Identity> {
  const own = key ?? (await signingKey(props, "bob"));
  const wish = { subject: "bob.example", names: ["bob.example"], usages: ["serverAuth"] } as const;
  return identityOf(own, await certify(props, wish, own, papers.office), papers.office);
}

/** Alice with a certificate for clients. */
export async function alicesIdentity(props: Props, clinic: Authority): Promise<Identity> {
  const key = await signingKey(props, "alice");
  const wish = { subject: "alice.example", names: ["alice.example"], usages: ["clientAuth"] } as const;
  return identityOf(key, await certify(props, wish, key, clinic));
}

/** What somebody with an identity has on the desk from the start. */
export function deskOf(props: Props, identity: Identity): Pick<ActorState, "keys" | "certificates"> {
  const key: HeldKey = { key: props.key(identity.key), part: "private", how: "made" };
  return { keys: [key], certificates: identity.certificates };
}

/** An authority's desk: its own keys and certificates; offline, as it is whenever people talk. */
export function authorityDesk(props: Props, online: boolean, ...own: readonly Authority[]): Partial<ActorState> {
  const keys = own.map((a): HeldKey => ({ key: props.key(a.key), part: "private", how: "made" }));
  return { online, keys, certificates: own.map((a) => a.certificate) };
}

/** Everybody's desk where Alice trusts the authority, Bob has what it gave him, and it is offline. */
export function atHome(props: Props, { root, office }: Papers, bob: Identity) {
  return {
    alice: { trust: [root.certificate] },
    bob: deskOf(props, bob),
    authority: authorityDesk(props, false, root, office),
  };
}

/** Takes out what is to be shown: a step, because it is worth looking at. `copied`: whether it is somebody else's. */
export function showing(
  self: Self,
  identity: () => Identity | null,
  copied: () => boolean,
): () => Acting<Identity | null> {
  return async function* (): Acting<Identity | null> {
    const shown = identity();
    if (shown === null) return null;
    const what = copied() ? "copy" : "certificate";
    yield {
      type: "makes",
      actor: self.id,
      what,
      keys: [self.props.key(shown.key)],
      certificate: shown.certificates[0] ?? null,
    };
    return shown;
  };
}
