import { Check, Minus, X } from "lucide-react";
import type { ReactElement } from "react";
import { t } from "../../../language/t.ts";
import { cardOf } from "../../../scenes/cards.ts";
import { RichText } from "../../../ui/RichText.tsx";
import { settingAddress } from "../places.ts";
import styles from "./SelfCheck.module.css";
import { type Answered, isRight } from "./tally.ts";

/** What came of a question's run: right or not, what happened, and where it can be seen. */
export function Result({ answered }: Readonly<{ answered: Answered }>): ReactElement {
  const { drawn, found } = answered;
  const { setting } = drawn.variant;
  const label = drawn.question.options.find(({ id }) => id === found.option)?.label ?? "";
  const { teaches } = drawn.question;
  const isOther = setting.kind === "lab" || setting.scene !== teaches;
  return (
    <div className={styles.result}>
      <p className={styles.verdict}>
        <ResultMark answered={answered} />
        <span>{sayingOf(answered)}</span>
      </p>
      <p>
        <span className={styles.label}>{t`What happened:`}</span> <RichText text={label} />
      </p>
      <p>
        <RichText text={found.because} />
      </p>
      <p className={styles.links}>
        <a href={settingAddress(setting, found.step)}>{t`See it on stage, at this step`}</a>
        {isOther ? <a href={`#/scene/${teaches}`}>{t`The scene about it: ${cardOf(teaches).title}`}</a> : null}
      </p>
    </div>
  );
}

function sayingOf(answered: Answered): string {
  if (answered.chosen === null) return t`You skipped it, and it was run.`;
  return isRight(answered) ? t`It came as you said.` : t`It came otherwise.`;
}

/** The sign of an answer: its words stand beside it. */
export function ResultMark({ answered }: Readonly<{ answered: Answered }>): ReactElement {
  const kind = answered.chosen === null ? "skipped" : isRight(answered) ? "right" : "wrong";
  const Icon = { right: Check, wrong: X, skipped: Minus }[kind];
  return (
    <span className={styles.mark} data-result={kind} aria-hidden>
      <Icon size={14} strokeWidth={3} />
    </span>
  );
}
