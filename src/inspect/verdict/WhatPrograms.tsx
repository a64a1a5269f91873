import { type ReactElement, useState } from "react";
import { t } from "../../language/t.ts";
import type { FaultId } from "../../pki/issue/faults.ts";
import type { Purpose } from "../../pki/verdict.ts";
import styles from "../../ui/Fold.module.css";
import { later } from "../../ui/later.tsx";

const ClientWords = later(async () => (await import("../advice/ClientWords.tsx")).ClientWords);

type Props = Readonly<{
  faults: readonly FaultId[];
  /** Whose certificate is refused. */
  purpose: Purpose;
}>;

/** What real programs say where this is refused: fetched when somebody wants to know. */
export function WhatPrograms({ faults, purpose }: Props): ReactElement {
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.fold} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{purpose === "server" ? t`What would your client print?` : t`What would your server log?`}</summary>
      {open ? <ClientWords faults={faults} side={purpose === "server" ? "client" : "server"} /> : null}
    </details>
  );
}
