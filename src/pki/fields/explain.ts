import { DecodeError } from "../../bytes/reader.ts";
import type { ByteTree } from "../../bytes/tree.ts";
import { childrenOf, contentOf, type DerElement, isConstructed, readElement } from "../../crypto/der.ts";
import { defaultName, showPrimitive, tagText } from "./universal.ts";

/**
 * How an element's bytes become named fields. An Explain knows one ASN.1 type; the few builders below make larger ones
 * out of smaller ones. Whatever is not as its type says falls back to plain ASN.1 names: nothing is left out.
 */
export type Explain = (walk: Walk, element: DerElement, place: Place) => ByteTree;

export type Place = Readonly<{ name: string; path: string; depth: number }>;

/** The buffer, and how many elements may still be looked at. */
export type Walk = { readonly bytes: Uint8Array; left: number };

export type Field = Readonly<{ name: string; tag: number | null; explain: Explain }>;
type Sum = (fields: readonly ByteTree[]) => string | null;

const MAX_DEPTH = 24;
const MAX_ELEMENTS = 8192;

/** The tree of the one element that starts at `element`. Throws DecodeError where it nests or counts without measure. */
export function explainWhole(bytes: Uint8Array, element: DerElement, name: string, explain: Explain): ByteTree {
  return explain({ bytes, left: MAX_ELEMENTS }, element, { name, path: name, depth: 0 });
}

/** A field of a SEQUENCE; `tag` only where it is needed to see whether an optional field is there. */
export function field(name: string, explain: Explain = any, tag: number | null = null): Field {
  return { name, tag, explain };
}

/** SEQUENCE or SET with named fields, the optional ones told by their tags. */
export function sequence(fields: readonly Field[], sum: Sum = nothing): Explain {
  return (walk, element, place) => {
    let next = 0;
    return group(walk, element, place, sum, (child) => {
      const at = fields.findIndex((f, i) => i >= next && (f.tag === null || f.tag === child.tag));
      const known = fields[at];
      if (known === undefined) return field(defaultName(child.tag));
      next = at + 1;
      return known;
    });
  };
}

/** SEQUENCE OF or SET OF; `item` says the name and type of each element by its bytes. */
export function listOf(item: (bytes: Uint8Array, element: DerElement) => Field, sum: Sum = nothing): Explain {
  return (walk, element, place) => group(walk, element, place, sum, (child) => item(walk.bytes, child));
}

/** A primitive of a known meaning. */
export function primitive(show: (content: Uint8Array) => string | null): Explain {
  return (walk, element, place) => {
    if (isConstructed(element)) return any(walk, element, place);
    const value = show(contentOf(walk.bytes, element));
    return node(walk, element, place, value, rest(place, "value", element.contentStart, element.end, value));
  };
}

/** Any element by plain ASN.1 names. */
export function any(walk: Walk, element: DerElement, place: Place): ByteTree {
  if (isConstructed(element)) return group(walk, element, place, nothing, (child) => field(defaultName(child.tag)));
  return primitive((content) => showPrimitive(element.tag, content))(walk, element, place);
}

/** An OCTET STRING whose content is DER again. */
export function octetsHolding(inner: Field): Explain {
  return (walk, element, place) => {
    const content = nested(walk, element.contentStart, element.end, place, inner);
    if (content === null) return any(walk, element, place);
    return node(walk, element, place, content.value, [content]);
  };
}

/** A BIT STRING of whole bytes: `parts` names what is in them. */
export function bitsHolding(parts: (walk: Walk, start: number, end: number, place: Place) => ByteTree[]): Explain {
  return (walk, element, place) => {
    const start = element.contentStart + 1;
    if (isConstructed(element) || start > element.end) return any(walk, element, place);
    const unused = String(walk.bytes[element.contentStart]);
    const inside = parts(walk, start, element.end, place);
    const value = inside.length === 1 ? (inside[0]?.value ?? null) : null;
    return node(walk, element, place, value, [...rest(place, "unusedBits", start - 1, start, unused), ...inside]);
  };
}

/** The element that fills a span, as a field; null where the span holds something else. */
export function nested(walk: Walk, start: number, end: number, place: Place, inner: Field): ByteTree | null {
  try {
    const element = readElement(walk.bytes, start, end, place.path);
    if (element.end !== end) return null;
    return inner.explain(walk, element, below(place, inner.name));
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return null;
  }
}

/** A leaf over a span; none where the span is empty. */
export function rest(place: Place, name: string, start: number, end: number, value: string | null): ByteTree[] {
  if (start === end) return [];
  return [{ name, path: `${place.path}.${name}`, start, end, value, children: [] }];
}

function group(walk: Walk, element: DerElement, place: Place, sum: Sum, pick: (child: DerElement) => Field): ByteTree {
  if (!isConstructed(element)) return any(walk, element, place);
  if (place.depth >= MAX_DEPTH) throw new DecodeError(place.path, element.start, `at most ${MAX_DEPTH} levels`);
  const fields = childrenOf(walk.bytes, element, place.path).map((child) => {
    const { name, explain } = pick(child);
    return explain(walk, child, below(place, name));
  });
  return node(walk, element, place, sum(fields), fields);
}

function node(walk: Walk, element: DerElement, place: Place, value: string | null, inside: ByteTree[]): ByteTree {
  walk.left -= 1;
  if (walk.left < 0) throw new DecodeError(place.path, element.start, `at most ${MAX_ELEMENTS} elements`);
  const { start, contentStart, end } = element;
  const head = [
    ...rest(place, "tag", start, start + 1, tagText(element.tag)),
    ...rest(place, "length", start + 1, contentStart, String(end - contentStart)),
  ];
  return { name: place.name, path: place.path, start, end, value, children: [...head, ...inside] };
}

function below(place: Place, name: string): Place {
  return { name, path: `${place.path}.${name}`, depth: place.depth + 1 };
}

function nothing(): null {
  return null;
}
