import { X } from "lucide-react";
import { type ReactElement, type ReactNode, useEffect, useId, useRef } from "react";
import { t } from "../language/t.ts";
import { IconButton } from "./Button.tsx";
import styles from "./Dialog.module.css";

type DialogProps = Readonly<{
  title: string;
  open: boolean;
  /** For what is wider than words. */
  wide?: boolean;
  onClose: () => void;
  children: ReactNode;
}>;

/** The browser's own dialog: it keeps the focus, closes with Escape, and gives the focus back. */
export function Dialog({ title, open, wide = false, onClose, children }: DialogProps): ReactElement {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (dialog === null || dialog.open === open) return;
    if (open) dialog.showModal();
    else dialog.close();
  }, [open]);
  return (
    // A click on the backdrop is one on the dialog itself; Escape does the same by keyboard.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <dialog
      ref={ref}
      className={styles.dialog}
      data-wide={wide}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <div className={styles.inside}>
        <header className={styles.head}>
          <h2 id={titleId}>{title}</h2>
          <IconButton label={t`Close`} look="quiet" icon={<X size={18} aria-hidden />} onClick={onClose} />
        </header>
        {open && children}
      </div>
    </dialog>
  );
}
