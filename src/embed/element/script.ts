/**
 * The address of the script that runs right now: a classic one is told so by the document; of a module, the trace of an
 * error says it (a script that shall be both can't ask `import.meta`). null where neither does.
 */
export function scriptAddress(): string | null {
  const script = document.currentScript;
  if (script !== null && "src" in script && typeof script.src === "string" && script.src !== "") return script.src;
  return /(?:https?|file):\/\/[^\s()]+?(?=:\d+:\d+)/.exec(new Error().stack ?? "")?.[0] ?? null;
}
