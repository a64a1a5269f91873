import { FolderOpen } from "lucide-react";
import { type ReactElement, useRef } from "react";
import { t } from "../language/t.ts";
import { Button } from "../ui/Button.tsx";

/** Asks for a file and gives it on. */
export function FileButton({ onFile }: Readonly<{ onFile: (file: File) => void }>): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button look="quiet" onClick={() => input.current?.click()}>
        <FolderOpen size={17} aria-hidden />
        {t`Load a recording`}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label={t`Recording file`}
        tabIndex={-1}
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file !== undefined) onFile(file);
        }}
      />
    </>
  );
}
