import { ANY_POLICY, type PolicyMapping } from "../policies.ts";
import { MAX_POLICY_NODES } from "./limits.ts";

/**
 * The valid_policy_tree of RFC 5280 §6.1, kept as RFC 9618 keeps it: policies of one depth that have one name are one
 * node with several parents. What comes out is the same, and where a tree of hostile mappings grows without bound, this
 * has at most as many nodes as the certificates name policies.
 */
export type PolicyNode = Readonly<{
  policy: string;
  parents: readonly PolicyNode[];
  /** Which policies of the next certificate continue this one. */
  expected: ReadonlySet<string>;
}>;

/** The nodes of the depth that was reached, by their policy; empty: no policy is valid any more (the tree is NULL). */
export type Level = ReadonlyMap<string, PolicyNode>;

/** More policies than we follow: such a path has none that is valid. */
export class TooManyPolicies extends Error {}

const NOTHING: Level = new Map();

/** The graph before the first certificate: any policy will do (§6.1.2 (a)). */
export function startLevel(): Level {
  return new Map([[ANY_POLICY, { policy: ANY_POLICY, parents: [], expected: new Set([ANY_POLICY]) }]]);
}

/** What a certificate's policies leave of the graph (§6.1.3 (d) and (e)). Throws TooManyPolicies. */
export function nextLevel(level: Level, policies: readonly string[] | null, anyPolicyCounts: boolean): Level {
  if (policies === null || level.size === 0) return NOTHING;
  const parents = parentsByPolicy(level);
  const anyNode = level.get(ANY_POLICY);
  const next = new Map<string, PolicyNode>();
  const add = (policy: string, from: readonly PolicyNode[]) =>
    next.set(policy, { policy, parents: from, expected: new Set([policy]) });
  for (const policy of policies) {
    if (policy === ANY_POLICY) continue;
    const from = parents.get(policy) ?? (anyNode === undefined ? [] : [anyNode]);
    if (from.length > 0) add(policy, from);
  }
  if (policies.includes(ANY_POLICY) && anyPolicyCounts) {
    for (const [policy, from] of parents) if (!next.has(policy)) add(policy, from);
  }
  return next;
}

/** What a certificate's mappings make of the graph (§6.1.4 (b)). Throws TooManyPolicies. */
export function mapLevel(level: Level, mappings: readonly PolicyMapping[], mayMap: boolean): Level {
  const mapped = new Map(level);
  const targets = new Map<string, Set<string>>();
  for (const { issuer, subject } of mappings) targets.set(issuer, (targets.get(issuer) ?? new Set()).add(subject));
  const anyNode = level.get(ANY_POLICY);
  for (const [policy, expected] of targets) {
    const node = level.get(policy);
    if (!mayMap) mapped.delete(policy);
    else if (node !== undefined) mapped.set(policy, { ...node, expected });
    else if (anyNode !== undefined) mapped.set(policy, { policy, parents: anyNode.parents, expected });
  }
  return mapped;
}

/** Which policies hold for the whole path, by the names that the trust anchor has for them (§6.1.5 (g)). */
export function authorityPolicies(level: Level): ReadonlySet<string> {
  const found = new Set<string>();
  const seen = new Set<PolicyNode>();
  const open = [...level.values()];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    const isTop = node.policy === ANY_POLICY || node.parents.some((parent) => parent.policy === ANY_POLICY);
    if (isTop) found.add(node.policy);
    for (const parent of node.parents) if (parent.policy !== ANY_POLICY) open.push(parent);
  }
  return found;
}

function parentsByPolicy(level: Level): ReadonlyMap<string, readonly PolicyNode[]> {
  const parents = new Map<string, PolicyNode[]>();
  let edges = 0;
  for (const node of level.values()) {
    for (const policy of node.expected) {
      edges += 1;
      if (edges > MAX_POLICY_NODES) throw new TooManyPolicies(`more than ${MAX_POLICY_NODES}`);
      const known = parents.get(policy);
      if (known === undefined) parents.set(policy, [node]);
      else known.push(node);
    }
  }
  return parents;
}
