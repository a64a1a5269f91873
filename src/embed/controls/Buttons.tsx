import { Pause, Play, RotateCcw, StepBack, StepForward } from "lucide-react";
import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import { usePlayer, usePlayerActions } from "../../player/context.tsx";
import type { Speed } from "../../player/types.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import styles from "./Buttons.module.css";

const SPEEDS: readonly Speed[] = [0.5, 1, 2, 4];

/** Restart, previous, play or pause, next, speed. */
export function TransportButtons(): ReactElement {
  const { restart } = usePlayerActions();
  // Where a real program took part, nothing can be run again.
  const isOnce = usePlayer((state) => state.recording.cast.some(({ outside }) => outside === true));
  const isSeeded = usePlayer((state) => state.recording.seed !== undefined);
  const again = isSeeded ? t`Restart with the same keys` : t`Restart with new keys`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, these are buttons
    <div className={styles.buttons} role="group" aria-label={t`Playing`}>
      <IconButton
        label={isOnce ? t`Back to the start` : again}
        icon={<RotateCcw size={17} aria-hidden />}
        onClick={() => void restart()}
      />
      <PreviousButton />
      <PlayButton />
      <NextButton />
      <SpeedButton />
    </div>
  );
}

export function PreviousButton(): ReactElement {
  const { previous } = usePlayerActions();
  const atStart = usePlayer((state) => state.index === 0);
  const icon = <StepBack size={18} aria-hidden />;
  return <IconButton label={t`Previous step`} icon={icon} aria-disabled={atStart} onClick={previous} />;
}

export function NextButton(): ReactElement {
  const { next } = usePlayerActions();
  const atEnd = usePlayer((state) => state.index >= state.recording.steps.length);
  const icon = <StepForward size={18} aria-hidden />;
  return <IconButton label={t`Next step`} icon={icon} aria-disabled={atEnd} onClick={next} />;
}

/** `from`: the index from which it plays again when all is over. */
export function PlayButton({ from = 0 }: Readonly<{ from?: number }>): ReactElement {
  const { togglePlay, seek } = usePlayerActions();
  const over = usePlayer((state) => state.index >= state.recording.steps.length && !state.moving);
  const playing = usePlayer((state) => state.playing);
  const icon = playing ? (
    <Pause size={19} fill="currentColor" aria-hidden />
  ) : (
    <Play size={19} fill="currentColor" aria-hidden />
  );
  return (
    <IconButton
      className={styles.play}
      data-playing={playing}
      look="primary"
      label={playing ? t`Pause` : t`Play`}
      icon={icon}
      onClick={() => {
        if (over) seek(from);
        togglePlay();
      }}
    />
  );
}

function SpeedButton(): ReactElement {
  const { setSpeed } = usePlayerActions();
  const speed = usePlayer((state) => state.speed);
  const following = SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1;
  return (
    <Button
      className={styles.speed}
      title={t`Speed: ${following}× next`}
      aria-label={t`Speed ${speed}×`}
      onClick={() => setSpeed(following)}
    >
      {speed}×
    </Button>
  );
}
