import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as v from "valibot";
import { messagesIn } from "./messages.ts";
import { sourceFiles } from "./source.ts";

const translation = v.union([
  v.string(),
  v.strictObject({ nom: v.string(), acc: v.string(), dat: v.string(), gen: v.string() }),
]);
const catalogueFile = v.record(v.string(), translation);
export type CatalogueFile = v.InferOutput<typeof catalogueFile>;

const root = fileURLToPath(new URL("../language/catalogues", import.meta.url));

/** A language’s catalogue as it lies in the source: each file by its group. */
export function readCatalogue(tag: string): ReadonlyMap<string, CatalogueFile> {
  const folder = join(root, tag);
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return new Map(
    files.map((name) => [
      name.replace(/\.json$/, ""),
      v.parse(catalogueFile, JSON.parse(readFileSync(join(folder, name), "utf8"))),
    ]),
  );
}

/**
 * Writes a language’s catalogue anew: every message of the source in its group’s file and in the order of the source,
 * with the translation that it had anywhere; empty where it had none. What is in no source any more is dropped.
 */
export function renewCatalogue(tag: string): Readonly<{ missing: number; dropped: number }> {
  const known = new Map([...readCatalogue(tag).values()].flatMap((file) => Object.entries(file)));
  const groups = new Map<string, Record<string, CatalogueFile[string]>>();
  const messages = messagesIn(sourceFiles());
  for (const { key, group } of messages) {
    const file = groups.get(group) ?? {};
    file[key] = known.get(key) ?? "";
    groups.set(group, file);
  }
  for (const [group, file] of groups)
    writeFileSync(join(root, tag, `${group}.json`), `${JSON.stringify(file, null, 2)}\n`);
  for (const group of readCatalogue(tag).keys()) {
    if (!groups.has(group)) writeFileSync(join(root, tag, `${group}.json`), "{}\n");
  }
  const keys = new Set(messages.map(({ key }) => key));
  return {
    missing: messages.filter(({ key }) => (known.get(key) ?? "") === "").length,
    dropped: [...known.keys()].filter((key) => !keys.has(key)).length,
  };
}
