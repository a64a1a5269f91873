import { Download } from "lucide-react";
import type { ReactElement } from "react";
import styles from "./CopyButton.module.css";
import { saveFile } from "./files.ts";

/** Offers bytes as a file. */
export function SaveButton({ bytes, name, label }: { bytes: Uint8Array; name: string; label: string }): ReactElement {
  return (
    <button
      type="button"
      className={styles.button}
      onClick={() => saveFile(name, "application/octet-stream", new Uint8Array(bytes))}
    >
      <Download size={15} aria-hidden />
      {label}
    </button>
  );
}
