import { type ReactElement, useEffect, useState, useSyncExternalStore } from "react";
import { t } from "../../language/t.ts";
import { RichText } from "../../ui/RichText.tsx";
import { Brand } from "../Brand.tsx";
import { Opening } from "../Opening.tsx";
import styles from "./Live.module.css";
import { LiveShell } from "./LiveShell.tsx";
import { LiveStage, type LiveState } from "./stage.ts";
import { takeToken } from "./token.ts";
import { Waiting } from "./Waiting.tsx";

/** Real programs on stage: what the local server brings, for whoever has its token. */
export function LivePage(): ReactElement {
  const [token] = useState(takeToken);
  useEffect(() => {
    document.title = t`A real client on stage · Between Alice and Bob`;
  }, []);
  return token === null ? <Notice>{HOW_TO_START}</Notice> : <WithToken token={token} />;
}

const COMMAND = "npm start -- --bob 8443";

const HOW_TO_START = (
  <>
    <RichText
      text={t`Here real programs come on stage. Start the local server with \`${COMMAND}\`, and open the address that it prints: it holds the token without which nobody is let in.`}
    />
  </>
);

const OVER: Readonly<Record<Exclude<LiveState["status"], "opening" | "open">, ReactElement>> = {
  refused: (
    <>
      <RichText
        text={t`This local server does not take the token that this page has. Open the address that \`${COMMAND}\` printed last.`}
      />
    </>
  ),
  gone: (
    <>
      <RichText
        text={t`The local server is gone. Start it again with \`${COMMAND}\`, and open the address that it prints.`}
      />
    </>
  ),
  replaced: (
    <>{t`Another tab has taken over: real programs come on stage there. What came here before can still be looked at.`}</>
  ),
};

function WithToken({ token }: Readonly<{ token: string }>): ReactElement {
  const stage = useStage(token);
  return stage === null ? <Opening /> : <Live stage={stage} />;
}

function Live({ stage }: Readonly<{ stage: LiveStage }>): ReactElement {
  const state = useSyncExternalStore(stage.subscribe, stage.getState);
  const { status } = state;
  const over = status === "opening" || status === "open" ? null : OVER[status];
  const shown = state.callers.find(({ id }) => id === state.shown)?.growing?.player ?? null;
  if (shown !== null) return <LiveShell stage={stage} state={state} player={shown} over={over} />;
  return over === null ? <Waiting stage={stage} state={state} /> : <Notice>{over}</Notice>;
}

function useStage(token: string): LiveStage | null {
  const [stage, setStage] = useState<LiveStage | null>(null);
  useEffect(() => {
    const made = new LiveStage(token, wantsStillness);
    setStage(made);
    return () => made.dispose();
  }, [token]);
  return stage;
}

function wantsStillness(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function Notice({ children }: Readonly<{ children: ReactElement }>): ReactElement {
  return (
    <div className={styles.alone}>
      <a className={styles.brand} href="#/" title={t`All scenes`}>
        <Brand />
        <span>{t`Between Alice and Bob`}</span>
      </a>
      <main>
        <h1>{t`A real client on stage`}</h1>
        <p>{children}</p>
      </main>
    </div>
  );
}
