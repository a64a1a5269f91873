import { Info, X } from "lucide-react";
import type { ReactElement } from "react";
import { t } from "../language/t.ts";
import { IconButton } from "./Button.tsx";
import styles from "./Notices.module.css";

type NoticesProps = Readonly<{ sentences: readonly string[]; onDismiss: (index: number) => void }>;

/** Sentences that the reader should see once, each with a way to be rid of it. */
export function Notices({ sentences, onDismiss }: NoticesProps): ReactElement {
  return (
    <div className={styles.notices} role="status">
      {sentences.map((sentence, index) => (
        <div key={sentence} className={styles.notice}>
          <Info size={17} aria-hidden />
          <p>{sentence}</p>
          <IconButton
            look="quiet"
            label={t`Dismiss`}
            icon={<X size={16} aria-hidden />}
            onClick={() => onDismiss(index)}
          />
        </div>
      ))}
    </div>
  );
}
