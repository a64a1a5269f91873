import type { ByteTree } from "../../bytes/tree.ts";
import type { TreeItem } from "../../ui/treeRows.ts";

/** A field's id in the tree on screen: paths repeat (two certificates in a list), a path with its place does not. */
export function fieldId(field: ByteTree): string {
  return `${field.path}@${field.start}`;
}

/** The tree as rows to draw, and every field by its id. */
export function fieldRows(
  tree: ByteTree,
): Readonly<{ items: readonly TreeItem[]; byId: ReadonlyMap<string, ByteTree> }> {
  const byId = new Map<string, ByteTree>();
  const item = (field: ByteTree): TreeItem => {
    const id = fieldId(field);
    byId.set(id, field);
    return { id, children: field.children.map(item) };
  };
  return { items: [item(tree)], byId };
}

/** Where a field lies, from its first byte to its last, as people count in dumps: `4–35`, `0`, `none`. */
export function spanText({ start, end }: ByteTree): string {
  if (end === start) return "none";
  return end - start === 1 ? String(start) : `${start}–${end - 1}`;
}
