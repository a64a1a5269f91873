import { type ReactElement, useEffect, useState } from "react";
import { Blackout } from "../../embed/Blackout.tsx";
import { Announcer } from "../../embed/controls/Announcer.tsx";
import { toggleFullscreen } from "../../embed/fullscreen.ts";
import { following } from "../../embed/keyboard.ts";
import { useCommands } from "../../embed/useCommands.ts";
import { Inspector } from "../../inspect/Inspector.tsx";
import { AfterPaint } from "../../player/AfterPaint.tsx";
import { PlayerProvider, usePlayer, usePlayerActions } from "../../player/context.tsx";
import type { Player } from "../../player/store.ts";
import { liveSwitches } from "../../scenes/live/scene.ts";
import { Stage } from "../../stage/Stage.tsx";
import { fetchTheRest, later } from "../../ui/later.tsx";
import { Notices } from "../../ui/Notices.tsx";
import { Header } from "../Header.tsx";
import page from "../ScenePage.module.css";
import { Transport } from "../Transport.tsx";
import { Callers } from "./Callers.tsx";
import { Connect } from "./Connect.tsx";
import { Controls } from "./Controls.tsx";
import styles from "./Live.module.css";
import type { LiveStage, LiveState } from "./stage.ts";

const Help = later(async () => (await import("../late.ts")).Help);

type ShellProps = Readonly<{
  stage: LiveStage;
  state: LiveState;
  player: Player;
  /** Why no more will come; null while more may. */
  over: ReactElement | null;
}>;

/** The stage with somebody real on it, those who called before, and what the next one will meet. */
export function LiveShell({ stage, state, player, over }: ShellProps): ReactElement {
  const [open, setOpen] = useState(false);
  useEffect(() => void fetchTheRest(), []);
  return (
    <div className={styles.page}>
      <PlayerProvider player={player}>
        <OnStage stage={stage} state={state}>
          <div className={styles.live}>
            {over === null ? (
              <Controls stage={stage} state={state} open={open} onOpen={setOpen} />
            ) : (
              <p className={styles.over} role="status">
                {over}
              </p>
            )}
            {open && over === null && state.port !== null ? <Connect state={state} port={state.port} /> : null}
            <Callers stage={stage} state={state} />
          </div>
        </OnStage>
      </PlayerProvider>
    </div>
  );
}

type OnStageProps = Readonly<{ stage: LiveStage; state: LiveState; children: ReactElement }>;

function OnStage({ stage, state, children }: OnStageProps): ReactElement {
  const [help, setHelp] = useState<boolean | null>(null);
  const [black, setBlack] = useState(false);
  return (
    <>
      <Header onHelp={() => setHelp(true)} onTakeHome={() => {}} />
      <StageNotices />
      {children}
      <main className={page.main}>
        <div className={page.stage}>
          <Stage />
        </div>
        <div className={page.side}>
          <AfterPaint>
            <Inspector />
          </AfterPaint>
        </div>
      </main>
      <Transport />
      <Announcer />
      <Keys stage={stage} state={state} onHelp={() => setHelp(true)} onBlack={() => setBlack(true)} />
      {help !== null && <Help open={help} onClose={() => setHelp(false)} />}
      {black && <Blackout onEnd={() => setBlack(false)} />}
    </>
  );
}

type KeysProps = Readonly<{ stage: LiveStage; state: LiveState; onHelp: () => void; onBlack: () => void }>;

/** A part of its own, so that it renders often and the stage does not. */
function Keys({ stage, state, onHelp, onBlack }: KeysProps): null {
  useCommands({
    help: onHelp,
    blackout: onBlack,
    fullscreen: () => void toggleFullscreen(),
    nextScene: null,
    mallory: () => {
      const values = liveSwitches.find(({ id }) => id === "mallory")?.options.map(({ value }) => value) ?? [];
      stage.throwSwitch("mallory", following(values, state.switches.mallory ?? "off"));
    },
  });
  return null;
}

function StageNotices(): ReactElement {
  const notices = usePlayer((state) => state.notices);
  const { dismissNotice } = usePlayerActions();
  return <Notices sentences={notices} onDismiss={dismissNotice} />;
}
