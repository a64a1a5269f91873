import type { ReactElement } from "react";
import { inQuotes, t } from "../../language/t.ts";
import { artifact } from "../../sim/lookup.ts";
import type { Outcome, Recording, World } from "../../sim/recording.ts";
import { Slots, slot } from "../../ui/Slots.tsx";
import { nameOf } from "../names.ts";
import { Opener, Section, Sign } from "../parts.tsx";
import type { View } from "../view.ts";
import styles from "./Attempts.module.css";

/** How it ended, as facts found in the run. */
export function OutcomeCard({ view, outcome }: { view: View; outcome: Outcome }): ReactElement {
  return (
    <Section title={t`How it ended`}>
      <ul className={styles.list}>
        <Facts recording={view.recording} world={view.frame.world} outcome={outcome} />
      </ul>
    </Section>
  );
}

function Facts({ recording, world, outcome }: { recording: Recording; world: World; outcome: Outcome }): ReactElement {
  return (
    <>
      {outcome.delivered.map((text) => (
        <li key={`d${text}`}>
          <Sign kind="yes" />
          <span>{t`“${text}” arrived, as it was written`}</span>
        </li>
      ))}
      {outcome.leaked.map(({ actor, text }) => (
        <li key={`l${actor}${text}`}>
          <Sign kind="no" />
          <span>{t`${nameOf(recording, world, actor)} read “${text}”, which was meant for somebody else`}</span>
        </li>
      ))}
      {outcome.forged.map(({ actor, text }) => (
        <li key={`f${actor}${text}`}>
          <Sign kind="no" />
          <span>{t`${nameOf(recording, world, actor)} believed “${text}”, which the sender never wrote`}</span>
        </li>
      ))}
      {(outcome.repeated ?? []).map(({ actor, text }) => (
        <li key={`r${actor}${text}`}>
          <Sign kind="no" />
          <span>{t`${nameOf(recording, world, actor)} took in “${text}” more often than it was written`}</span>
        </li>
      ))}
      {outcome.refused.map((id) => (
        <li key={id}>
          <Sign kind="none" />
          <span>
            <Slots
              text={t`${nameOf(recording, world, artifact(recording, "verdict", id).by)} refused ${slot(0)}`}
              of={[
                <Opener key="verdict" to={{ kind: "verdict", id }}>
                  {inQuotes(artifact(recording, "verdict", id).about)}
                </Opener>,
              ]}
            />
          </span>
        </li>
      ))}
    </>
  );
}
