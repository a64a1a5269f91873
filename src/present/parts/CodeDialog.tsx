import { type ReactElement, useMemo } from "react";
import { encode } from "uqr";
import { t } from "../../language/t.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import styles from "./CodeDialog.module.css";

type CodeDialogProps = Readonly<{
  open: boolean;
  /** The address of the view. */
  address: string;
  onClose: () => void;
}>;

/** The address of what is shown, as a code for telephones and as text. */
export function CodeDialog({ open, address, onClose }: CodeDialogProps): ReactElement {
  return (
    <Dialog title={t`This view on your own screen`} open={open} wide onClose={onClose}>
      <div className={styles.code}>
        <Code address={address} />
        <div className={styles.words}>
          <p className={styles.address}>{address}</p>
          <p>{reachOf(address)}</p>
        </div>
      </div>
    </Dialog>
  );
}

/** A QR code (ISO/IEC 18004), with the four modules of quiet around it that readers want. */
function Code({ address }: Readonly<{ address: string }>): ReactElement {
  const { size, path } = useMemo(() => drawn(address), [address]);
  return (
    <svg className={styles.drawing} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t`QR code of the address`}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}

function drawn(address: string): Readonly<{ size: number; path: string }> {
  const { size, data } = encode(address, { ecc: "M", border: 4 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return { size, path };
}

/** Whether another machine gets anywhere with it. */
export function reachOf(address: string): string {
  const { protocol, hostname } = new URL(address);
  if (protocol === "file:")
    return t`This page was opened from a file on this machine: no telephone can reach it. Put it on a web server, or hand the file round.`;
  if (/^(localhost|.*\.localhost|127\..*|\[::1\])$/.test(hostname))
    return t`This page comes from this very machine (${hostname}): no telephone can reach it there. Put it on a web server that the class can reach.`;
  return t`It opens the same scene at the same step, with keys of its own, and does not follow yours.`;
}
