import type { ReactElement } from "react";
import { canFillScreen } from "../embed/fullscreen.ts";
import { t } from "../language/t.ts";
import styles from "./Help.module.css";

export type KeyRow = Readonly<{ keys: readonly string[]; does: string }>;

/** What keys do, a row each. Full screen stands among them only where it can be had. */
export function KeyTable({ rows }: Readonly<{ rows: readonly KeyRow[] }>): ReactElement {
  return (
    <table className={styles.keys}>
      <caption className="visually-hidden">{t`Keys`}</caption>
      <tbody>
        {rows
          .filter(({ keys }) => !keys.includes("F") || canFillScreen())
          .map(({ keys, does }) => (
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
  );
}
