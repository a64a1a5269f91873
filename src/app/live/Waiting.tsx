import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import { Brand } from "../Brand.tsx";
import { ThemeButton } from "../ThemeButton.tsx";
import { Connect } from "./Connect.tsx";
import { Controls } from "./Controls.tsx";
import styles from "./Live.module.css";
import type { LiveStage, LiveState } from "./stage.ts";

/** As long as nobody has called: how to do it. */
export function Waiting({ stage, state }: Readonly<{ stage: LiveStage; state: LiveState }>): ReactElement {
  return (
    <div className={styles.waiting}>
      <header className={styles.head}>
        <a className={styles.brand} href="#/" title={t`All scenes`}>
          <Brand />
          <span>{t`Between Alice and Bob`}</span>
        </a>
        <ThemeButton />
      </header>
      <div className={styles.live}>
        <Controls stage={stage} state={state} open={null} onOpen={() => {}} />
      </div>
      <main>
        <h1>{state.port === null ? t`Alice waits to call a real server` : t`Bob waits for a real client`}</h1>
        {state.port === null ? (
          <p>{t`Let Alice call, and every message between her and the server comes on stage here, to be stepped through afterwards. Then let Mallory pose, and call again.`}</p>
        ) : (
          <p>{t`Run one of these in a terminal on this machine. The program takes Alice’s place, and every message between it and Bob comes on stage here, to be stepped through afterwards. Then let Mallory pose, and run it again.`}</p>
        )}
        {state.port === null ? null : <Connect state={state} port={state.port} />}
      </main>
    </div>
  );
}
