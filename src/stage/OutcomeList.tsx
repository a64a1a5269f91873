import { Check, Eye, type LucideIcon, ShieldX, VenetianMask } from "lucide-react";
import type { ReactElement } from "react";
import { t } from "../language/t.ts";
import type { Outcome } from "../sim/recording.ts";
import styles from "./OutcomeList.module.css";
import { many } from "./words.ts";

/** How a run ended, in numbers; in a narrow room without what did not happen. */
export function OutcomeList({ outcome, narrow }: { outcome: Outcome; narrow: boolean }): ReactElement {
  const { delivered, leaked, forged, refused, repeated = [] } = outcome;
  return (
    <ul className={styles.list}>
      <Fact
        icon={Check}
        tone={delivered.length > 0 ? "green" : "plain"}
        words={t`${many(delivered.length, "text")} arrived unchanged`}
      />
      {(leaked.length > 0 || !narrow) && (
        <Fact icon={Eye} tone={leaked.length > 0 ? "red" : "plain"} words={t`${leaked.length} read by others`} />
      )}
      {(forged.length > 0 || !narrow) && (
        <Fact
          icon={VenetianMask}
          tone={forged.length > 0 ? "red" : "plain"}
          words={t`${forged.length} forged and believed`}
        />
      )}
      {repeated.length > 0 && <Fact icon={VenetianMask} tone="red" words={t`${repeated.length} taken in twice`} />}
      {refused.length > 0 && <Fact icon={ShieldX} tone="green" words={t`${many(refused.length, "proof")} refused`} />}
    </ul>
  );
}

function Fact({
  icon: Icon,
  tone,
  words,
}: {
  icon: LucideIcon;
  tone: "green" | "red" | "plain";
  words: string;
}): ReactElement {
  return (
    <li className={styles.fact} data-tone={tone}>
      <Icon size={15} strokeWidth={2.4} aria-hidden="true" />
      {words}
    </li>
  );
}
