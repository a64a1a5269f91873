import {
  ArrowRightLeft,
  Code,
  Download,
  Keyboard,
  Link,
  Maximize,
  PackageOpen,
  Presentation,
  Sprout,
} from "lucide-react";
import { lazy, type ReactElement, Suspense, useState } from "react";
import { canFillScreen, toggleFullscreen } from "../embed/fullscreen.ts";
import { t } from "../language/t.ts";
import { usePlayer, usePlayerActions } from "../player/context.tsx";
import { fitsScene, MISFIT } from "../player/fits.ts";
import { cards } from "../scenes/catalog.ts";
import { planOf } from "../scenes/takehome/plan.ts";
import type { Recording } from "../sim/recording.ts";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { copyText } from "../ui/clipboard.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { saveFile } from "../ui/files.ts";
import { CaptureButtons } from "./CaptureButtons.tsx";
import { FileButton } from "./FileButton.tsx";
import { LanguageSelect } from "./LanguageSelect.tsx";
import { openRecording, readRecording } from "./loadFile.ts";
import styles from "./Menu.module.css";
import { builderFor } from "./share/isBuilder.ts";
import { ThemeSegment } from "./ThemeButton.tsx";

const SeedForm = lazy(() => import("./SeedForm.tsx").then((m) => ({ default: m.SeedForm })));
const Ladder = lazy(() => import("../inspect/ladder/Ladder.tsx").then((m) => ({ default: m.Ladder })));

type MenuProps = Readonly<{
  narrow: boolean;
  onHelp: () => void;
  onTakeHome: () => void;
  onPresent?: (() => void) | undefined;
  onDone: () => void;
}>;

/** What is wanted now and then. On a narrow screen, what has no room elsewhere too. */
export function Menu({ narrow, onHelp, onTakeHome, onPresent, onDone }: MenuProps): ReactElement {
  const hasKit = usePlayer((state) => planOf(state.scene.card) !== null);
  const done = (work: () => void) => () => {
    work();
    onDone();
  };
  return (
    <div className={styles.menu}>
      {narrow && <ThemeSegment />}
      <LanguageSelect />
      {narrow && <CopyAddress />}
      <LadderButton onDone={onDone} />
      <SaveButton onDone={onDone} />
      <CaptureButtons onDone={onDone} />
      <LoadButton onDone={onDone} />
      <ShareLink />
      <SeedButton onDone={onDone} />
      {hasKit && (
        <Button look="quiet" onClick={done(onTakeHome)}>
          <PackageOpen size={17} aria-hidden />
          {t`Take it home`}
        </Button>
      )}
      {onPresent !== undefined && (
        <Button look="quiet" onClick={done(onPresent)}>
          <Presentation size={17} aria-hidden />
          {t`Presenter’s window`}
          <kbd>S</kbd>
        </Button>
      )}
      {canFillScreen() && (
        <Button look="quiet" onClick={done(() => void toggleFullscreen())}>
          <Maximize size={17} aria-hidden />
          {t`Full screen`}
          <kbd>{t`F`}</kbd>
        </Button>
      )}
      <Button look="quiet" onClick={done(onHelp)}>
        <Keyboard size={17} aria-hidden />
        {t`Keys and help`}
        <kbd>?</kbd>
      </Button>
    </div>
  );
}

/** The run as a sequence diagram: over everything, and the menu is gone when it closes. */
function LadderButton({ onDone }: Readonly<{ onDone: () => void }>): ReactElement {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="quiet" onClick={() => setOpen(true)}>
        <ArrowRightLeft size={17} aria-hidden />
        {t`The ladder: all at a glance`}
      </Button>
      <Dialog title={t`The ladder`} open={open} wide onClose={onDone}>
        <Suspense fallback={null}>
          <Ladder onJump={onDone} />
        </Suspense>
      </Dialog>
    </>
  );
}

/** To the page that makes this very view ready for other pages. The lab’s set-ups have none. */
function ShareLink(): ReactElement | null {
  const isInCatalog = usePlayer(({ scene }) => cards.some(({ id }) => id === scene.card.id));
  if (!isInCatalog) return null;
  return (
    <ButtonLink look="quiet" href={builderFor(location.hash)}>
      <Code size={17} aria-hidden />
      {t`Share or embed…`}
    </ButtonLink>
  );
}

/** All chance from a seed: where nothing but the page itself takes part. */
function SeedButton({ onDone }: Readonly<{ onDone: () => void }>): ReactElement | null {
  const [open, setOpen] = useState(false);
  const isOurs = usePlayer((state) => state.recording.cast.every(({ outside }) => outside !== true));
  if (!isOurs) return null;
  return (
    <>
      <Button look="quiet" onClick={() => setOpen(true)}>
        <Sprout size={17} aria-hidden />
        {t`Same keys for everybody…`}
      </Button>
      <Dialog title={t`The same keys for everybody`} open={open} onClose={onDone}>
        <Suspense fallback={null}>
          <SeedForm onDone={onDone} />
        </Suspense>
      </Dialog>
    </>
  );
}

function CopyAddress(): ReactElement {
  const [copied, setCopied] = useState(false);
  return (
    <Button look="quiet" onClick={() => void copyText(location.href).then(setCopied)}>
      <Link size={17} aria-hidden />
      <span role="status">{copied ? t`Address copied` : t`Copy the address`}</span>
    </Button>
  );
}

function SaveButton({ onDone }: Readonly<{ onDone: () => void }>): ReactElement {
  const recording = usePlayer((state) => state.recording);
  const save = async (): Promise<void> => {
    const { serializeRecording } = await import("../player/recordingFile.ts");
    saveFile(`${recording.scene}.recording.json`, "application/json", serializeRecording(recording));
    onDone();
  };
  return (
    <Button look="quiet" onClick={() => void save()}>
      <Download size={17} aria-hidden />
      {t`Download this recording`}
    </Button>
  );
}

function LoadButton({ onDone }: Readonly<{ onDone: () => void }>): ReactElement {
  const scene = usePlayer((state) => state.scene);
  const { notice, show } = usePlayerActions();
  const showHere = (recording: Recording): void => (fitsScene(scene, recording) ? show(recording) : notice(MISFIT));
  const load = async (file: File): Promise<void> => {
    const read = await readRecording(file, scene.card.id);
    if (typeof read === "string") notice(read);
    else if (read.scene === scene.card.id) showHere(read);
    else openRecording(read);
    onDone();
  };
  return <FileButton onFile={(file) => void load(file)} />;
}
