import type { Import, SourceFile, SyntaxNode } from "./source.ts";
import { importOf, isNode, isTest, nodesOf, placeOf } from "./source.ts";

/**
 * The floors rule. A folder imports only from floors below its own: never upwards, and never from its neighbours on the
 * same floor (so `tls` and `pki`, or `stage` and `inspect`, can't know each other).
 */
const floors: readonly (readonly string[])[] = [
  ["app", "cli"],
  ["embed", "present"],
  ["stage", "inspect"],
  ["player"],
  ["scenes"],
  ["sim"],
  ["story", "tls", "pki", "http"],
  ["crypto"],
  ["bytes"],
];
/** What stands high and still imports these alone: the programs on sockets and files, which run in Node. */
const onlyImports: Readonly<Record<string, readonly string[]>> = { cli: ["tls", "pki", "http", "crypto", "bytes"] };
/** Folders on no floor, for tests only: like tests, they may import what they like, and nobody imports them. */
const forTests = ["testing", "peers"];
/** Speaks for all that has words, and knows none of them. */
const usesLanguage = ["app", "embed", "present", "stage", "inspect", "player", "scenes", "ui"];
const usesUi = ["app", "embed", "present", "stage", "inspect", "ui"];

/** Libraries with one door, by name or by scope. */
const doors: Readonly<Record<string, string>> = {
  "@noble": "crypto",
  "@peculiar/x509": "pki",
  "@abraham/reflection": "pki",
  zustand: "player",
};
const viewLibraries = ["react", "react-dom", "framer-motion", "lucide-react"];
const page = ["document", "window", "navigator", "location", "localStorage", "sessionStorage", "requestAnimationFrame"];
const clocksAndChance = ["Date.now", "Math.random", "setTimeout", "setInterval", "performance", "queueMicrotask"];

/** Every breach of the rules in one file, as `place: sentence`. Tests may import what they like. */
export function breaches(file: SourceFile): readonly string[] {
  if (isTest(file) || forTests.includes(folderOf(file.path))) return [];
  return nodesOf(file).flatMap((node) => {
    const imported = importOf(file, node);
    const found = [imported === null ? null : importBreach(file.path, imported), useBreach(file.path, node)];
    return found.filter((breach) => breach !== null).map((breach) => `${placeOf(file, node)}: ${breach}`);
  });
}

function importBreach(path: string, imported: Import): string | null {
  return "package" in imported ? packageBreach(folderOf(path), imported.package) : fileBreach(path, imported.file);
}

function packageBreach(own: string, name: string): string | null {
  const door = doors[name] ?? doors[name.split("/")[0] ?? ""];
  if (door !== undefined) return door === own ? null : `${name} is for ${door} only`;
  if (own === "cli") return viewLibraries.includes(name) ? `${name} in cli` : null;
  if (name.startsWith("node:")) return `${name} is for cli only`;
  return viewLibraries.includes(name) && isBelowPlayer(own) ? `${name} below player` : null;
}

function fileBreach(path: string, imported: string): string | null {
  const own = folderOf(path);
  const other = folderOf(imported);
  if (own === other) return own === "scenes" ? sceneBreach(path, imported) : null;
  if (forTests.includes(other)) return `${other} is for tests only`;
  if (other === "language") return usesLanguage.includes(own) ? null : `${own} has words`;
  if (own === "language") return `language imports ${other}`;
  if (other === "ui") return usesUi.includes(own) ? null : `${own} imports ui`;
  if (own === "ui") return other === "bytes" ? null : `ui, which knows no domain words, imports ${other}`;
  if (onlyImports[own]?.includes(other) === false) return `${own} imports ${other}`;
  return floorOf(other) > floorOf(own) ? null : `${own} imports ${other}, which is not below it`;
}

/** A scene never imports another scene. Folders in scenes/ that hold no scene.ts are shared by all. */
function sceneBreach(path: string, imported: string): string | null {
  const [, own, inside] = path.split("/");
  const [, other, file] = imported.split("/");
  if (inside === undefined || file === undefined || own === other) return null;
  return /^(scene|words)\.ts$/.test(file) ? `scene ${own} imports scene ${other}` : null;
}

function useBreach(path: string, node: SyntaxNode): string | null {
  const own = folderOf(path);
  const name = nameOf(node);
  if (name === null) return null;
  if (name === "crypto.subtle" || name === ".subtle") return own === "crypto" ? null : "crypto.subtle outside crypto";
  if (name.endsWith(".getRandomValues") || name.endsWith(".randomUUID")) {
    return own !== "crypto" && isBelowPlayer(own) ? `${name} outside crypto` : null;
  }
  if (!isBelowPlayer(own)) return null;
  if (name === "new Date()") return "a clock below player (new Date())";
  if (clocksAndChance.includes(name)) return `a clock or chance below player (${name})`;
  return page.includes(name.replace("globalThis.", "")) ? `the page below player (${name})` : null;
}

/** `Date.now`, `.subtle` on anything, `new Date()`; or a free-standing name that is called or looked into. */
function nameOf(node: SyntaxNode): string | null {
  if (node.type === "NewExpression" && isNamed(node.callee, "Date")) {
    return Array.isArray(node.arguments) && node.arguments.length === 0 ? "new Date()" : null;
  }
  if (node.type === "CallExpression" && isNode(node.callee) && node.callee.type === "Identifier") {
    return typeof node.callee.name === "string" ? node.callee.name : null;
  }
  if (node.type !== "MemberExpression" || !isNode(node.object) || !isNode(node.property)) return null;
  const object = node.object.type === "Identifier" ? String(node.object.name) : "";
  const property = String(node.property.name ?? node.property.value);
  if (property === "subtle") return ".subtle";
  return page.includes(object) || object === "performance" ? object : `${object}.${property}`;
}

function isNamed(value: unknown, name: string): boolean {
  return isNode(value) && value.type === "Identifier" && value.name === name;
}

/** The folder of a path from `src/`; files directly in `src/` (main.tsx) count as app. */
function folderOf(path: string): string {
  return path.includes("/") ? (path.split("/")[0] ?? "") : "app";
}

function isFolder(name: string): boolean {
  return (
    name === "ui" || name === "language" || forTests.includes(name) || floors.some((floor) => floor.includes(name))
  );
}

function floorOf(folder: string): number {
  return floors.findIndex((floor) => floor.includes(folder));
}

function isBelowPlayer(folder: string): boolean {
  return floorOf(folder) > floorOf("player");
}

/** The folders of these files that stand on no floor. */
export function homeless(files: readonly SourceFile[]): readonly string[] {
  return [...new Set(files.map((file) => folderOf(file.path)))].filter((folder) => !isFolder(folder));
}
