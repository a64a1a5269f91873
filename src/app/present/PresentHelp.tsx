import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import styles from "../Help.module.css";
import { type KeyRow, KeyTable } from "../KeyTable.tsx";

const KEYS: readonly KeyRow[] = [
  { keys: ["→", t`Page down`, "N"], does: t`Next step; while a question waits, reveal the answer from the run` },
  { keys: ["←", t`Page up`], does: t`Previous step` },
  { keys: [t`Enter`], does: t`While a question waits: reveal the answer from the run` },
  { keys: [t`Esc`], does: t`Close what is open, skip a question` },
  { keys: [t`Space`], does: t`Play, pause` },
  { keys: [t`Home`, t`End`], does: t`First and last step` },
  { keys: ["1", "2", "3"], does: t`Story, protocol, bytes` },
  { keys: ["M"], does: t`Mallory’s next strategy` },
  { keys: ["B", ".", "V"], does: t`Black screen, and back` },
  { keys: ["W", ","], does: t`White screen, and back` },
  { keys: ["L"], does: t`Pointer: press to switch, or hold` },
  { keys: ["K"], does: t`Spotlight: press to switch, or hold` },
  { keys: ["Q"], does: t`A code for telephones, in both windows` },
  { keys: ["T"], does: t`Elapsed time from 0:00` },
  { keys: ["F"], does: t`Full screen, in the window where it is pressed` },
  { keys: ["?"], does: t`This list` },
];

/** What the keys do while two windows show a scene. */
export function PresentHelp({ open, onClose }: Readonly<{ open: boolean; onClose: () => void }>): ReactElement {
  return (
    <Dialog title={t`Presenting`} open={open} onClose={onClose}>
      <div className={styles.help}>
        <p>{t`Put the other window on the projector and press F there. Whatever is done in one of the two windows is done in both; keys, clicker and switches work in either.`}</p>
        <p>{t`Either window can be loaded again or closed: the other one keeps the place.`}</p>
        <KeyTable rows={KEYS} />
      </div>
    </Dialog>
  );
}
