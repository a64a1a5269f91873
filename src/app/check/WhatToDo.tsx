import type { ReactElement } from "react";
import { adviceOn } from "../../inspect/advice/advice.ts";
import { FaultAdvice } from "../../inspect/advice/FaultAdvice.tsx";
import { hintOn } from "../../inspect/advice/faultsFor.ts";
import { Section } from "../../inspect/parts.tsx";
import { WhatPrograms } from "../../inspect/verdict/WhatPrograms.tsx";
import { t } from "../../language/t.ts";
import { RichText } from "../../ui/RichText.tsx";
import type { Judgement } from "./judging/judging.ts";
import { likelyFaults } from "./likelyFaults.ts";
import styles from "./WhatToDo.module.css";

/** What a refusal comes from, how to make sure, how to mend it, and what programs say of it. */
export function WhatToDo({ judgement }: Readonly<{ judgement: Judgement }>): ReactElement | null {
  const { reason, purpose } = judgement.verdict;
  if (reason === null) return null;
  const faults = likelyFaults(judgement);
  const [likeliest, ...others] = faults;
  const hint = hintOn(reason);
  if (likeliest === undefined && hint === null) return null;
  return (
    <Section title={t`What to do about it`}>
      <div className={styles.advice}>
        {hint === null ? null : (
          <p>
            <RichText text={hint} />
          </p>
        )}
        {likeliest === undefined ? null : <FaultAdvice fault={likeliest} purpose={purpose} />}
        {others.map((fault) => (
          <details key={fault} className={styles.other}>
            <summary>{t`Or it is this: ${adviceOn(fault).title}`}</summary>
            <FaultAdvice fault={fault} purpose={purpose} />
          </details>
        ))}
      </div>
      {likeliest === undefined ? null : <WhatPrograms faults={[likeliest]} purpose={purpose} />}
    </Section>
  );
}
