import { type ReactElement, type ReactNode, useEffect, useState } from "react";
import { Announcer } from "../embed/controls/Announcer.tsx";
import { toggleFullscreen } from "../embed/fullscreen.ts";
import { visit } from "../embed/place.ts";
import { useCommands } from "../embed/useCommands.ts";
import { useAddress, useSession } from "../embed/useSession.ts";
import { useTheRest } from "../embed/useTheRest.ts";
import { Inspector } from "../inspect/Inspector.tsx";
import { t } from "../language/t.ts";
import { AfterPaint } from "../player/AfterPaint.tsx";
import type { Address } from "../player/address.ts";
import { PlayerProvider, usePlayer, usePlayerActions } from "../player/context.tsx";
import type { Player } from "../player/store.ts";
import { plainWords, wordsAt } from "../player/words.ts";
import { Stage } from "../stage/Stage.tsx";
import { later } from "../ui/later.tsx";
import { Notices } from "../ui/Notices.tsx";
import { Header } from "./Header.tsx";
import { Opening } from "./Opening.tsx";
import styles from "./ScenePage.module.css";
import { Transport } from "./Transport.tsx";
import { noteVisit } from "./visited.ts";

const Blackout = later(async () => (await import("../embed/Blackout.tsx")).Blackout);
const Help = later(async () => (await import("./late.ts")).Help);
const TakeHome = later(async () => (await import("./takeHome/TakeHome.tsx")).TakeHome);

type ScenePageProps = Readonly<{
  address: Address;
  /** What is shown instead where the scene can't be opened. */
  failed: (sentence: string) => ReactElement;
}>;

/** A scene with everything around it. */
export function ScenePage({ address, failed }: ScenePageProps): ReactElement {
  const session = useSession(address);
  if (session.status === "opening") return <Opening />;
  if (session.status === "failed") return failed(session.sentence);
  return (
    <PlayerProvider player={session.player}>
      <Notes player={session.player} />
      <Shell />
    </PlayerProvider>
  );
}

/** Keeps the address, and what is known of visits, true to the player. */
function Notes({ player }: Readonly<{ player: Player }>): null {
  useAddress("scene", player);
  useNotedVisit();
  return null;
}

type ShellProps = Readonly<{
  /** What stands over the stage, from side to side. */
  above?: ReactNode;
  /** What stands before the stage: in a column of its own where there is room, else in place of what is told. */
  beside?: ReactNode;
}>;

/** The stage with everything around it, for the player that is given. */
export function Shell({ above, beside }: ShellProps): ReactElement {
  // null: not wanted yet.
  const [help, setHelp] = useState<boolean | null>(null);
  const [takeHome, setTakeHome] = useState<boolean | null>(null);
  const [black, setBlack] = useState(false);
  return (
    <div className={styles.page}>
      <Header onHelp={() => setHelp(true)} onTakeHome={() => setTakeHome(true)} />
      <div className={styles.above}>
        <SceneNotices />
        {above}
      </div>
      <main className={styles.main}>
        {beside}
        <div className={styles.stage}>
          <Stage />
        </div>
        <div className={styles.side}>
          <AfterPaint>
            <Inspector />
          </AfterPaint>
        </div>
      </main>
      <Transport />
      <Announcer />
      <Chores onHelp={() => setHelp(true)} onBlack={() => setBlack(true)} />
      {help !== null && <Help open={help} onClose={() => setHelp(false)} />}
      {takeHome !== null && <TakeHome open={takeHome} onClose={() => setTakeHome(false)} />}
      {black && <Blackout onEnd={() => setBlack(false)} />}
    </div>
  );
}

type ChoresProps = Readonly<{ onHelp: () => void; onBlack: () => void }>;

/** What goes on unseen. A part of its own, so that it renders often and the stage does not. */
function Chores({ onHelp, onBlack }: ChoresProps): null {
  useTitle();
  useTheRest();
  useCommands({
    help: onHelp,
    blackout: onBlack,
    fullscreen: () => void toggleFullscreen(),
    nextScene: (id) => visit(`#/scene/${id}`),
  });
  return null;
}

function SceneNotices(): ReactElement {
  const notices = usePlayer((state) => state.notices);
  const { dismissNotice } = usePlayerActions();
  return <Notices sentences={notices} onDismiss={dismissNotice} />;
}

function useTitle(): void {
  const title = usePlayer(({ scene, recording, index }) => {
    const step = index === 0 ? "" : `${plainWords(wordsAt(scene, recording, index).title)} · `;
    return t`${step}${scene.card.title} · Between Alice and Bob`;
  });
  useEffect(() => {
    document.title = title;
  }, [title]);
}

function useNotedVisit(): void {
  const scene = usePlayer((state) => state.scene.card.id);
  const index = usePlayer((state) => state.index);
  const atEnd = usePlayer((state) => state.index > 0 && state.index === state.recording.steps.length);
  useEffect(() => noteVisit(scene, location.hash, index, atEnd), [scene, index, atEnd]);
}
