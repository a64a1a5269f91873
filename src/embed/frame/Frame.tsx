import { type ReactElement, useEffect, useRef, useState } from "react";
import { t } from "../../language/t.ts";
import { type Param, quoted } from "../../player/address.ts";
import { usePlayer, usePlayerActions } from "../../player/context.tsx";
import type { Player } from "../../player/store.ts";
import { Stage } from "../../stage/Stage.tsx";
import { later } from "../../ui/later.tsx";
import { Notices } from "../../ui/Notices.tsx";
import { Announcer } from "../controls/Announcer.tsx";
import type { Bridge } from "../messages/bridge.ts";
import type { FrameOptions } from "../options.ts";
import { useAddress } from "../useSession.ts";
import { useTheRest } from "../useTheRest.ts";
import { Bar } from "./Bar.tsx";
import styles from "./Frame.module.css";
import { Keys } from "./Keys.tsx";
import { Narration } from "./Narration.tsx";
import { usePlaying } from "./usePlaying.ts";
import { useWishedHeight } from "./useWishedHeight.ts";

const SeedLine = later(async () => (await import("../SeedLine.tsx")).SeedLine);
const Blackout = later(async () => (await import("../Blackout.tsx")).Blackout);

type FrameProps = Readonly<{
  player: Player;
  options: FrameOptions;
  /** What the options are in the address. */
  params: readonly Param[];
  bridge: Bridge | null;
}>;

/** The scene in its frame. */
export function Frame({ player, options, params, bridge }: FrameProps): ReactElement {
  const [black, setBlack] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const narration = useRef<HTMLDivElement>(null);
  useAddress("embed", player, params);
  useWishedHeight(frame, narration, bridge);
  return (
    <div ref={frame} className={styles.frame} data-controls={options.controls}>
      <FrameNotices />
      <main className={styles.main}>
        <div className={styles.stage}>
          <Stage />
        </div>
        <Narration inside={narration} options={options} />
      </main>
      {options.controls !== "none" && <Bar options={options} />}
      <Announcer />
      <Chores options={options} />
      {options.keys !== "none" && <Keys options={options} bridge={bridge} onBlack={() => setBlack(true)} />}
      {black && <Blackout onEnd={() => setBlack(false)} />}
    </div>
  );
}

/** What goes on unseen. A part of its own, so that it renders often and the stage does not. */
function Chores({ options }: Readonly<{ options: FrameOptions }>): null {
  useTitle();
  useTheRest();
  useMissingEnd(options);
  usePlaying(options);
  return null;
}

function useTitle(): void {
  const title = usePlayer((state) => state.scene.card.title);
  useEffect(() => {
    document.title = t`${title} · Between Alice and Bob`;
  }, [title]);
}

/** A step to end or start at that the run doesn’t have is said once; a switch may bring it back. */
function useMissingEnd({ start, end }: FrameOptions): void {
  const { notice } = usePlayerActions();
  const steps = usePlayer((state) => state.recording.steps);
  const told = useRef(false);
  useEffect(() => {
    if (told.current) return;
    told.current = true;
    const lacks = (id: string | null): id is string => id !== null && !steps.some((step) => step.id === id);
    if (lacks(end)) notice(t`This run has no step ${quoted(end)}, so it goes on to its own end.`);
    if (lacks(start)) notice(t`This run has no step ${quoted(start)}, so it begins at the start.`);
  }, [steps, start, end, notice]);
}

function FrameNotices(): ReactElement {
  const notices = usePlayer((state) => state.notices);
  const seed = usePlayer((state) => state.recording.seed);
  const { dismissNotice } = usePlayerActions();
  return (
    <div className={styles.notices}>
      <Notices sentences={notices} onDismiss={dismissNotice} />
      {seed !== undefined && <SeedLine seed={seed} />}
    </div>
  );
}
