import { Sprout } from "lucide-react";
import { type ReactElement, useState } from "react";
import { t } from "../language/t.ts";
import { Dialog } from "../ui/Dialog.tsx";
import styles from "./SeedLine.module.css";
import { SEEDED, SeedWords } from "./SeedWords.tsx";

/** Stands wherever a seeded run is shown, and can't be sent away: nobody shall take its keys for secret ones. */
export function SeedLine({ seed }: Readonly<{ seed: string }>): ReactElement {
  const [open, setOpen] = useState(false);
  return (
    <aside className={styles.line} aria-label={t`Seeded run`}>
      <Sprout size={16} aria-hidden />
      <p>
        {SEEDED}{" "}
        <button type="button" onClick={() => setOpen(true)} aria-haspopup="dialog">
          {t`What is that?`}
        </button>
      </p>
      <Dialog title={t`The same keys for everybody`} open={open} onClose={() => setOpen(false)}>
        <SeedWords seed={seed} />
      </Dialog>
    </aside>
  );
}
