/** Reads a kit's README for what it claims: which commands, in which order, and what they say. */

/** `terminal`: whose; `commands` as they stand there. */
export type Block = Readonly<{ terminal: string; commands: readonly string[] }>;
export type Claim = Readonly<{ who: string; words: readonly string[]; exit: number | null }>;
/** All that stands under one heading. */
export type Section = Readonly<{ title: string; blocks: readonly Block[]; claims: readonly Claim[] }>;

const HEADING = /^#{1,3} (.*)$/m;
const BLOCK = /^```sh (\S+)\n(.*?)\n```$/gms;
const CLAIMS = /^\| \| says \| exit code \|\n\|[-|]+\|\n((?:\|.*\|\n?)+)/m;
const CELLS = /^\| (.*?) \| (.*?) \| (\d*) ?\|$/gm;

export function readReadme(text: string): readonly Section[] {
  return text.split(/^(?=#)/m).flatMap((part) => {
    const title = HEADING.exec(part)?.[1];
    if (title === undefined) return [];
    const blocks = [...part.matchAll(BLOCK)].map(([, terminal = "", body = ""]) => ({
      terminal,
      commands: body.split("\n\n"),
    }));
    const claims = [...(CLAIMS.exec(part)?.[1] ?? "").matchAll(CELLS)].map(([, who = "", says = "", exit = ""]) => ({
      who,
      words: [...says.matchAll(/`([^`]+)`/g)].map(([, word = ""]) => word),
      exit: exit === "" ? null : Number(exit),
    }));
    return [{ title, blocks, claims }];
  });
}
