import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";

/** The same contents make the same zip, on any day: the oldest date that a zip can hold. */
const mtime = new Date(1980, 0, 1);

/** A zip of files, by their paths within it: text or bytes. */
export function zipOf(files) {
  const entries = [...files].map(([path, content]) => [path, [bytesOf(content), { mtime, level: 9 }]]);
  return zipSync(Object.fromEntries(entries));
}

/** All files of a folder, by their paths within it, with forward slashes. */
export function filesIn(folder) {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = all.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((path) => [path.slice(folder.length + 1).replaceAll("\\", "/"), readFileSync(path)]));
}

function bytesOf(content) {
  return typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content);
}
