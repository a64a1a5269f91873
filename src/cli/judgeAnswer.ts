import { judgePath } from "../pki/path/judge.ts";
import type { Check, Reason, Verdict } from "../pki/verdict.ts";
import { type CaseId, readCase } from "./judgeCase.ts";
import { type Line, MAX_LINE } from "./judgeLines.ts";

/** What the judge says of one line. */
export type Answer = Readonly<{
  id: CaseId;
  verdict: "accept" | "reject";
  /** invalid-case: the line holds no case; internal-error: a fault of the judge's own. */
  reason: Reason | "invalid-case" | "internal-error" | null;
  detail: string;
  /** What was judged; null: nothing. */
  judgement: Verdict | null;
}>;

type Options = Readonly<{
  /** Milliseconds since 1970, for cases that name no time. */
  now: number;
  /** Told of errors of our own. */
  onFault: (error: unknown) => void;
}>;

/** Judges the case in a line; null for an empty one. Never throws: other cases must not suffer for this one. */
export async function answerLine(line: Line, { now, onFault }: Options): Promise<Answer | null> {
  if (line === null) return invalid(null, `the line has more than ${MAX_LINE} characters`);
  if (line.trim() === "") return null;
  const read = readCase(line, now);
  if ("wrong" in read) return invalid(read.id, read.wrong);
  try {
    return answerOf(read.id, await judgePath(read.request));
  } catch (error) {
    onFault(error);
    const detail = "The judge could not judge this case: an error of its own.";
    return { id: read.id, verdict: "reject", reason: "internal-error", detail, judgement: null };
  }
}

function invalid(id: CaseId, wrong: string): Answer {
  const detail = `No case to judge: ${wrong}.`;
  return { id, verdict: "reject", reason: "invalid-case", detail, judgement: null };
}

function answerOf(id: CaseId, judgement: Verdict): Answer {
  const { accepted, reason, checks } = judgement;
  const verdict = accepted ? "accept" : "reject";
  const failed = checks.filter((check) => check.result === "failed");
  const chain = checks.find((check) => check.id === "chain");
  const detail = accepted
    ? `${chain?.found ?? "a path"}: every check passed.`
    : `${failed.map(sentenceOf).join("; ")}.`;
  return { id, verdict, reason, detail, judgement };
}

function sentenceOf({ id, expected, found, section }: Check): string {
  return `${id}: wanted ${expected}, found ${found} (${section})`;
}

const MARKS: Readonly<Record<Check["result"], string>> = { passed: "+", failed: "!", skipped: "-" };

/** The answer for a person: the verdict, then every check of the path that holds, or that came nearest. */
export function inWords({ id, verdict, reason, detail, judgement }: Answer): string {
  const head = `${id ?? "(no id)"}: ${verdict}${reason === null ? "" : `, ${reason}`}`;
  if (judgement === null) return `${head}\n    ${detail}`;
  const { alert, checks, candidates } = judgement;
  const tried = candidates.length > 1 ? `; ${candidates.length} paths tried` : "";
  const rows = checks.map((check) => `  ${MARKS[check.result]} ${check.id.padEnd(12)}${check.found}${wanted(check)}`);
  return [`${head}${alert === null ? "" : ` (alert ${alert})`}${tried}`, ...rows].join("\n");
}

function wanted({ result, expected, section }: Check): string {
  return result === "failed" ? `; wanted ${expected} (${section})` : "";
}
