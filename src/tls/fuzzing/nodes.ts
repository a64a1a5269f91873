import { concat } from "../../bytes/text.ts";
import type { ByteTree } from "../../bytes/tree.ts";
import { decodeMessage } from "../messages/codec.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** What is done to one field, by its number in its message. Lengths around it are put right. */
export type NodeEdit = Readonly<{
  do: "node";
  frame: number;
  node: number;
  how: "remove" | "double" | "swap" | "fill";
  /** "fill": what stands in the field instead, behind its length if it has one. */
  bytes: readonly number[];
}>;

const FINISHED = 20;

/** How many fields a message has, those that hold others included; 0 where it can't be read. */
export function countNodes(message: Bytes): number {
  const tree = treeOf(message);
  return tree === null ? 0 : nodesOf(tree).length;
}

/** The message with one field changed, well formed around it. What can't be read stays as it is. */
export function withNode(message: Bytes, edit: NodeEdit): Bytes {
  const tree = treeOf(message);
  if (tree === null) return message;
  const nodes = nodesOf(tree);
  const target = nodes[edit.node % (nodes.length || 1)];
  return target === undefined ? message : build(message, tree, target, edit);
}

function treeOf(message: Bytes): ByteTree | null {
  try {
    const { tree } = decodeMessage(message, message[0] === FINISHED ? { hashSize: message.length - 4 } : {});
    return { ...tree, children: tree.children };
  } catch {
    return null;
  }
}

/** All below the root, which has no place where it could be changed. */
function nodesOf(tree: ByteTree): readonly ByteTree[] {
  return tree.children.flatMap((child) => [child, ...nodesOf(child)]);
}

function build(message: Bytes, node: ByteTree, target: ByteTree, edit: NodeEdit): Bytes {
  const { children } = node;
  if (children.length === 0) return message.slice(node.start, node.end);
  const parts = children.map((child) =>
    child === target ? changed(message, child, edit) : build(message, child, target, edit),
  );
  const at = children.indexOf(target);
  const [first, second] = [parts[at], parts[at + 1]];
  if (edit.how === "swap" && first !== undefined && second !== undefined) parts.splice(at, 2, second, first);
  return target.name === "length" && at >= 0 ? concat(...parts) : measured(children, parts);
}

function changed(message: Bytes, target: ByteTree, { how, bytes }: NodeEdit): Bytes {
  const old = message.slice(target.start, target.end);
  switch (how) {
    case "remove":
      return new Uint8Array();
    case "double":
      return concat(old, old);
    case "swap":
      return old;
    case "fill": {
      const length = target.children.find(({ name }) => name === "length");
      const kept = length === undefined ? new Uint8Array() : message.slice(target.start, length.end);
      const filled = concat(kept, Uint8Array.from(bytes));
      if (length !== undefined) overwrite(filled, length.start - target.start, length.end - length.start, bytes.length);
      return filled;
    }
  }
}

/** Each `length` says how many bytes follow it within the field that it stands in. */
function measured(children: readonly ByteTree[], parts: readonly Bytes[]): Bytes {
  const result = concat(...parts);
  let at = 0;
  for (const [i, part] of parts.entries()) {
    at += part.length;
    const isLength = children[i]?.name === "length" && part.length > 0;
    if (isLength) overwrite(result, at - part.length, part.length, result.length - at);
  }
  return result;
}

function overwrite(bytes: Bytes, at: number, size: number, value: number): void {
  for (let i = 0; i < size; i++) bytes[at + i] = Math.floor(value / 256 ** (size - 1 - i)) % 256;
}
