import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import { artifact, commonName } from "../../sim/lookup.ts";
import type { ArtifactId } from "../../sim/recording.ts";
import { Opener } from "../parts.tsx";
import { useView } from "../view.ts";

/** Words that open the request for a certificate that a step is about. */
export function RequestOpener({ id }: { id: ArtifactId }): ReactElement {
  const { recording } = useView();
  const { subject } = artifact(recording, "request", id);
  return (
    <p>
      <Opener to={{ kind: "request", id }}>{t`Open the request for ${commonName(subject)}`}</Opener>
    </p>
  );
}
