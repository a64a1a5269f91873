import { lazy, type ReactElement, type ReactNode, Suspense, useEffect, useState } from "react";
import { Announcer } from "../embed/controls/Announcer.tsx";
import { toggleFullscreen } from "../embed/fullscreen.ts";
import { visit } from "../embed/place.ts";
import { useCommands } from "../embed/useCommands.ts";
import { type Before, useAddress, useSession } from "../embed/useSession.ts";
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
import { attend } from "./course/attendance.ts";
import { Header } from "./Header.tsx";
import { Opening } from "./Opening.tsx";
import styles from "./ScenePage.module.css";
import { Transport } from "./Transport.tsx";
import { noteVisit } from "./visited.ts";

const SeedLine = later(async () => (await import("../embed/SeedLine.tsx")).SeedLine);
const Blackout = later(async () => (await import("../embed/Blackout.tsx")).Blackout);
const Help = later(async () => (await import("./late.ts")).Help);
const TakeHome = later(async () => (await import("./takeHome/TakeHome.tsx")).TakeHome);

const AudienceSide = lazy(async () => (await import("./present/open.ts")).openAudience());

type ScenePageProps = Readonly<{
  address: Address;
  /** What is shown instead where the scene can't be opened. */
  failed: (sentence: string) => ReactElement;
}>;

/** A scene with everything around it. */
export function ScenePage({ address, failed }: ScenePageProps): ReactElement {
  const session = useSession(address, null, kept);
  // When the presenter’s window was asked for; null: this window has no part in a presentation, and loads none of it.
  const [wanted, setWanted] = useState(isAudience() ? 0 : null);
  if (session.status === "opening") return <Opening />;
  if (session.status === "failed") return failed(session.sentence);
  return (
    <PlayerProvider player={session.player}>
      <Notes player={session.player} />
      <Shell onPresent={() => setWanted(performance.now())} />
      {wanted !== null && (
        <Suspense fallback={null}>
          <AudienceSide wanted={wanted} />
        </Suspense>
      )}
    </PlayerProvider>
  );
}

/** What the presenter of this window may have kept for it. */
const kept: Before = async (scene) => (isAudience() ? (await import("./present/open.ts")).kept(scene) : null);

/** Whether this window is the audience’s in a presentation: `present/channel/session.ts` names it so. */
function isAudience(): boolean {
  return window.name.startsWith("audience-");
}

/** Keeps the address, and what is known of visits, true to the player. */
function Notes({ player }: Readonly<{ player: Player }>): null {
  useAddress("scene", player);
  useNotedVisit();
  useEffect(() => attend(player), [player]);
  return null;
}

type ShellProps = Readonly<{
  /** What stands over the stage, from side to side. */
  above?: ReactNode;
  /** What stands before the stage: in a column of its own where there is room, else in place of what is told. */
  beside?: ReactNode;
  /** Opens the presenter’s window. */
  onPresent?: () => void;
}>;

/** The stage with everything around it, for the player that is given. */
export function Shell({ above, beside, onPresent }: ShellProps): ReactElement {
  // null: not wanted yet.
  const [help, setHelp] = useState<boolean | null>(null);
  const [takeHome, setTakeHome] = useState<boolean | null>(null);
  const [black, setBlack] = useState(false);
  return (
    <div className={styles.page}>
      <Header onHelp={() => setHelp(true)} onTakeHome={() => setTakeHome(true)} onPresent={onPresent} />
      <div className={styles.above}>
        <SceneNotices />
        {above}
      </div>
      <main className={styles.main}>
        {beside}
        <div className={styles.stage} data-stage>
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
      <Chores onHelp={() => setHelp(true)} onBlack={() => setBlack(true)} onPresent={onPresent} />
      {help !== null && <Help open={help} onClose={() => setHelp(false)} />}
      {takeHome !== null && <TakeHome open={takeHome} onClose={() => setTakeHome(false)} />}
      {black && <Blackout onEnd={() => setBlack(false)} />}
    </div>
  );
}

type ChoresProps = Readonly<{ onHelp: () => void; onBlack: () => void; onPresent: (() => void) | undefined }>;

/** What goes on unseen. A part of its own, so that it renders often and the stage does not. */
function Chores({ onHelp, onBlack, onPresent }: ChoresProps): null {
  useTitle();
  useTheRest();
  useCommands({
    help: onHelp,
    blackout: onBlack,
    fullscreen: () => void toggleFullscreen(),
    present: onPresent,
    nextScene: visit,
  });
  return null;
}

function SceneNotices(): ReactElement {
  const notices = usePlayer((state) => state.notices);
  const seed = usePlayer((state) => state.recording.seed);
  const { dismissNotice } = usePlayerActions();
  return (
    <>
      <Notices sentences={notices} onDismiss={dismissNotice} />
      {seed !== undefined && <SeedLine seed={seed} />}
    </>
  );
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
