import type { Address } from "../../player/address.ts";
import { acts } from "../../scenes/cards.ts";
import type { Act } from "../../scenes/types.ts";

/** The act that the address of a page for it names (`#/lesson/3`). The grammar lets no other number through. */
export function actOf({ scene }: Address): Act {
  const found = acts.find(({ number }) => String(number) === scene);
  if (found === undefined) throw new RangeError(`no act ${scene}`);
  return found;
}
