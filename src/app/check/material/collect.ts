import { plural, t } from "../../../language/t.ts";
import { MAX_FILE_BYTES, MAX_FILES, MAX_ITEMS, MAX_TOTAL_BYTES } from "./limits.ts";
import { readBytes, readText } from "./read.ts";
import type { Item, Reading, Remark } from "./types.ts";

/** A file, or a paste too long for the text field: what was found in it. The thing itself is not kept. */
export type Source = Readonly<{
  id: number;
  name: string;
  size: number;
  items: readonly Item[];
  remarks: readonly Remark[];
}>;

/** Pastes longer than this go beside the text field, not into it. */
export const LONGEST_IN_FIELD = 48 * 1024;

/** Reads a file that was dropped or chosen. Never throws. */
export async function sourceOf(file: File, id: number): Promise<Source> {
  const about = { id, name: file.name, size: file.size };
  if (file.size > MAX_FILE_BYTES)
    return {
      ...about,
      size: 0,
      items: [],
      remarks: [refused(t`It is larger than 1 MiB. Nothing that large is read here.`)],
    };
  const bytes = await file.arrayBuffer().catch(() => null);
  if (bytes === null) return { ...about, items: [], remarks: [refused(t`It could not be read. Is it a folder?`)] };
  return { ...about, ...found(readBytes(new Uint8Array(bytes))) };
}

/** The same for a long paste. */
export function sourceOfText(text: string, id: number): Source {
  return { id, name: t`Pasted text`, size: text.length, ...found(readText(text)) };
}

function found({ items, remarks }: Reading): Pick<Source, "items" | "remarks"> {
  return { items, remarks };
}

/** The sources that there is room for, and what to say of the others. */
export function withinLimits(
  before: readonly Source[],
  more: readonly Source[],
): Readonly<{ sources: readonly Source[]; remarks: readonly Remark[] }> {
  const sources = [...before];
  let left = 0;
  for (const source of more) {
    const size = sources.reduce((sum, one) => sum + one.size, source.size);
    if (sources.length >= MAX_FILES || size > MAX_TOTAL_BYTES) left += 1;
    else sources.push(source);
  }
  if (left === 0) return { sources, remarks: [] };
  return {
    sources,
    remarks: [
      refused(
        `${plural(left, { one: "One file was left out.", other: "# files were left out." })} ${t`This page takes in 4 MiB and ${MAX_FILES} files, and no more.`}`,
      ),
    ],
  };
}

/** Everything that was found, in the order in which it came, and a sentence where it is too much. */
export function itemsOf(
  text: readonly Item[],
  sources: readonly Source[],
): Readonly<{ items: readonly Item[]; remarks: readonly Remark[] }> {
  const all = [...text, ...sources.flatMap((source) => source.items)];
  if (all.length <= MAX_ITEMS) return { items: all, remarks: [] };
  const sentence = t`${all.length} certificates and lists were given. The first ${MAX_ITEMS} are looked at.`;
  return { items: all.slice(0, MAX_ITEMS), remarks: [refused(sentence)] };
}

function refused(sentence: string): Remark {
  return { kind: "refused", sentence };
}
