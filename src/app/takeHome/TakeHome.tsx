import { Download, TriangleAlert } from "lucide-react";
import { type ReactElement, useState } from "react";
import { t } from "../../language/t.ts";
import { usePlayer } from "../../player/context.tsx";
import { type KitPlan, planOf } from "../../scenes/takehome/plan.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { saveFile } from "../../ui/files.ts";
import styles from "./TakeHome.module.css";
import { AFRESH, contentsOf, DOWNLOAD, FAILED, MAKING, PURPOSE, saved, WARNING } from "./words.ts";

type DialogProps = Readonly<{ open: boolean; onClose: () => void }>;

/** The scene as a kit to take home; nothing where it has no certificates. */
export function TakeHome(props: DialogProps): ReactElement | null {
  const card = usePlayer((state) => state.scene.card);
  const plan = planOf(card);
  return plan === null ? null : <KitDialog plan={plan} {...props} />;
}

/** What is in a kit, what it is for, and the file. */
export function KitDialog({ plan, open, onClose }: DialogProps & Readonly<{ plan: KitPlan }>): ReactElement {
  return (
    <Dialog title={t`Take it home`} open={open} onClose={onClose}>
      <Contents plan={plan} />
    </Dialog>
  );
}

function Contents({ plan }: Readonly<{ plan: KitPlan }>): ReactElement {
  return (
    <div className={styles.kit}>
      <p>{PURPOSE}</p>
      <p className={styles.warning}>
        <TriangleAlert size={18} aria-hidden />
        <span>{WARNING}</span>
      </p>
      <dl className={styles.contents}>
        {contentsOf(plan).map(({ what, about }) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{about}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.small}>{AFRESH}</p>
      <DownloadButton plan={plan} />
    </div>
  );
}

/** How a download stands: the file's name where it is done. */
type Progress = "none" | "making" | "failed" | Readonly<{ name: string }>;

function DownloadButton({ plan }: Readonly<{ plan: KitPlan }>): ReactElement {
  const [progress, setProgress] = useState<Progress>("none");
  const isMaking = progress === "making";
  const download = async (): Promise<void> => {
    if (isMaking) return;
    setProgress("making");
    // What can fail for a reason outside is the loading of these.
    const loaded = await import("./makeZip.ts").catch(() => null);
    if (loaded === null) {
      setProgress("failed");
      return;
    }
    const { name, bytes } = await loaded.makeZip(plan);
    saveFile(name, "application/zip", bytes);
    setProgress({ name });
  };
  return (
    <div className={styles.foot}>
      <Button look="primary" aria-disabled={isMaking} onClick={() => void download()}>
        <Download size={17} aria-hidden />
        {DOWNLOAD}
      </Button>
      <p role="status">{saying(progress)}</p>
    </div>
  );
}

function saying(progress: Progress): string {
  if (progress === "none") return "";
  if (progress === "making") return MAKING;
  return progress === "failed" ? FAILED : saved(progress.name);
}
