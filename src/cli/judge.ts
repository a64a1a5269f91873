import { once } from "node:events";
import { visible } from "../pki/visible.ts";
import { UsageError } from "./files.ts";
import { readFlags } from "./flags.ts";
import { answerLine, inWords } from "./judgeAnswer.ts";
import { linesOf } from "./judgeLines.ts";
import { JUDGE_FLAGS, JUDGE_USAGE } from "./judgeUsage.ts";
import { DONE, REFUSED, sayFault, whenOutputFails, withUsage } from "./terminal.ts";

/** Runs the judge over the cases on standard input; gives the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  return withUsage("judge", async () => {
    // Nobody can read what comes: nothing is left to do.
    whenOutputFails(() => process.exit(REFUSED));
    const given = readFlags(args, JUDGE_FLAGS);
    if (given.has("help")) {
      process.stdout.write(JUDGE_USAGE);
      return DONE;
    }
    const [extra] = given.positionals;
    if (extra !== undefined) throw new UsageError(`Cases come on standard input: ${extra} is one too many`);
    const asJson = given.has("json");
    for await (const line of linesOf(process.stdin)) {
      // One after the other: answers come in the order of the cases, and memory does not grow with their number.
      const answer = await answerLine(line, { now: Date.now(), onFault: sayFault });
      if (answer === null) continue;
      const { id, verdict, reason, detail } = answer;
      await put(asJson ? JSON.stringify({ id, verdict, reason, detail }) : visibleLines(inWords(answer)));
    }
    return DONE;
  });
}

async function put(text: string): Promise<void> {
  if (!process.stdout.write(`${text}\n`)) await once(process.stdout, "drain");
}

function visibleLines(text: string): string {
  return text.split("\n").map(visible).join("\n");
}
