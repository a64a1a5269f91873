import { CONTEXT_END, keyOf, pluralKey } from "../language/t.ts";
import { isNode, isTest, nodesOf, placeOf, type SourceFile, type SyntaxNode } from "./source.ts";

/** A message of the source: its key in the catalogues, and the first place where it stands. */
export type Message = Readonly<{ key: string; group: string; place: string }>;

/** Every message of these files, each key once, in the order of the files. */
export function messagesIn(files: readonly SourceFile[]): readonly Message[] {
  const found = new Map<string, Message>();
  // What the built page has not comes last, so that it keeps only what nobody else says.
  const inOrder = [...files.filter((one) => !isLive(one)), ...files.filter(isLive)];
  for (const file of inOrder.filter((one) => !isTest(one))) {
    for (const node of nodesOf(file)) {
      const key = keyIn(node);
      if (key !== null && !found.has(key))
        found.set(key, { key, group: groupOf(file.path), place: placeOf(file, node) });
    }
  }
  return [...found.values()];
}

/** The catalogue’s file for the messages of a source file: one for each scene, one for each folder of the view. */
export function groupOf(path: string): string {
  const [floor = "", folder = "", ...rest] = path.split("/");
  return rest.length === 0 ? floor.replace(/\.tsx?$/, "") : `${floor}.${folder}`;
}

function isLive({ path }: SourceFile): boolean {
  return groupOf(path).endsWith(".live");
}

function keyIn(node: SyntaxNode): string | null {
  if (node.type === "TaggedTemplateExpression") return taggedKey(node);
  return node.type === "ObjectExpression" ? countedKey(node) : null;
}

function taggedKey({ tag, quasi }: SyntaxNode): string | null {
  if (!isNode(quasi) || !Array.isArray(quasi.quasis)) return null;
  const key = keyOf(quasi.quasis.map(cookedText));
  if (isNamed(tag, "t") || isNamed(tag, "pattern")) return key;
  const context = isNode(tag) && tag.type === "CallExpression" && isNamed(tag.callee, "about") ? firstText(tag) : null;
  return context === null ? null : `${context}${CONTEXT_END}${key}`;
}

/** Of the forms of a counted thing: `{ one: "# step", other: "# steps" }`, wherever they stand. */
function countedKey({ properties }: SyntaxNode): string | null {
  const [one, other] = ["one", "other"].map((name) => propertyText(properties, name));
  return typeof one === "string" && typeof other === "string" ? pluralKey({ one, other }) : null;
}

function propertyText(properties: unknown, name: string): string | null {
  const all: readonly unknown[] = Array.isArray(properties) ? properties : [];
  const found = all.find((one) => isNode(one) && isNamed(one.key, name));
  return isNode(found) && isNode(found.value) && typeof found.value.value === "string" ? found.value.value : null;
}

function firstText({ arguments: given }: SyntaxNode): string | null {
  const first: unknown = Array.isArray(given) ? given[0] : null;
  return isNode(first) && typeof first.value === "string" ? first.value : null;
}

function cookedText(quasi: unknown): string {
  const value: unknown = isNode(quasi) ? quasi.value : null;
  const cooked: unknown = typeof value === "object" && value !== null && "cooked" in value ? value.cooked : null;
  if (typeof cooked !== "string") throw new TypeError("a message without text");
  return cooked;
}

function isNamed(node: unknown, name: string): boolean {
  return isNode(node) && node.type === "Identifier" && node.name === name;
}
