import { childrenOf, contentOf, type DerElement, readWhole } from "../crypto/der.ts";
import { type GeneralName, readGeneralName } from "./generalNames.ts";

/** NameConstraints (RFC 5280 §4.2.1.10); null where a list is left out. */
export type NameConstraints = Readonly<{
  permitted: readonly GeneralName[] | null;
  excluded: readonly GeneralName[] | null;
}>;

const PATH = "NameConstraints";
const SEQUENCE = 0x30;
const PERMITTED = 0xa0;
const EXCLUDED = 0xa1;
const MINIMUM = 0x80;

/** Reads the extension's value. Throws DecodeError or RangeError on what is malformed. */
export function readNameConstraints(value: Uint8Array): NameConstraints {
  const whole = readWhole(value, PATH);
  const parts = whole.tag === SEQUENCE ? [...childrenOf(value, whole, PATH)] : [];
  const permitted = parts[0]?.tag === PERMITTED ? parts.shift() : undefined;
  const excluded = parts[0]?.tag === EXCLUDED ? parts.shift() : undefined;
  if (whole.tag !== SEQUENCE || parts.length > 0) throw new RangeError("NameConstraints is malformed");
  return { permitted: readSubtrees(value, permitted), excluded: readSubtrees(value, excluded) };
}

function readSubtrees(value: Uint8Array, element: DerElement | undefined): readonly GeneralName[] | null {
  if (element === undefined) return null;
  return childrenOf(value, element, PATH).map((subtree) => {
    const [base, ...range] = subtree.tag === SEQUENCE ? childrenOf(value, subtree, PATH) : [];
    // RFC 5280 allows no other range than from 0: "minimum MUST be zero, and maximum MUST be absent".
    const isWhole = range.every((part) => part.tag === MINIMUM && contentOf(value, part).every((byte) => byte === 0));
    if (base === undefined || range.length > 1 || !isWhole) throw new RangeError("a GeneralSubtree is malformed");
    return readGeneralName(value, base);
  });
}
