import type { ReactElement } from "react";
import { t } from "../language/t.ts";
import { Dialog } from "../ui/Dialog.tsx";
import styles from "./Help.module.css";
import { type KeyRow, KeyTable } from "./KeyTable.tsx";

const KEYS: readonly KeyRow[] = [
  { keys: [t`Space`], does: t`Play, pause` },
  { keys: ["→", t`Page down`, "N"], does: t`Next step; at the end, the next scene` },
  { keys: ["←", t`Page up`], does: t`Previous step` },
  { keys: [t`Home`], does: t`To the start` },
  { keys: [t`End`], does: t`To the end` },
  { keys: ["1", "2", "3"], does: t`Story, protocol, bytes` },
  { keys: ["M"], does: t`Mallory’s next strategy` },
  { keys: ["F"], does: t`Full screen` },
  { keys: ["B", "."], does: t`Black screen; any key returns` },
  { keys: ["S"], does: t`Presenter’s window: notes, answers, switches` },
  { keys: [t`Esc`], does: t`Close what is open, skip a question` },
  { keys: ["?"], does: t`This list` },
];

/** What can be done here, and with which keys. */
export function Help({ open, onClose }: Readonly<{ open: boolean; onClose: () => void }>): ReactElement {
  return (
    <Dialog title={t`Help`} open={open} onClose={onClose}>
      <div className={styles.help}>
        <p>{t`Go through the steps at your own pace. Click anything on the stage (a packet, a key, a certificate, a person) to look inside. Turn a router into Mallory at any step: what came before stays, what comes after changes.`}</p>
        <p>{t`Everything is computed in this page, with real keys. Copying the address copies exactly what you see.`}</p>
        <KeyTable rows={KEYS} />
      </div>
    </Dialog>
  );
}
