import { RotateCcw } from "lucide-react";
import type { ReactElement, RefObject } from "react";
import { t } from "../../language/t.ts";
import { usePlayer, usePlayerActions } from "../../player/context.tsx";
import { wordsAt } from "../../player/words.ts";
import { IconButton } from "../../ui/Button.tsx";
import { later } from "../../ui/later.tsx";
import { RichText } from "../../ui/RichText.tsx";
import { PlayButton } from "../controls/Buttons.tsx";
import type { FrameOptions } from "../options.ts";
import { Question } from "../Question.tsx";
import { beginOf, isOver } from "./begin.ts";
import styles from "./Frame.module.css";

const PredictionsSummary = later(
  async () => (await import("../../inspect/step/PredictionsSummary.tsx")).PredictionsSummary,
);

type NarrationProps = Readonly<{
  /** Its content, by which its height is known whatever room it has. */
  inside: RefObject<HTMLDivElement | null>;
  options: FrameOptions;
}>;

/** What is said of the step, or the question that comes before it. */
export function Narration({ inside, options }: NarrationProps): ReactElement {
  const scene = usePlayer((state) => state.scene);
  const recording = usePlayer((state) => state.recording);
  const index = usePlayer((state) => state.index);
  const depth = usePlayer((state) => state.depth);
  const asking = usePlayer((state) => state.asking);
  const words = wordsAt(scene, recording, index);
  return (
    <div className={styles.narration} data-asking={asking !== null}>
      <div ref={inside} className={styles.words}>
        <div className={styles.head}>
          <h1>
            <RichText text={words.title} />
          </h1>
          {options.controls === "none" && <Least options={options} />}
        </div>
        {asking === null ? (
          <p>
            <RichText text={depth === "story" ? words.story : words.protocol} />
          </p>
        ) : (
          <Question id={asking} />
        )}
        <PredictionsSummary />
      </div>
    </div>
  );
}

/** Without a bar: the way to begin again; and what plays by itself must be possible to stop (WCAG 2.2.2). */
function Least({ options }: Readonly<{ options: FrameOptions }>): ReactElement | null {
  const over = usePlayer(isOver);
  const begin = usePlayer((state) => beginOf(state, options.start));
  const { seek } = usePlayerActions();
  if (options.autoplay || options.loop) return <PlayButton from={begin} />;
  if (!over) return null;
  return <IconButton label={t`Start again`} icon={<RotateCcw size={17} aria-hidden />} onClick={() => seek(begin)} />;
}
