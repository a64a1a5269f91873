import { Pause, Play, TimerReset } from "lucide-react";
import type { ReactElement } from "react";
import { language, t } from "../../language/t.ts";
import { IconButton } from "../../ui/Button.tsx";
import { asTime } from "./stopwatch.ts";
import styles from "./Timer.module.css";
import type { StopwatchControl } from "./useStopwatch.ts";

/** How long it has been, and what time it is. */
export function Timer({ watch }: Readonly<{ watch: StopwatchControl }>): ReactElement {
  const { running, elapsed, now, toggle, reset } = watch;
  const clock = new Date(now).toLocaleTimeString(language().tag, { hour: "2-digit", minute: "2-digit" });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, these are buttons
    <div className={styles.timer} role="group" aria-label={t`Time`}>
      <span className={styles.elapsed} role="timer" aria-label={t`Elapsed`}>
        {asTime(elapsed)}
      </span>
      <IconButton
        look="quiet"
        label={running ? t`Stop the clock` : t`Start the clock`}
        icon={running ? <Pause size={16} aria-hidden /> : <Play size={16} aria-hidden />}
        onClick={toggle}
      />
      <IconButton
        look="quiet"
        label={t`Begin from 0:00 (T)`}
        icon={<TimerReset size={17} aria-hidden />}
        onClick={reset}
      />
      <span className={styles.clock}>{clock}</span>
    </div>
  );
}
