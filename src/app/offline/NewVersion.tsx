import { X } from "lucide-react";
import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import styles from "./NewVersion.module.css";

type NewVersionProps = Readonly<{ onTake: () => void; onClose: () => void }>;

/** One line at the foot of the page: it can wait. */
export function NewVersion({ onTake, onClose }: NewVersionProps): ReactElement {
  return (
    <aside className={styles.line} aria-label={t`New version`}>
      <p role="status">{t`A new version is here.`}</p>
      <Button look="quiet" onClick={onTake}>{t`Reload`}</Button>
      <IconButton look="quiet" label={t`Dismiss`} icon={<X size={16} aria-hidden />} onClick={onClose} />
    </aside>
  );
}
