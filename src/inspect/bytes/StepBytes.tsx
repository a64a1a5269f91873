import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import type { Recording, Step } from "../../sim/recording.ts";
import { Section } from "../parts.tsx";
import { ArtifactBytes } from "./ArtifactBytes.tsx";
import { bytesOfStep } from "./bytesOfStep.ts";

/** The depth Bytes of a step. */
export function StepBytes({ recording, step }: Readonly<{ recording: Recording; step: Step }>): ReactElement {
  const { of, why } = bytesOfStep(recording, step);
  if (of !== null) return <ArtifactBytes id={of} />;
  return (
    <Section title={t`Bytes`}>
      <p>{why}</p>
    </Section>
  );
}
