import { Check, Eye, type LucideIcon, ShieldX, VenetianMask } from "lucide-react";
import type { ReactElement } from "react";
import type { Outcome } from "../sim/recording.ts";
import styles from "./OutcomeList.module.css";
import { type OutcomeFact, outcomeFacts } from "./outcomeFacts.ts";

const ICONS: Readonly<Record<OutcomeFact["kind"], LucideIcon>> = {
  delivered: Check,
  leaked: Eye,
  forged: VenetianMask,
  repeated: VenetianMask,
  refused: ShieldX,
};

/** How a run ended, in numbers; in a narrow room without what did not happen. */
export function OutcomeList({ outcome, narrow }: { outcome: Outcome; narrow: boolean }): ReactElement {
  return (
    <ul className={styles.list}>
      {outcomeFacts(outcome, narrow).map(({ kind, tone, words }) => {
        const Icon = ICONS[kind];
        return (
          <li key={kind} className={styles.fact} data-tone={tone}>
            <Icon size={15} strokeWidth={2.4} aria-hidden="true" />
            {words}
          </li>
        );
      })}
    </ul>
  );
}
