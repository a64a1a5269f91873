import type { ByteTree } from "../bytes/tree.ts";

/**
 * Where a field tree fails to cover the bytes from `start` to `end` exactly once, as sentences; empty: nowhere. A field
 * with children is covered by them whole, and every path is its parent's with its own name.
 */
export function flawsIn(tree: ByteTree, start: number, end: number): readonly string[] {
  const flaws: string[] = [];
  if (tree.start !== start || tree.end !== end) {
    flaws.push(`${tree.path} covers ${tree.start} to ${tree.end}, not ${start} to ${end}`);
  }
  if (tree.children.length === 0) return flaws;
  let at = tree.start;
  for (const child of tree.children) {
    if (child.path !== `${tree.path}.${child.name}`) flaws.push(`${child.path} stands in ${tree.path}`);
    flaws.push(...flawsIn(child, at, child.end));
    at = child.end;
  }
  if (at !== tree.end) flaws.push(`${tree.path} has ${tree.end - at} bytes behind its last field`);
  return flaws;
}
