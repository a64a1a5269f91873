import { Check, CircleSlash, X } from "lucide-react";
import { type ReactElement, useState } from "react";
import { t, withinSentence } from "../../language/t.ts";
import type { Check as CheckMade, SwitchId } from "../../pki/verdict.ts";
import { recordedText } from "../../scenes/recorded.ts";
import fold from "../../ui/Fold.module.css";
import { Visible } from "../details.tsx";
import { arranged, foldedWords } from "./arranged.ts";
import styles from "./CheckList.module.css";
import { CHECK_WORDS, reasonWords } from "./words.ts";

/** A check as a recording keeps it, or as the judge makes it. */
export type CheckShown = Omit<CheckMade, "reason"> & Readonly<{ reason: string | null }>;

type Props = Readonly<{
  checks: readonly CheckShown[];
  /** A reason that stands above the list already, and is not said again. */
  said: string | null;
  /** Questions and plain reasons alone, no values and sections. */
  short?: boolean;
  /** What failed and what matters most first, the rest one press away. */
  folded?: boolean;
  switchName?: (id: SwitchId) => string;
}>;

/** Every check that was made: what it asked, what came of it, what was expected and what found, and where it stands. */
export function CheckList({ checks, said, short = false, folded = false, switchName = String }: Props): ReactElement {
  const { first, rest } = folded ? arranged(checks) : { first: checks, rest: [] };
  const [open, setOpen] = useState(false);
  const row = (check: CheckShown): ReactElement => (
    <CheckRow key={check.id} check={check} said={check.reason === said} short={short} switchName={switchName} />
  );
  return (
    <div className={styles.list}>
      <ol className={styles.checks}>{first.map(row)}</ol>
      {rest.length === 0 ? null : (
        <details
          className={`${fold.fold} ${styles.rest}`}
          open={open}
          onToggle={(event) => setOpen(event.currentTarget.open)}
        >
          <summary>{foldedWords(rest)}</summary>
          <ol className={styles.checks}>{rest.map(row)}</ol>
        </details>
      )}
    </div>
  );
}

type RowProps = Readonly<{
  check: CheckShown;
  said: boolean;
  short: boolean;
  switchName: (id: SwitchId) => string;
}>;

function CheckRow({ check, said, short, switchName }: RowProps): ReactElement {
  const words = CHECK_WORDS[check.id];
  const found = check.result === "failed" && check.reason !== null && !said ? reasonWords(check.reason) : null;
  return (
    <li className={styles.check} data-result={check.result}>
      <p className={styles.head}>
        <Result result={check.result} />
        <b>{words.name}</b>
        {short ? null : <span className={styles.section}>{check.section}</span>}
      </p>
      <p className={styles.question}>{words.question}</p>
      {short ? null : <Compared check={check} />}
      {found === null ? null : <p className={styles.why}>{found}</p>}
      {check.result === "skipped" ? <Skipped check={check} short={short} switchName={switchName} /> : null}
    </li>
  );
}

function Compared({ check: { expected, found } }: { check: CheckShown }): ReactElement {
  return (
    <dl className={styles.compared}>
      {expected === "" ? null : (
        <div>
          <dt>{t`Expected`}</dt>
          <dd>
            <Visible text={recordedText(expected)} />
          </dd>
        </div>
      )}
      {found === "" ? null : (
        <div>
          <dt>{t`Found`}</dt>
          <dd>
            <Visible text={recordedText(found)} />
          </dd>
        </div>
      )}
    </dl>
  );
}

const RESULTS = { passed: t`passed`, failed: t`failed`, skipped: t`skipped` } as const;

function Result({ result }: { result: CheckShown["result"] }): ReactElement {
  const Icon = result === "passed" ? Check : result === "failed" ? X : CircleSlash;
  return (
    <span className={styles.result} data-result={result}>
      <Icon size={14} strokeWidth={result === "skipped" ? 2.2 : 3} aria-hidden />
      {RESULTS[result]}
    </span>
  );
}

/** Where there was nothing to look at, the values say so, if they are shown. */
function Skipped({ check, short, switchName }: Pick<RowProps, "check" | "short" | "switchName">): ReactElement | null {
  if (check.skippedBy === null) return short ? <p className={styles.why}>{t`There was nothing to check.`}</p> : null;
  return (
    <p
      className={styles.why}
    >{t`Turned off by “${switchName(check.skippedBy)}”.${check.reason === null ? "" : t` It would have failed: ${withinSentence(reasonWords(check.reason))}`}`}</p>
  );
}
