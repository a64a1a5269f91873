import type { MotionValue } from "framer-motion";
import type { ReactElement } from "react";
import { t } from "../language/t.ts";
import { usePlayerActions } from "../player/context.tsx";
import type { KeyId } from "../sim/recording.ts";
import { KeyMark } from "../ui/KeyMark.tsx";
import styles from "./ChannelLabels.module.css";
import type { Point } from "./geometry.ts";
import type { KeyLook } from "./keyLooks.ts";
import type { Layout } from "./layout.ts";
import { useMoves } from "./moves.ts";
import { tubeLabels } from "./tubeLabels.ts";
import type { Tube } from "./tubes.ts";
import { part } from "./way.ts";

/** The names of the channels' keys, along the wire. */
export function ChannelLabels({
  layout,
  tubes,
  looks,
  progress,
}: {
  layout: Layout;
  tubes: readonly Tube[];
  looks: ReadonlyMap<KeyId, KeyLook>;
  progress: MotionValue<number>;
}): ReactElement {
  return (
    <>
      {tubes.map((tube) => {
        const look = looks.get(tube.key);
        const at = besideOthers(layout, tube, tubes);
        return look === undefined || at === null ? null : (
          <ChannelLabel
            key={tube.key}
            look={look}
            fresh={tube.fresh}
            short={layout.orientation === "down"}
            at={at}
            progress={progress}
          />
        );
      })}
    </>
  );
}

/** Where a channel's name stands; null where the name of another that goes the same way stands for it. */
function besideOthers(layout: Layout, tube: Tube, tubes: readonly Tube[]): Point | null {
  const alike = tubes.filter((other) => other.way.join() === tube.way.join());
  return tubeLabels(layout, alike)[alike.indexOf(tube)] ?? null;
}

function ChannelLabel({
  look,
  fresh,
  short,
  at,
  progress,
}: {
  look: KeyLook;
  fresh: boolean;
  /** Where the lane beside the wire is narrow. */
  short: boolean;
  at: Point;
  progress: MotionValue<number>;
}): ReactElement {
  const { select } = usePlayerActions();
  const moves = useMoves<HTMLButtonElement>(progress, (p) => ({ opacity: fresh ? part(p, 0.75, 1) : 1 }));
  return (
    <button
      ref={moves}
      type="button"
      className={styles.label}
      style={{ left: at.x, top: at.y, transform: "translate(-50%, -50%)" }}
      onClick={() => select({ kind: "key", id: look.id })}
      aria-label={t`Channel: ${look.name}`}
    >
      <KeyMark
        fingerprint={look.fingerprint}
        tone={look.tone}
        index={look.index}
        label={short ? look.short : look.name}
        size={short ? "s" : "m"}
      />
    </button>
  );
}
