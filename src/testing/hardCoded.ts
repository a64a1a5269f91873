import { isNode, isTest, placeOf, type SourceFile, type SyntaxNode, treeOf } from "./source.ts";

/** The floors whose words are shown. */
const SHOWN = ["app", "embed", "present", "stage", "inspect", "player", "scenes", "ui"];
/** What is no word of ours: what goes over the wire, what is written into files, what programs print. */
const NOT_OURS = [
  /^scenes\/takehome\//,
  /^scenes\/(tales|kits\/again)\.ts/,
  /^scenes\/(what-still-shows|live)\/pages\.ts/,
  /^inspect\/advice\/search\//,
  // In other people's pages and for machines: the element's script is too small for a catalogue, `label` says its words.
  /^embed\/(element|site)\//,
  /^player\/(sample|recordingSchema)\.ts/,
  /\.fixture\.ts$/,
];
/** Attributes that are read or read out. */
const READ = [
  "aria-label",
  "aria-description",
  "aria-roledescription",
  "aria-valuetext",
  "title",
  "alt",
  "placeholder",
  "label",
  "less",
  "more",
];
/** Names in certificates, labels of the tape, what goes over the wire, values that are no words, commands. */
const NO_WORDS = [
  / (Authority|Office|Proxy CA)$/,
  /^(old )?key pair of |^(alice|bob), /,
  /^Please pay /,
  /^in the clear$|^not yet valid$/,
  /^(kubectl|curl:) /,
  /^matches private key$|^Cert Status: /,
  /^\W, for the account$/,
];
/** Functions that are given what programs print. */
const PRINTED = ["verify", "connect", "saying"];
const SENTENCE = /\p{L}{2,}[,;:]?\s+\p{L}{2,}[,;:]?\s+\p{L}{2,}/u;
const WORD = /\p{L}{2,}/u;

/**
 * Texts in the source that reach the screen without going through `t`, as `place: text`: text between JSX tags, an
 * attribute that is read out, any other string of three words and more. What developers read (errors) may stay.
 */
export function hardCoded(file: SourceFile): readonly string[] {
  const [floor = ""] = file.path.split("/");
  if (isTest(file) || !SHOWN.includes(floor) || NOT_OURS.some((one) => one.test(file.path))) return [];
  return looseTexts(treeOf(file), null).map(({ node, text }) => `${placeOf(file, node)}: ${text.trim()}`);
}

type Loose = Readonly<{ node: SyntaxNode; text: string }>;

function looseTexts(node: SyntaxNode, parent: SyntaxNode | null): readonly Loose[] {
  if (isForDevelopers(node)) return [];
  const text = textOf(node);
  if (text !== null && isLoose(node, parent, text)) return [{ node, text }];
  const within = node.type === "TaggedTemplateExpression" ? valuesOf(node) : partsOf(node);
  return within.flatMap((part) => looseTexts(part, node));
}

/** The values of a message may hold other strings; its own text is what is translated. */
function valuesOf({ quasi }: SyntaxNode): readonly SyntaxNode[] {
  return isNode(quasi) && Array.isArray(quasi.expressions) ? quasi.expressions.filter(isNode) : [];
}

function partsOf(node: SyntaxNode): readonly SyntaxNode[] {
  const forms = node.type === "ObjectExpression" && isCounted(node);
  return forms
    ? []
    : Object.values(node).flatMap((value) =>
        Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
      );
}

function isCounted({ properties }: SyntaxNode): boolean {
  const names = (Array.isArray(properties) ? properties : []).map((one: unknown) =>
    isNode(one) && isNode(one.key) ? one.key.name : null,
  );
  return names.includes("one") && names.includes("other");
}

function textOf(node: SyntaxNode): string | null {
  if (node.type === "JSXText" || node.type === "Literal") return typeof node.value === "string" ? node.value : null;
  if (node.type !== "TemplateLiteral" || !Array.isArray(node.quasis)) return null;
  return node.quasis.map((quasi: unknown) => (isNode(quasi) ? rawOf(quasi.value) : "")).join("\u0000");
}

function rawOf(value: unknown): string {
  return typeof value === "object" && value !== null && "raw" in value ? String(value.raw) : "";
}

function isLoose(node: SyntaxNode, parent: SyntaxNode | null, text: string): boolean {
  if (node.type === "JSXText") return WORD.test(text);
  if (parent?.type === "JSXAttribute") {
    const name = isNode(parent.name) ? String(parent.name.name) : "";
    return READ.includes(name) && WORD.test(text) && !NO_WORDS.some((one) => one.test(text));
  }
  return SENTENCE.test(text) && !NO_WORDS.some((one) => one.test(text));
}

/** Errors, imports, types, comparisons. */
function isForDevelopers({ type, callee, operator }: SyntaxNode): boolean {
  if (/^(ThrowStatement|Import|ExportAll|TS(?!AsExpression|SatisfiesExpression))/.test(type)) return true;
  if (type === "BinaryExpression") return operator !== "+";
  if (type === "CallExpression" && isNode(callee) && PRINTED.includes(String(callee.name))) return true;
  return type === "NewExpression" && isNode(callee) && /Error$/.test(String(callee.name));
}
