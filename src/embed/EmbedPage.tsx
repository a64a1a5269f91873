import { type ReactElement, useEffect, useMemo, useRef, useState } from "react";
import { t } from "../language/t.ts";
import { type Address, quoted } from "../player/address.ts";
import { PlayerProvider } from "../player/context.tsx";
import type { Player } from "../player/store.ts";
import { cards } from "../scenes/catalog.ts";
import styles from "./EmbedPage.module.css";
import { beginOf } from "./frame/begin.ts";
import { Frame } from "./frame/Frame.tsx";
import { Poster } from "./frame/Poster.tsx";
import { useBridge } from "./frame/useBridge.ts";
import type { Bridge } from "./messages/bridge.ts";
import { type FrameAddress, readFrame } from "./options.ts";
import { useSession } from "./useSession.ts";

/** One scene for somebody else's page: the stage, what is said, and the means to go on; no shell. */
export function EmbedPage({ address }: Readonly<{ address: Address }>): ReactElement {
  const frame = useMemo(() => readFrame(address), [address]);
  const [isWanted, setWanted] = useState(false);
  const shown = useRef<Player | null>(null);
  const bridge = useBridge(frame.options, shown, () => setWanted(true));
  if (frame.options.clickToLoad && !isWanted) {
    return <Poster scene={address.scene ?? ""} bridge={bridge} onOpen={() => setWanted(true)} />;
  }
  return <Opened frame={frame} bridge={bridge} shown={shown} />;
}

type OpenedProps = Readonly<{ frame: FrameAddress; bridge: Bridge | null; shown: { current: Player | null } }>;

function Opened({ frame, bridge, shown }: OpenedProps): ReactElement {
  const { options, view } = frame;
  const session = useSession(view, options.end);
  const start = useRef(options.start);
  start.current = options.start;
  useEffect(() => {
    if (session.status === "opening") bridge?.turnTo({ status: "waiting" });
    if (session.status === "failed") bridge?.turnTo({ status: "failed", sentence: sentenceOf(view, session.sentence) });
    if (session.status !== "open") return;
    const { player } = session;
    shown.current = player;
    bridge?.turnTo({ status: "open", player, begin: () => beginOf(player.store.getState(), start.current) });
    return () => {
      shown.current = null;
    };
  }, [bridge, session, view, shown]);
  if (session.status === "opening") return <main className={styles.wait} aria-busy="true" />;
  if (session.status === "failed") {
    return (
      <main className={styles.wait}>
        <h1 className="visually-hidden">{t`Between Alice and Bob`}</h1>
        <p>{sentenceOf(view, session.sentence)}</p>
        {options.links && (
          <p>
            <a href="#/" target="_blank" rel="noopener">
              {t`All scenes`}
            </a>
          </p>
        )}
      </main>
    );
  }
  return (
    <PlayerProvider player={session.player}>
      <Frame player={session.player} options={options} params={frame.params} bridge={bridge} />
    </PlayerProvider>
  );
}

/** A frame has no start page to show instead. */
function sentenceOf({ scene }: Address, sentence: string): string {
  return cards.some(({ id }) => id === scene) ? sentence : t`There is no scene ${quoted(scene ?? "")}.`;
}
