import { SlidersHorizontal } from "lucide-react";
import { type ReactElement, useId, useMemo, useState } from "react";
import { numeral, plural, t } from "../../language/t.ts";
import type { Address } from "../../player/address.ts";
import { PlayerProvider } from "../../player/context.tsx";
import type { Player } from "../../player/store.ts";
import { labScene } from "../../scenes/lab/scene.ts";
import type { LabSetup } from "../../scenes/lab/setup.ts";
import type { Scene } from "../../scenes/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Opening } from "../Opening.tsx";
import page from "../ScenePage.module.css";
import { Shell } from "../ScenePage.tsx";
import styles from "./LabBar.module.css";
import { LabFailed } from "./LabFailed.tsx";
import { OutcomeLine } from "./OutcomeLine.tsx";
import { PuzzleDialog } from "./puzzle/PuzzleDialog.tsx";
import { PuzzlePage } from "./puzzle/PuzzlePage.tsx";
import { puzzleLink, readPuzzle } from "./puzzle/puzzleAddress.ts";
import panelStyles from "./SetupPanel.module.css";
import { SetupPanel } from "./SetupPanel.tsx";
import { changesIn } from "./settings.ts";
import { useFolding } from "./useFolding.ts";
import { type Lab, useLab } from "./useLab.ts";
import { useLabAddress } from "./useLabAddress.ts";

/** The lab: everything about a run is chosen, and what happens is up to the engine; or a puzzle that was made there. */
export function LabPage({ address }: Readonly<{ address: Address }>): ReactElement {
  const { puzzle, view, plain } = useMemo(() => wishOf(address), [address]);
  return puzzle === null ? (
    <FreeLab address={plain} />
  ) : (
    <PuzzlePage key={puzzleLink(puzzle)} puzzle={puzzle} view={view} />
  );
}

/** What an address asks for: a puzzle, or the lab itself, with a sentence where a puzzle could not be opened. */
function wishOf(address: Address) {
  const asked = readPuzzle(address);
  if (asked?.ok === true) return { puzzle: asked.puzzle, view: asked.view, plain: address };
  const plain = asked === null ? address : { ...address, params: [], sentences: [asked.sentence] };
  return { puzzle: null, view: plain, plain };
}

function FreeLab({ address }: Readonly<{ address: Address }>): ReactElement {
  const lab = useLab(address, sceneOf);
  if (lab.player === null) return lab.failed ? <LabFailed onRetry={lab.retry} /> : <Opening />;
  return (
    <PlayerProvider player={lab.player}>
      <Open lab={lab} player={lab.player} />
    </PlayerProvider>
  );
}

/** The number of routers belongs to the set-up: in the middle of a run there is nothing to choose about it. */
function sceneOf(setup: LabSetup): Scene {
  return { ...labScene(setup), hops: { min: setup.hops, max: setup.hops, default: setup.hops } };
}

function Open({ lab, player }: Readonly<{ lab: Lab; player: Player }>): ReactElement {
  const { setup, change, undoing, busy, failed, retry } = lab;
  useLabAddress(setup, player, busy);
  const { isOpen, isInstead, toggle } = useFolding(player);
  const panelId = useId();
  const [setting, setSetting] = useState(false);
  const bar = (
    <section className={styles.bar} aria-label={t`The lab`}>
      {isInstead && <h1 className="visually-hidden">{t`The lab`}</h1>}
      <Button className={styles.toggle} aria-expanded={isOpen} aria-controls={panelId} onClick={toggle}>
        <SlidersHorizontal size={17} aria-hidden />
        {t`Set-up`}
        <Changes setup={setup} />
      </Button>
      <PuzzleDialog setup={setup} open={setting} onClose={() => setSetting(false)} />
      <OutcomeLine busy={busy} retry={failed ? retry : null} />
    </section>
  );
  const panel = (
    <div className={page.beside} hidden={!isOpen}>
      <section id={panelId} className={panelStyles.panel} aria-label={t`Set-up`}>
        <SetupPanel setup={setup} undoing={undoing} onChange={change} onPuzzle={() => setSetting(true)} />
      </section>
    </div>
  );
  return <Shell above={bar} beside={panel} />;
}

function Changes({ setup }: Readonly<{ setup: LabSetup }>): ReactElement | null {
  const count = changesIn(setup).length;
  return count === 0 ? null : (
    <span className={styles.changes}>
      <span aria-hidden>{numeral(count)}</span>
      <span className="visually-hidden">{plural(count, { one: "one change", other: "# changes" })}</span>
    </span>
  );
}
