import { KeyRound, Network } from "lucide-react";
import type { ReactElement } from "react";
import { t } from "../language/t.ts";
import { usePlayer } from "../player/context.tsx";
import { hasRecords } from "../sim/capture/streams.ts";
import { Button } from "../ui/Button.tsx";
import { saveFile } from "../ui/files.ts";

/** A run of TLS as other programs read it: a capture with its secrets inside, and the secrets alone. */
export function CaptureButtons({ onDone }: Readonly<{ onDone: () => void }>): ReactElement | null {
  const recording = usePlayer((state) => state.recording);
  if (!hasRecords(recording)) return null;
  const saveCapture = async (): Promise<void> => {
    const { captureOf } = await import("../sim/capture/capture.ts");
    saveFile(`${recording.scene}.pcapng`, "application/x-pcapng", captureOf(recording));
    onDone();
  };
  const saveKeyLog = async (): Promise<void> => {
    const { keyLogOf } = await import("../sim/capture/keyLog.ts");
    saveFile(`${recording.scene}.keys.log`, "text/plain", keyLogOf(recording));
    onDone();
  };
  return (
    <>
      <Button look="quiet" onClick={() => void saveCapture()}>
        <Network size={17} aria-hidden />
        {t`Download for Wireshark`}
      </Button>
      <Button look="quiet" onClick={() => void saveKeyLog()}>
        <KeyRound size={17} aria-hidden />
        {t`Download the key log`}
      </Button>
    </>
  );
}
