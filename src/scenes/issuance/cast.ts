import type { KeyPair } from "../../crypto/keys.ts";
import { thumbprintOf } from "../../crypto/thumbprint.ts";
import { t } from "../../language/t.ts";
import type { Acting } from "../../sim/acting.ts";
import type { Identity } from "../../sim/actors/halves.ts";
import { identityOf, signingKey } from "../../sim/identity.ts";
import type { Shelf } from "../../sim/issuance/answering.ts";
import type { Applicant } from "../../sim/issuance/applying.ts";
import type { IssuedCertificate } from "../../sim/issuance/office.ts";
import type { Props } from "../../sim/props.ts";
import type { HeldKey } from "../../sim/recording.ts";
import { person } from "../kits/line.ts";
import type { Papers } from "../kits/papers.ts";

export const HOST = "bob.example";

/** Somebody’s key for the account with the authority, and its thumbprint. */
export type Account = Readonly<{ key: KeyPair; thumbprint: string }>;

export async function accountOf(props: Props, whose: string): Promise<Account> {
  const key = await signingKey(props, `${whose}, for the account`);
  return { key, thumbprint: await thumbprintOf(key) };
}

/** Own keys on somebody’s desk. */
export function held(props: Props, ...keys: readonly KeyPair[]): readonly HeldKey[] {
  return keys.map((key): HeldKey => ({ key: props.key(key), part: "private", how: "made" }));
}

/** Bob: he runs the address, so he can put up there what the authority wants to see. */
export function bobApplies(props: Props, { thumbprint }: Account, key: KeyPair, shelf: Shelf): Applicant {
  const self = person(props, "bob");
  return {
    self,
    host: HOST,
    publicKey: key,
    signer: key,
    thumbprint,
    async *publish(target, body): Acting {
      shelf.set(target, body);
      yield { type: "acts", actor: self.id, text: t`put up the token at ${HOST}` };
    },
  };
}

/** Mallory: she asks for Bob’s name, and knows what should be found. To put it up at his address is not in her power. */
export function malloryApplies(
  props: Props,
  { thumbprint }: Account,
  keys: Readonly<{ own: KeyPair; bobs: KeyPair }>,
  shelf: Shelf,
): Applicant {
  const asksWithBobs = props.switches().request === "bobs";
  return {
    self: person(props, "mallory"),
    host: HOST,
    // Bob's public key is public; of his pair nothing else is used here.
    publicKey: asksWithBobs ? keys.bobs : keys.own,
    signer: keys.own,
    thumbprint,
    // biome-ignore lint/correctness/useYield: knowing an answer is no step.
    async *publish(target, body): Acting {
      shelf.set(target, body);
    },
  };
}

/** What somebody can show who was given a certificate; whether the key fits it is another matter. */
export function withCertificate(issued: IssuedCertificate, key: KeyPair, { office }: Papers): Identity {
  return identityOf(key, { ...issued, key }, office);
}
