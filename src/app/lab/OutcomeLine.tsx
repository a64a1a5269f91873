import { ArrowRight, Ban, CircleCheck, CircleDot, CircleSlash, TriangleAlert, VenetianMask } from "lucide-react";
import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import { usePlayer, usePlayerActions } from "../../player/context.tsx";
import { plainWords } from "../../player/words.ts";
import type { Recording } from "../../sim/recording.ts";
import { Button } from "../../ui/Button.tsx";
import { RichText } from "../../ui/RichText.tsx";
import { type Found, foundIn } from "./found.ts";
import styles from "./LabBar.module.css";

const ICONS = { safe: CircleCheck, quiet: CircleDot, refused: Ban, broken: CircleSlash, fooled: VenetianMask } as const;

type Props = Readonly<{
  /** What is told of a run. */
  find?: (recording: Recording) => Found;
  /** Another run is on its way. */
  busy?: boolean;
  /** Tries once more what could not be run; null where nothing failed. */
  retry?: (() => void) | null;
}>;

/** What came of the run that is on stage, as found in it, and the way to the step in which it is seen. */
export function OutcomeLine({ find = foundIn, busy = false, retry = null }: Props): ReactElement {
  const recording = usePlayer((state) => state.recording);
  const recordingBusy = usePlayer((state) => state.recordingBusy);
  const found = find(recording);
  const Icon = retry === null ? ICONS[found.kind] : TriangleAlert;
  return (
    <div
      className={styles.outcome}
      data-kind={retry === null ? found.kind : "broken"}
      aria-busy={busy || recordingBusy}
    >
      <Icon size={19} aria-hidden />
      <p role="status">
        {retry === null ? (
          <Words found={found} busy={busy} />
        ) : (
          t`This could not be run, so the run before stays on stage.`
        )}
      </p>
      {retry === null ? <Where found={found} /> : <Button onClick={retry}>{t`Try again`}</Button>}
    </div>
  );
}

function Words({ found, busy }: Readonly<{ found: Found; busy: boolean }>): ReactElement {
  // Whoever listens hears each outcome once, when it is there.
  return busy ? (
    <span aria-hidden>
      <RichText text={found.words} />
    </span>
  ) : (
    <RichText text={found.words} />
  );
}

function Where({ found: { index, words } }: Readonly<{ found: Found }>): ReactElement | null {
  const { seek } = usePlayerActions();
  const at = usePlayer((state) => state.index);
  if (index === null) return null;
  return (
    <Button
      look="quiet"
      className={styles.where}
      aria-label={t`Go to step ${index}: ${plainWords(words)}`}
      aria-current={at === index ? "step" : undefined}
      onClick={() => seek(index)}
    >
      <span>{t`Step ${index}`}</span>
      <ArrowRight size={18} aria-hidden />
    </Button>
  );
}
