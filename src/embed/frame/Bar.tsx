import { ExternalLink, Maximize, Minimize, RotateCcw } from "lucide-react";
import { type ReactElement, useEffect, useState } from "react";
import { t } from "../../language/t.ts";
import { usePlayer, usePlayerActions } from "../../player/context.tsx";
import { addressOf } from "../../player/session.ts";
import { ButtonLink, IconButton } from "../../ui/Button.tsx";
import { useMedia } from "../../ui/useMedia.ts";
import { NextButton, PlayButton, PreviousButton } from "../controls/Buttons.tsx";
import { Scrubber } from "../controls/Scrubber.tsx";
import { Switches } from "../controls/Switches.tsx";
import { canFillScreen, toggleFullscreen } from "../fullscreen.ts";
import type { FrameOptions } from "../options.ts";
import { inSameLanguage } from "../place.ts";
import { useTheme } from "../theme.ts";
import styles from "./Bar.module.css";
import { beginOf, isOver } from "./begin.ts";

/** The bar under the stage: all that there is, or with `controls=minimal` the way through the steps alone. */
export function Bar({ options }: Readonly<{ options: FrameOptions }>): ReactElement {
  const roomy = useMedia("(min-width: 620px)");
  const full = options.controls === "full";
  const begin = usePlayer((state) => beginOf(state, options.start));
  return (
    <section className={styles.bar} data-controls={options.controls} aria-label={t`Transport`}>
      <PreviousButton />
      <PlayButton from={begin} />
      <NextButton />
      {full && roomy ? (
        <div className={styles.scrubber}>
          <Scrubber />
        </div>
      ) : (
        <Count />
      )}
      <AgainButton begin={begin} />
      {full && <Switches folded />}
      {full && options.fullscreen && canFillScreen() && <FullscreenButton />}
      {full && options.links && <WholeLink />}
    </section>
  );
}

function Count(): ReactElement {
  const count = usePlayer((state) => state.recording.steps.length);
  const index = usePlayer((state) => state.index);
  return (
    <span className={styles.count}>
      {index} / {count}
    </span>
  );
}

/** At the end, the way to where it began. */
function AgainButton({ begin }: Readonly<{ begin: number }>): ReactElement | null {
  const over = usePlayer(isOver);
  const { seek } = usePlayerActions();
  if (!over) return null;
  return <IconButton label={t`Start again`} icon={<RotateCcw size={17} aria-hidden />} onClick={() => seek(begin)} />;
}

function FullscreenButton(): ReactElement {
  const [full, setFull] = useState(() => document.fullscreenElement !== null);
  useEffect(() => {
    const follow = (): void => setFull(document.fullscreenElement !== null);
    document.addEventListener("fullscreenchange", follow);
    return () => document.removeEventListener("fullscreenchange", follow);
  }, []);
  const Icon = full ? Minimize : Maximize;
  return (
    <IconButton
      className={styles.extra}
      label={full ? t`Leave full screen` : t`Full screen`}
      icon={<Icon size={17} aria-hidden />}
      onClick={() => void toggleFullscreen()}
    />
  );
}

/** The same view with everything around it, in a window of its own. */
function WholeLink(): ReactElement {
  const { asked } = useTheme();
  const view = usePlayer((state) => addressOf("scene", state, asked));
  const label = t`Open the whole scene in a new window`;
  return (
    <ButtonLink
      className={styles.extra}
      href={inSameLanguage(view)}
      target="_blank"
      rel="noopener"
      aria-label={label}
      title={label}
    >
      <ExternalLink size={17} aria-hidden />
    </ButtonLink>
  );
}
