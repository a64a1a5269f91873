import type { ReactElement } from "react";
import { canFillScreen } from "../embed/fullscreen.ts";
import { Dialog } from "../ui/Dialog.tsx";
import styles from "./Help.module.css";

const KEYS: readonly Readonly<{ keys: readonly string[]; does: string }>[] = [
  { keys: ["Space"], does: "Play, pause" },
  { keys: ["→", "Page down", "N"], does: "Next step; at the end, the next scene" },
  { keys: ["←", "Page up"], does: "Previous step" },
  { keys: ["Home"], does: "To the start" },
  { keys: ["End"], does: "To the end" },
  { keys: ["1", "2", "3"], does: "Story, protocol, bytes" },
  { keys: ["M"], does: "Mallory’s next strategy" },
  { keys: ["F"], does: "Full screen" },
  { keys: ["B", "."], does: "Black screen; any key returns" },
  { keys: ["S"], does: "Presenter’s window: notes, answers, switches" },
  { keys: ["Esc"], does: "Close what is open, skip a question" },
  { keys: ["?"], does: "This list" },
];

/** What can be done here, and with which keys. */
export function Help({ open, onClose }: Readonly<{ open: boolean; onClose: () => void }>): ReactElement {
  return (
    <Dialog title="Help" open={open} onClose={onClose}>
      <div className={styles.help}>
        <p>
          Go through the steps at your own pace. Click anything on the stage (a packet, a key, a certificate, a person)
          to look inside. Turn a router into Mallory at any step: what came before stays, what comes after changes.
        </p>
        <p>Everything is computed in this page, with real keys. Copying the address copies exactly what you see.</p>
        <table className={styles.keys}>
          <caption className="visually-hidden">Keys</caption>
          <tbody>
            {KEYS.filter(({ keys }) => !keys.includes("F") || canFillScreen()).map(({ keys, does }) => (
              <tr key={does}>
                <th scope="row">
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </th>
                <td>{does}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Dialog>
  );
}
