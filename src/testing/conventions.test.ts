import { describe, expect, it } from "vitest";
import type { SourceFile, SyntaxNode } from "./source.ts";
import { isNode, nodesOf, placeOf, sourceFiles } from "./source.ts";

const longest = 400;

describe("the conventions of the house", () => {
  it("hold in every file of src/", () => {
    expect(sourceFiles().flatMap(lapses)).toEqual([]);
  });

  it.each([
    "export default 1;",
    "const x: any = 1;",
    "const x = y as string;",
    "const x = <string>y;",
    "const x = y!;",
    'export * from "./b.ts";',
    'import x from "./b";',
    'eval("1");',
  ])("are seen to be broken by %j", (text) => {
    expect(lapses({ path: "app/a.ts", text })).not.toEqual([]);
  });

  it("are seen to be broken by a file that is too long", () => {
    expect(lapses({ path: "app/a.ts", text: "\n".repeat(longest + 1) })).toHaveLength(1);
  });

  it("are seen to be broken in JSX", () => {
    expect(lapses({ path: "app/a.tsx", text: "<p dangerouslySetInnerHTML={{ __html: x }} />;" })).toHaveLength(1);
    expect(lapses({ path: "app/a.tsx", text: "<style>{css}</style>;" })).toHaveLength(1);
  });

  it("let pass what only looks like a breach", () => {
    const text = `import { a as b } from "./b.ts"; // any default as string
      export const c = ["as any"] as const; export const d = <p>the same as before, any!</p>;`;
    expect(lapses({ path: "app/a.tsx", text })).toEqual([]);
  });
});

function lapses(file: SourceFile): readonly string[] {
  const found = nodesOf(file).flatMap((node) => {
    const sentence = lapseOf(node);
    return sentence === null ? [] : [`${placeOf(file, node)}: ${sentence}`];
  });
  const lines = file.text.split("\n").length;
  return lines > longest ? [...found, `src/${file.path}: ${lines} lines, more than ${longest}`] : found;
}

function lapseOf(node: SyntaxNode): string | null {
  switch (node.type) {
    case "ExportDefaultDeclaration":
      return "a default export";
    case "ExportAllDeclaration":
      return "export *";
    case "TSAnyKeyword":
      return "any";
    case "TSNonNullExpression":
      return "a non-null assertion";
    case "TSTypeAssertion":
      return "a cast";
    case "TSAsExpression":
      return isConst(node.typeAnnotation) ? null : "a cast (as)";
    case "ImportDeclaration":
      return isWithoutEnding(node.source) ? "a relative import without its ending" : null;
    case "CallExpression":
      return nameOf(node.callee) === "eval" ? "eval" : null;
    case "JSXAttribute":
      return nameOf(node.name) === "dangerouslySetInnerHTML" ? "dangerouslySetInnerHTML" : null;
    case "JSXOpeningElement":
      return nameOf(node.name) === "style" ? "an inline <style>" : null;
    default:
      return null;
  }
}

function isConst(annotation: unknown): boolean {
  return isNode(annotation) && annotation.type === "TSTypeReference" && nameOf(annotation.typeName) === "const";
}

function isWithoutEnding(source: unknown): boolean {
  if (!isNode(source) || typeof source.value !== "string" || !source.value.startsWith(".")) return false;
  return !/\.[a-z]+$/.test(source.value.replace(/\?.*$/, ""));
}

function nameOf(node: unknown): string | null {
  return isNode(node) && typeof node.name === "string" ? node.name : null;
}
