/**
 * A field tree: which bytes of a buffer are which field. Made by the decoders
 * themselves, so what is explained cannot differ from what was understood.
 * It holds names and spans, never prose: explanations are looked up by path.
 */
export type ByteTree = Readonly<{
  /** The field's own name, as its specification spells it (`server_name`). */
  name: string;
  /** Names from the top, joined by dots (`ClientHalf.server_name`). */
  path: string;
  /** Offset of the first byte, in the buffer that was decoded. */
  start: number;
  /** Offset after the last byte. */
  end: number;
  /** What the bytes mean, short, where that can be said. */
  value: string | null;
  /** In order, without overlap; a field with children is covered by them whole. */
  children: readonly ByteTree[];
}>;

/**
 * A tree whose fields are only found when somebody looks: `read` decodes the `size` bytes again, this time with notes.
 * A handshake that nobody watches then costs no trees.
 */
export function laterTree(name: string, size: number, read: () => ByteTree): ByteTree {
  let children: readonly ByteTree[] | null = null;
  return {
    name,
    path: name,
    start: 0,
    end: size,
    value: null,
    get children() {
      children ??= read().children;
      return children;
    },
  };
}

/** The innermost field that covers the byte at `offset`, with the fields around it, outermost first. */
export function fieldsAt(tree: ByteTree, offset: number): readonly ByteTree[] {
  if (offset < tree.start || offset >= tree.end) return [];
  const child = tree.children.find((c) => offset >= c.start && offset < c.end);
  return child === undefined ? [tree] : [tree, ...fieldsAt(child, offset)];
}

/** Every innermost field in order of the bytes. */
export function leaves(tree: ByteTree): readonly ByteTree[] {
  return tree.children.length === 0 ? [tree] : tree.children.flatMap(leaves);
}

/** The same tree as part of a larger buffer: moved by `offset` bytes, its path set under `parent`. */
export function graft(tree: ByteTree, offset: number, parent: string): ByteTree {
  const path = `${parent}.${tree.name}`;
  return {
    ...tree,
    path,
    start: tree.start + offset,
    end: tree.end + offset,
    children: tree.children.map((child) => graft(child, offset, path)),
  };
}
