import type { ReactElement } from "react";
import { WhatPrograms } from "../../inspect/verdict/WhatPrograms.tsx";
import { t } from "../../language/t.ts";
import type { FaultId } from "../../pki/issue/faults.ts";
import styles from "./Live.module.css";
import type { Caller, LiveStage, LiveState } from "./stage.ts";

/** Everybody who has called, the newest first, and how it went; a click puts them on stage. */
export function Callers({ stage, state }: Readonly<{ stage: LiveStage; state: LiveState }>): ReactElement | null {
  const { callers, shown } = state;
  const onStage = callers.find(({ id }) => id === shown);
  if (callers.length === 0) return null;
  return (
    <nav className={styles.callers} aria-label={t`Connections`}>
      <ol>
        {callers.toReversed().map((caller) => (
          <li key={caller.id}>
            <button type="button" aria-current={caller.id === shown} onClick={() => stage.choose(caller.id)}>
              <time dateTime={caller.at.toISOString()}>{caller.at.toLocaleTimeString([], { hour12: false })}</time>
              <span>{caller.words}</span>
              {caller.open ? <span className={styles.open}>{t`still open`}</span> : null}
            </button>
          </li>
        ))}
      </ol>
      {onStage === undefined ? null : <Prints caller={onStage} />}
    </nav>
  );
}

/** What is wrong with what Mallory shows. */
const FAULTS: Readonly<Record<string, FaultId>> = {
  "self-signed": "self-signed",
  "unknown-authority": "unknown-root",
  stolen: "key-not-held",
  expired: "expired",
  "wrong-name": "wrong-name",
  "missing-middle": "missing-intermediate",
};

/** What programs print of what this caller was shown: on stage only their alert is seen. */
function Prints({ caller: { switches } }: Readonly<{ caller: Caller }>): ReactElement | null {
  const fault = ["impersonate", "relay"].includes(switches.mallory ?? "") ? FAULTS[switches.forgery ?? ""] : undefined;
  return fault === undefined ? null : <WhatPrograms key={fault} faults={[fault]} purpose="server" />;
}
