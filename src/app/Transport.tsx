import type { ReactElement } from "react";
import { TransportButtons } from "../embed/controls/Buttons.tsx";
import { Scrubber } from "../embed/controls/Scrubber.tsx";
import { Switches } from "../embed/controls/Switches.tsx";
import { t } from "../language/t.ts";
import { usePlayer } from "../player/context.tsx";
import { useMedia } from "../ui/useMedia.ts";
import styles from "./Transport.module.css";

/** The bar under the stage: playing, the line of steps, and what can be switched. */
export function Transport(): ReactElement {
  const narrow = useMedia("(max-width: 760px), (max-height: 480px)");
  const stacked = useStacked();
  const busy = usePlayer((state) => state.recordingBusy);
  return (
    <section className={styles.bar} aria-label={t`Transport`} aria-busy={busy} data-stacked={stacked}>
      <div className={styles.buttons}>
        <TransportButtons />
      </div>
      <div className={styles.scrubber}>
        <Scrubber />
      </div>
      <div className={styles.switches}>
        <Switches folded={narrow} />
      </div>
    </section>
  );
}

/** Whether the line of steps gets a row of its own: it must stay long enough to be read and hit. */
function useStacked(): boolean {
  const small = useMedia("(max-width: 760px), (max-width: 1279px) and (min-height: 481px)");
  const middling = useMedia("(max-width: 1679px) and (min-height: 481px)");
  const choices = usePlayer((state) => state.scene.switches.filter((spec) => spec.kind === "choice").length);
  // More than two stand behind “What if…?”.
  return small || (middling && choices > 0 && choices < 3);
}
