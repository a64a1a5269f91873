import { Puzzle as PuzzleIcon } from "lucide-react";
import { type ReactElement, useEffect, useId } from "react";
import { writeHash } from "../../../embed/place.ts";
import { subscribeTheme, themeState } from "../../../embed/theme.ts";
import { t } from "../../../language/t.ts";
import { type Address, parseAddress } from "../../../player/address.ts";
import { PlayerProvider } from "../../../player/context.tsx";
import type { Player } from "../../../player/store.ts";
import { Button, ButtonLink } from "../../../ui/Button.tsx";
import { Opening } from "../../Opening.tsx";
import page from "../../ScenePage.module.css";
import { Shell } from "../../ScenePage.tsx";
import { foundIn, symptomIn } from "../found.ts";
import bar from "../LabBar.module.css";
import { LabFailed } from "../LabFailed.tsx";
import { setupAddress } from "../labAddress.ts";
import { OutcomeLine } from "../OutcomeLine.tsx";
import panel from "../SetupPanel.module.css";
import { useFolding } from "../useFolding.ts";
import { AnswerForm } from "./AnswerForm.tsx";
import { Feedback } from "./Feedback.tsx";
import { reasonIn } from "./judging.ts";
import { KnownSetup } from "./KnownSetup.tsx";
import styles from "./Puzzle.module.css";
import { type Puzzle, puzzleAddress, USUAL_QUESTION } from "./puzzleAddress.ts";
import { usePuzzle } from "./usePuzzle.ts";
import { type Solving, useSolving } from "./useSolving.ts";
import type { Veil } from "./veil.ts";

type Props = Readonly<{ puzzle: Puzzle; view: Address }>;

/** A run of which parts are hidden, for whoever is to find out what is wrong with it. */
export function PuzzlePage({ puzzle, view }: Props): ReactElement {
  const { player, veil, failed, retry } = usePuzzle(puzzle, view);
  if (player === null) return failed ? <LabFailed onRetry={retry} /> : <Opening />;
  return (
    <PlayerProvider player={player}>
      <Open puzzle={puzzle} player={player} veil={veil} />
    </PlayerProvider>
  );
}

function Open({ puzzle, player, veil }: Readonly<{ puzzle: Puzzle; player: Player; veil: Veil }>): ReactElement {
  usePuzzleAddress(puzzle, player);
  const { isOpen, isInstead, toggle } = useFolding(player, true);
  const whole = () => veil.whole(player.store.getState().recording);
  const solving = useSolving(puzzle, whole, () => veil.lift(player));
  const panelId = useId();
  const above = (
    <section className={bar.bar} aria-label={t`The puzzle`}>
      {isInstead && <h1 className="visually-hidden">{t`A puzzle`}</h1>}
      <Button className={bar.toggle} aria-expanded={isOpen} aria-controls={panelId} onClick={toggle}>
        <PuzzleIcon size={17} aria-hidden />
        {t`Puzzle`}
      </Button>
      <OutcomeLine find={solving.state === "open" ? symptomIn : foundIn} />
    </section>
  );
  const beside = (
    <div className={page.beside} hidden={!isOpen}>
      <section id={panelId} className={panel.panel} aria-label={t`Puzzle`}>
        <Sheet puzzle={puzzle} solving={solving} reason={reasonIn(whole())} />
      </section>
    </div>
  );
  return <Shell above={above} beside={beside} />;
}

type SheetProps = Readonly<{ puzzle: Puzzle; solving: Solving; reason: string | null }>;

function Sheet({ puzzle, solving, reason }: SheetProps): ReactElement {
  const isOpen = solving.state !== "open";
  return (
    <>
      <div className={panel.head}>
        <h2>{t`A puzzle`}</h2>
      </div>
      <p className={styles.question}>{puzzle.question ?? USUAL_QUESTION}</p>
      {!isOpen && (
        <p
          className={styles.hint}
        >{t`You see what the two ends see: what each sent and heard, its certificates, whom it trusts, and the alerts. What happens between them and why a judge refused is kept from you until you have found it.`}</p>
      )}
      {!isOpen && <AnswerForm puzzle={puzzle} busy={solving.busy} onAnswer={solving.answer} />}
      <Feedback solving={solving} reason={reason} />
      {isOpen ? (
        <p className={styles.ways}>
          <ButtonLink href={setupAddress(puzzle.setup)}>{t`Open it in the lab`}</ButtonLink>
        </p>
      ) : (
        <Button look="quiet" className={styles.show} onClick={solving.show}>{t`Show me what it is`}</Button>
      )}
      <KnownSetup puzzle={puzzle} isOpen={isOpen} />
    </>
  );
}

/** Keeps the address true to the view of the puzzle, in place. */
function usePuzzleAddress(puzzle: Puzzle, player: Player): void {
  useEffect(() => {
    const write = (): void => {
      const state = player.store.getState();
      if (!state.live || state.recordingBusy || parseAddress(location.hash).page !== "lab") return;
      writeHash(puzzleAddress(puzzle, state, themeState().asked), "replace");
    };
    write();
    const stops = [player.store.subscribe(write), subscribeTheme(write)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [puzzle, player]);
}
