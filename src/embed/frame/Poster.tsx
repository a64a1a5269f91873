import { Play } from "lucide-react";
import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import { quoted } from "../../player/address.ts";
import { cards } from "../../scenes/catalog.ts";
import { Button } from "../../ui/Button.tsx";
import type { Bridge } from "../messages/bridge.ts";
import styles from "./Poster.module.css";
import { usePosterHeight } from "./useWishedHeight.ts";

type PosterProps = Readonly<{ scene: string; bridge: Bridge | null; onOpen: () => void }>;

/** What stands for a scene until somebody wants it (`ctl=1`): nothing of it has been loaded or computed. */
export function Poster({ scene, bridge, onOpen }: PosterProps): ReactElement {
  const card = cards.find(({ id }) => id === scene);
  usePosterHeight(bridge);
  return (
    <main className={styles.poster}>
      <h1>{card?.title ?? t`There is no scene ${quoted(scene)}.`}</h1>
      {card !== undefined && (
        <>
          <p>{card.question}</p>
          <Button look="primary" onClick={onOpen}>
            <Play size={17} fill="currentColor" aria-hidden /> {t`Open the scene`}
          </Button>
        </>
      )}
    </main>
  );
}
