import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import { artifact } from "../../sim/lookup.ts";
import type { ArtifactId } from "../../sim/recording.ts";
import { Opener } from "../parts.tsx";
import { useView } from "../view.ts";

/** Words that open the list or the answer that a step is about. */
export function StatusOpener({ id }: { id: ArtifactId }): ReactElement {
  const { recording } = useView();
  const { what } = artifact(recording, "status", id);
  return (
    <p>
      <Opener to={{ kind: "status", id }}>{what === "list" ? t`Open the list` : t`Open the answer`}</Opener>
    </p>
  );
}
