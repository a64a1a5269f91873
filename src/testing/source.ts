import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "vite";

/** One file of the project's source: its path from `src/` with forward slashes, and its text. */
export type SourceFile = Readonly<{ path: string; text: string }>;

/** Anything in a parsed file that has a type. */
export type SyntaxNode = Readonly<{ type: string; start: number } & Record<string, unknown>>;

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Every TypeScript file under `src/`, read once for all tests that run in one process. */
export function sourceFiles(): readonly SourceFile[] {
  files ??= readSource();
  return files;
}

let files: readonly SourceFile[] | undefined;

function readSource(): readonly SourceFile[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => ({ path: path.replaceAll("\\", "/"), text: readFileSync(join(root, path), "utf8") }));
}

export function isTest(file: SourceFile): boolean {
  return /\.test\.tsx?$/.test(file.path) || /^(testing|peers)\//.test(file.path);
}

/** Every node of the file's syntax tree, outermost first. Throws where the file doesn't parse. */
export function nodesOf(file: SourceFile): readonly SyntaxNode[] {
  return descend(treeOf(file));
}

/** The file's syntax tree, parsed once. Throws where it doesn't parse. */
export function treeOf(file: SourceFile): SyntaxNode {
  const tree = trees.get(file) ?? parsed(file);
  trees.set(file, tree);
  return tree;
}

const trees = new WeakMap<SourceFile, SyntaxNode>();

function parsed(file: SourceFile): SyntaxNode {
  const { program, errors } = parseSync(file.path, file.text);
  if (errors.length > 0) throw new SyntaxError(`${file.path}: ${errors[0]?.message}`);
  const tree: unknown = program;
  if (!isNode(tree)) throw new TypeError("a program is a node");
  return tree;
}

/** `path:line`, as editors and terminals understand it. */
export function placeOf(file: SourceFile, node: SyntaxNode): string {
  return `src/${file.path}:${file.text.slice(0, node.start).split("\n").length}`;
}

/** What a node imports: a file, by its path from `src/`, or something of a package. */
export type Import = Readonly<{ file: string } | { package: string }>;

/** What the node imports, static or dynamic, types too; null where it is no import. */
export function importOf(file: SourceFile, node: SyntaxNode): Import | null {
  const isImport = /^(Import(Declaration|Expression)|Export(Named|All)Declaration|TSImportType)$/.test(node.type);
  if (!isImport || !isNode(node.source) || typeof node.source.value !== "string") return null;
  const { value } = node.source;
  if (value.startsWith(".")) return { file: posix.join(posix.dirname(file.path), value) };
  return { package: value.split("/", value.startsWith("@") ? 2 : 1).join("/") };
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

function descend(value: unknown, found: SyntaxNode[] = []): readonly SyntaxNode[] {
  if (Array.isArray(value)) for (const one of value) descend(one, found);
  if (!isNode(value)) return found;
  found.push(value);
  for (const part of Object.values(value)) if (typeof part === "object") descend(part, found);
  return found;
}
