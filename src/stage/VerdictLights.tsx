import type { MotionValue } from "framer-motion";
import { Check as CheckIcon, Minus, ShieldAlert, ShieldCheck, ShieldX, X } from "lucide-react";
import type { ReactElement } from "react";
import { t } from "../language/t.ts";
import type { Check, VerdictArtifact } from "../sim/recording.ts";
import { isLow } from "./bubbleSlot.ts";
import type { Rect } from "./geometry.ts";
import { useMoves } from "./moves.ts";
import styles from "./VerdictLights.module.css";
import { signatureLight, verdictLight } from "./verdictWords.ts";
import { part } from "./way.ts";
import { CHECK_WORDS } from "./words.ts";

const RESULT_WORDS = { passed: t`passed`, failed: t`failed`, skipped: t`not reached` } as const;
const ICONS = { passed: CheckIcon, failed: X, skipped: Minus } as const;

/** So many fit above the lights in a room that is low. */
const MOST_IN_LOW_ROOM = 8;

/** The checklist that ran, and two lights apart: the signature over the conversation, and the verdict. */
export function VerdictLights({
  verdict,
  room,
  alarm,
  progress,
}: {
  verdict: VerdictArtifact;
  room: Rect;
  alarm: boolean;
  progress: MotionValue<number>;
}): ReactElement {
  const moves = useMoves<HTMLSpanElement>(progress, (p) => ({ opacity: part(p, 0.5, 0.75) }));
  // In a small room what failed stands first, and what is as expected is counted; what was not reached always is.
  const many = verdict.checks.filter((check) => check.result === "passed").length > MOST_IN_LOW_ROOM;
  const short = room.width < 260 || (many && isLow(room));
  const isNamed = (check: Check) => isTelling(check) || (!short && check.result === "passed");
  const shown = verdict.checks.filter(isNamed);
  const count = (result: Check["result"]) => verdict.checks.filter((c) => !isNamed(c) && c.result === result).length;
  return (
    <>
      <ul className={styles.checks}>
        {shown.map((check) => (
          <Item key={check.id} result={check.result} off={check.skippedBy !== null} words={CHECK_WORDS[check.id]} />
        ))}
        {count("passed") > 0 && <Item result="passed" off={false} words={t`${count("passed")} passed`} />}
        {count("skipped") > 0 && <Item result="skipped" off={false} words={t`${count("skipped")} not reached`} />}
      </ul>
      <span ref={moves} className={styles.lights}>
        <SignatureLight verdict={verdict} />
        <VerdictLight verdict={verdict} alarm={alarm} />
      </span>
    </>
  );
}

function isTelling(check: Check): boolean {
  return check.result === "failed" || check.skippedBy !== null;
}

function Item({ result, off, words }: { result: Check["result"]; off: boolean; words: string }): ReactElement {
  const Icon = ICONS[result];
  return (
    <li className={styles.check} data-result={result} data-off={off}>
      <Icon size={13} strokeWidth={3} aria-label={off ? t`switched off` : RESULT_WORDS[result]} />
      {words}
    </li>
  );
}

function SignatureLight({ verdict }: { verdict: VerdictArtifact }): ReactElement {
  const { words, tone } = signatureLight(verdict);
  const Icon = { green: CheckIcon, red: X, plain: Minus }[tone];
  return (
    <span className={styles.light} data-tone={tone}>
      <Icon size={13} strokeWidth={3} aria-hidden="true" />
      {words}
    </span>
  );
}

function VerdictLight({ verdict, alarm }: { verdict: VerdictArtifact; alarm: boolean }): ReactElement {
  const { words, tone } = verdictLight(verdict, alarm);
  const Icon = alarm ? ShieldAlert : verdict.accepted ? ShieldCheck : ShieldX;
  return (
    <span className={styles.light} data-tone={tone}>
      <Icon size={14} strokeWidth={2.4} aria-hidden="true" />
      {words}
    </span>
  );
}
