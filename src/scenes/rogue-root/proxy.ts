import type { KeyPair } from "../../crypto/keys.ts";
import type { Acting } from "../../sim/acting.ts";
import type { Identity } from "../../sim/actors/halves.ts";
import type { Self } from "../../sim/actors/letters.ts";
import { type Authority, certify, identityOf, rootAuthority, signingKey } from "../../sim/identity.ts";
import type { Props } from "../../sim/props.ts";
import type { ActorState, HeldKey, PacketArtifact } from "../../sim/recording.ts";
import { nameAskedIn } from "../../sim/tls/nameAsked.ts";

export const PROXY_AUTHORITY = "Example Corp Proxy CA";

/** What a proxy has before anybody calls: an authority of its own, and one key for all whom it will play. */
export type Proxy = Readonly<{ root: Authority; key: KeyPair }>;

export async function makeProxy(props: Props): Promise<Proxy> {
  return { root: await rootAuthority(props, PROXY_AUTHORITY), key: await signingKey(props, "the proxy") };
}

/** Its desk: unlike any other authority’s, the signing key lies on the very machine that carries the packets. */
export function proxyDesk(props: Props, { root, key }: Proxy): Pick<ActorState, "keys" | "certificates"> {
  const keys = [root.key, key].map((pair): HeldKey => ({ key: props.key(pair), part: "private", how: "made" }));
  return { keys, certificates: [root.certificate] };
}

/** Issues a certificate for whatever name a caller asks for, when it is asked for. */
export function onTheFly(self: Self, { root, key }: Proxy): (hello: PacketArtifact) => Acting<Identity | null> {
  return async function* (hello): Acting<Identity | null> {
    const name = nameAskedIn(hello);
    if (name === null) return null;
    const dates = { notBefore: "2026-05-31T12:00:00Z", notAfter: "2026-06-08T12:00:00Z" };
    const wish = { subject: name, names: [name], usages: ["serverAuth"], ...dates } as const;
    const certificate = await certify(self.props, wish, key, root);
    yield { type: "issues", actor: self.id, to: self.id, certificate: certificate.certificate };
    return identityOf(key, certificate, root);
  };
}
