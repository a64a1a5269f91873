import { t } from "../../language/t.ts";
import type { Identity } from "../../sim/actors/halves.ts";
import { certify, identityOf, rootAuthority, signingKey, type Wish } from "../../sim/identity.ts";
import type { Props } from "../../sim/props.ts";
import type { MutualPapers } from "../kits/mutual.ts";
import type { SwitchOption } from "../types.ts";

/** What honest Alice may have at hand when her certificate is wanted. */
export const ALICES_PAPERS: readonly SwitchOption[] = [
  { value: "expired", label: t`expired`, hint: t`It ran out on 1 January 2025, and nobody renewed it.` },
  { value: "none", label: t`none`, hint: t`Her program was never told which certificate to show.` },
  {
    value: "other-authority",
    label: t`from elsewhere`,
    hint: t`Genuine, from an authority that the clinic does not know.`,
  },
  { value: "good", label: t`in order`, hint: t`The one that the clinic gave her.` },
];

const AS_ALICE: Wish = { subject: "alice.example", names: ["alice.example"], usages: ["clientAuth"] };

/** Alice’s papers by the name of the choice; `none` is no identity. */
export async function alicesPapers(
  props: Props,
  { clinic, alice }: MutualPapers,
): Promise<ReadonlyMap<string, Identity>> {
  const key = await signingKey(props, "alice, last year");
  const old = { ...AS_ALICE, notBefore: "2024-01-01T00:00:00Z", notAfter: "2025-01-01T00:00:00Z" };
  const elsewhere = await rootAuthority(props, "Some Other Authority");
  return new Map([
    ["expired", identityOf(key, await certify(props, old, key, clinic))],
    ["other-authority", identityOf(key, await certify(props, AS_ALICE, key, elsewhere))],
    ["good", alice],
  ]);
}
