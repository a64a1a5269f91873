/** A stretch of text that encodes something: where it stands, and what it says that it is. */
export type Block = Readonly<{
  start: number;
  end: number;
  /** Between BEGIN and END (RFC 7468 §2). */
  label: string;
  /** null: the block has no end. */
  body: string | null;
}>;

const MARK = /-----(BEGIN|END) ([A-Za-z0-9 #.]{1,60})-----/g;

/**
 * Every PEM block in a text of any kind (a transcript, a configuration file, JSON with its line ends written out), in
 * order. A block that is begun and not ended reaches to the next one. In one pass, however many marks there are. Total.
 */
export function findBlocks(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let open: Readonly<{ start: number; from: number; label: string }> | null = null;
  for (const mark of text.matchAll(MARK)) {
    const [whole, which, label = ""] = mark;
    if (which === "BEGIN") {
      if (open !== null) blocks.push({ start: open.start, end: mark.index, label: open.label, body: null });
      open = { start: mark.index, from: mark.index + whole.length, label };
    } else if (open !== null && open.label === label) {
      const body = text.slice(open.from, mark.index);
      blocks.push({ start: open.start, end: mark.index + whole.length, label, body });
      open = null;
    }
  }
  if (open !== null) blocks.push({ start: open.start, end: text.length, label: open.label, body: null });
  return blocks;
}

/** Does a block of this label hold a secret key? */
export function isSecretLabel(label: string): boolean {
  return /PRIVATE KEY/i.test(label);
}
