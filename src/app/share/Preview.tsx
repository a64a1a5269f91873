import { type ReactElement, useEffect, useRef, useState } from "react";
import { speakWith } from "../../embed/element/speech.ts";
import { t } from "../../language/t.ts";
import { formatParams, type Param } from "../../player/address.ts";
import { Button } from "../../ui/Button.tsx";
import styles from "./Share.module.css";
import { SANDBOX } from "./snippets.ts";

type Props = Readonly<{
  scene: string;
  title: string;
  params: readonly Param[];
  sandbox: boolean;
  /** Takes the step that is shown as the one to begin at. */
  onStep: (step: string | null) => void;
  /** The step at which it begins now. */
  step: string | null;
}>;

/** The scene as it will be, in a real frame; what is shown there can be made its beginning. */
export function Preview({ scene, title, params, sandbox, onStep, step }: Props): ReactElement {
  const frame = useRef<HTMLIFrameElement>(null);
  const address = `${location.href.replace(/#.*$/, "")}${formatParams("embed", scene, params)}`;
  const [first] = useState(address);
  const { shown, height } = useHeard(frame, sandbox);
  useEffect(() => {
    const inside = frame.current?.contentWindow;
    // In place of the one before: the way back leads out of the builder.
    if (inside && inside.location.href !== new URL(address).href) inside.location.replace(address);
  }, [address]);
  return (
    <section className={styles.preview} aria-label={t`Preview`}>
      <iframe
        key={String(sandbox)}
        ref={frame}
        src={sandbox ? address : first}
        title={title}
        allow="fullscreen"
        {...(sandbox ? { sandbox: SANDBOX } : {})}
        style={height === null ? {} : { blockSize: height }}
      />
      <p className={styles.beneath}>
        <Button disabled={shown === null || shown.step === step} onClick={() => shown !== null && onStep(shown.step)}>
          {t`Begin at the step shown here`}
        </Button>
      </p>
    </section>
  );
}

type Shown = Readonly<{ step: string | null }>;

/** What the frame tells of where it is, and how tall it would like to be. */
function useHeard(frame: { current: HTMLIFrameElement | null }, sandbox: boolean) {
  const [shown, setShown] = useState<Shown | null>(null);
  const [height, setHeight] = useState<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with a sandbox it is another frame
  useEffect(() => {
    const element = frame.current;
    if (element === null || location.origin === "null") return;
    const speech = speakWith(element, location.origin, ({ event, detail }) => {
      if (event === "ready") {
        setShown({ step: detail.now.step });
        speech.greet();
      }
      if (event === "step") setShown({ step: detail.step });
      if (event === "resize") setHeight(Math.min(Math.max(detail.height, 320), 1200));
    });
    speech.greet();
    return () => speech.end();
  }, [frame, sandbox]);
  return { shown, height };
}
