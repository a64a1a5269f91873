import { useMemo, useRef, useState } from "react";
import { itemsOf, LONGEST_IN_FIELD, type Source, sourceOf, sourceOfText, withinLimits } from "./material/collect.ts";
import { MAX_FILES } from "./material/limits.ts";
import { readText } from "./material/read.ts";
import type { Item, Remark } from "./material/types.ts";

/** What was given, and what was chosen of it. No private key is ever in it. */
export type Material = Readonly<{
  text: string;
  sources: readonly Source[];
  /** The id of the certificate to judge; null: the likeliest. */
  judged: string | null;
  /** Ids of the trust anchors. */
  trusted: ReadonlySet<string>;
  /** Was a private key dropped from what was given? */
  secret: boolean;
  remarks: readonly Remark[];
}>;

export const NOTHING: Material = {
  text: "",
  sources: [],
  judged: null,
  trusted: new Set(),
  secret: false,
  remarks: [],
};

export type Given = ReturnType<typeof useMaterial>;

/** What the reader gave and chose, kept in this page's memory and nowhere else; and what can be done with it. */
export function useMaterial() {
  const [material, setMaterial] = useState(NOTHING);
  const [before, setBefore] = useState<Material | null>(null);
  const [reading, setReading] = useState(false);
  const ids = useRef(0);
  const nextId = (): number => {
    ids.current += 1;
    return ids.current;
  };
  const read = useMemo(() => readText(material.text), [material.text]);
  const all = useMemo(() => itemsOf(read.items, material.sources), [read, material.sources]);
  const change = (what: Partial<Material>): void => setMaterial((now) => ({ ...now, ...what }));
  const add = (more: readonly Source[]): void => setMaterial((now) => withSources(now, more));
  return {
    material,
    items: all.items satisfies readonly Item[],
    remarks: [...read.remarks, ...material.remarks, ...all.remarks].filter((remark) => remark.kind !== "secret"),
    /** Are files being read? */
    reading,
    isEmpty: material.text.trim() === "" && material.sources.length === 0,
    canUndo: before !== null,
    setText: (text: string): void => {
      if (text.length > LONGEST_IN_FIELD) add([sourceOfText(text, nextId())]);
      else setMaterial((now) => withText(now, text));
    },
    addFiles: async (files: readonly File[]): Promise<void> => {
      if (files.length === 0) return;
      setReading(true);
      const sources = await Promise.all(files.slice(0, MAX_FILES + 1).map((file) => sourceOf(file, nextId())));
      add(sources);
      setReading(false);
    },
    removeSource: (id: number): void => {
      setBefore(material);
      change({ sources: material.sources.filter((source) => source.id !== id) });
    },
    judge: (id: string): void => change({ judged: id }),
    trust: (which: readonly string[], on: boolean): void => setMaterial((now) => withTrust(now, which, on)),
    forgetSecret: (): void => change({ secret: false }),
    clear: (): void => {
      setBefore(material);
      setMaterial(NOTHING);
    },
    /** Puts an example in place of all that was there. */
    replace: (sources: readonly Omit<Source, "id">[], trusted: ReadonlySet<string>): void => {
      setBefore(material === NOTHING ? null : material);
      setMaterial({ ...NOTHING, sources: sources.map((source) => ({ ...source, id: nextId() })), trusted });
    },
    /** Undone twice, it is as it was: nothing is lost by it. */
    undo: (): void => {
      if (before === null) return;
      setMaterial(before);
      setBefore(material === NOTHING ? null : material);
    },
  };
}

function withText(now: Material, text: string): Material {
  const { kept, remarks } = readText(text);
  return { ...now, text: kept, secret: now.secret || hasSecret(remarks), remarks: [] };
}

function withSources(now: Material, more: readonly Source[]): Material {
  const { sources, remarks } = withinLimits(now.sources, more);
  return { ...now, sources, remarks, secret: now.secret || more.some((source) => hasSecret(source.remarks)) };
}

function withTrust(now: Material, ids: readonly string[], on: boolean): Material {
  const trusted = new Set(now.trusted);
  for (const id of ids) {
    if (on) trusted.add(id);
    else trusted.delete(id);
  }
  return { ...now, trusted };
}

function hasSecret(remarks: readonly Remark[]): boolean {
  return remarks.some((remark) => remark.kind === "secret");
}
