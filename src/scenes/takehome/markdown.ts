/** Whose terminal a command is for: the second word of a code block's first line, which readers of Markdown pass over. */
export type Terminal = "bob" | "alice" | "mallory" | "not-alice" | "carol" | "you";

const WHOSE: Readonly<Record<Terminal, string>> = {
  bob: "Bob’s terminal:",
  alice: "Alice’s terminal:",
  mallory: "Mallory’s terminal:",
  "not-alice": "Not-Alice’s terminal:",
  carol: "Carol’s terminal:",
  you: "A third terminal:",
};

/** Commands for one terminal, an empty line between them. */
export function shell(terminal: Terminal, ...commands: readonly string[]): string {
  return `${WHOSE[terminal]}\n\n\`\`\`sh ${terminal}\n${commands.join("\n\n")}\n\`\`\``;
}

/** What a program says: it says each of these, among other things. `exit`: the code with which it ends. */
export type Says = Readonly<{ who: string; words: readonly string[]; exit?: number }>;

/** What the programs of the last block say; a server ends when it is told to, so it has no code. */
export function sayings(...rows: readonly Says[]): string {
  const cells = rows.map(({ who, words, exit }) => `| ${who} | ${words.map(code).join(" … ")} | ${exit ?? ""} |`);
  return ["| | says | exit code |", "|---|---|---|", ...cells].join("\n");
}

export function table(head: readonly [string, string], rows: readonly (readonly [string, string])[]): string {
  return [`| ${head.join(" | ")} |`, "|---|---|", ...rows.map((row) => `| ${row.join(" | ")} |`)].join("\n");
}

export function code(text: string): string {
  return `\`${text}\``;
}

const LINE = 110;

/** The same text with no line longer than a terminal's, but where a break would change it: in tables and commands. */
export function wrapped(markdown: string): string {
  let isCommand = false;
  const lines = markdown.split("\n").map((line) => {
    if (line.startsWith("```")) isCommand = !isCommand;
    return isCommand || line.startsWith("|") ? line : broken(line);
  });
  return lines.join("\n");
}

function broken(line: string): string {
  const quoted = line.startsWith("> ") ? "> " : "";
  const lines: string[] = [];
  for (const word of line.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined) lines.push(word);
    else if (last.length + 1 + word.length > LINE) lines.push(quoted + word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join("\n");
}
