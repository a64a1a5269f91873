import { Check, CircleSlash, ShieldAlert, TriangleAlert, X } from "lucide-react";
import type { ReactElement } from "react";
import { t } from "../../language/t.ts";
import { usePlayer } from "../../player/context.tsx";
import type { VerdictArtifact } from "../../sim/recording.ts";
import { RichText } from "../../ui/RichText.tsx";
import { faultsFor } from "../advice/faultsFor.ts";
import { certificateName } from "../certificate/certificateName.ts";
import { nameOf } from "../names.ts";
import { Opener, Section } from "../parts.tsx";
import { useView } from "../view.ts";
import { CheckList } from "./CheckList.tsx";
import { deceiverOf, isAlarming, mistakenBy } from "./deceived.ts";
import styles from "./VerdictView.module.css";
import { WhatPrograms } from "./WhatPrograms.tsx";
import { acceptedWords, isReason, reasonWords, SIGNATURE_WORDS } from "./words.ts";

/** A judgement: two lights kept apart, what it means, and every check that ran. */
export function VerdictView({ verdict, brief = false }: { verdict: VerdictArtifact; brief?: boolean }): ReactElement {
  const { recording } = useView();
  const story = usePlayer((state) => state.depth) === "story";
  const switches = usePlayer((state) => state.scene.switches);
  const short = story && brief;
  return (
    <div className={styles.verdict}>
      <Lights verdict={verdict} />
      {isVeiled(verdict) ? <Veiled verdict={verdict} /> : <Meaning verdict={verdict} plain={short} />}
      {isVeiled(verdict) ? null : (
        <Section title={t`The checks that ran`}>
          <CheckList
            checks={verdict.checks}
            said={verdict.reason}
            short={short}
            folded={story}
            switchName={(id) => switches.find((spec) => spec.id === id)?.label ?? id}
          />
        </Section>
      )}
      {verdict.accepted ? null : <Programs verdict={verdict} />}
      {short ? (
        <p>
          <Opener to={{ kind: "verdict", id: verdict.id }}>{t`Open the verdict with all values`}</Opener>
        </p>
      ) : null}
      {verdict.presented.length === 0 || short ? null : (
        <Section title={t`What was presented`}>
          <ul className={styles.plain}>
            {[...new Set(verdict.presented)].map((id) => (
              <li key={id}>
                <Opener to={{ kind: "certificate", id }}>{certificateName(recording, id)}</Opener>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}

/** Whether the checks were taken out of the recording: they are what somebody is to find out. */
function isVeiled({ checks }: VerdictArtifact): boolean {
  return checks.length === 0;
}

function Veiled({ verdict: { alert } }: { verdict: VerdictArtifact }): ReactElement {
  return (
    <div className={styles.meaning} data-tone="none">
      <p>
        {t`Which checks ran, and what came of each, is for you to find out.`}
        {alert === null ? null : (
          <>
            {" "}
            <RichText text={t`The alert is \`${alert}\`.`} />
          </>
        )}
      </p>
    </div>
  );
}

/** What programs say of a refusal, where any were asked about its reason. */
function Programs({ verdict: { reason, purpose } }: { verdict: VerdictArtifact }): ReactElement | null {
  const faults = reason !== null && isReason(reason) ? faultsFor(reason, purpose) : [];
  return faults.length === 0 ? null : <WhatPrograms faults={faults} purpose={purpose} />;
}

/** A signature may be valid and the certificate still refused: so there are two lights. */
function Lights({ verdict }: { verdict: VerdictArtifact }): ReactElement {
  const { signature, accepted } = verdict;
  const { recording, seen } = useView();
  const tone = signature === "valid" ? "green" : signature === "unchecked" || signature === "awaited" ? "none" : "red";
  const alarm = accepted && isAlarming(recording, seen, verdict);
  const half = isHalf(verdict) && !alarm;
  const judged = alarm ? "alarm" : half ? "none" : accepted ? "green" : "red";
  return (
    <dl className={styles.lights}>
      <div data-tone={tone}>
        <dt>{t`Signature over the conversation`}</dt>
        <dd>
          <LightIcon tone={tone} />
          {SIGNATURE_WORDS[signature]}
        </dd>
      </div>
      <div data-tone={judged}>
        <dt>{t`Verdict on “${verdict.about}”`}</dt>
        <dd>
          <LightIcon tone={judged} />
          {half ? t`in order so far` : accepted ? t`accepted` : t`refused`}
        </dd>
      </div>
    </dl>
  );
}

/** A certificate in order is half a verdict: whoever shows it may hold a copy only. */
function isHalf({ accepted, signature }: VerdictArtifact): boolean {
  return accepted && signature === "awaited";
}

function LightIcon({ tone }: { tone: "green" | "red" | "alarm" | "none" }): ReactElement {
  if (tone === "green") return <Check size={18} strokeWidth={3} aria-hidden />;
  if (tone === "alarm") return <ShieldAlert size={18} strokeWidth={2.4} aria-hidden />;
  return tone === "red" ? <X size={18} strokeWidth={3} aria-hidden /> : <CircleSlash size={17} aria-hidden />;
}

function Meaning({ verdict, plain }: { verdict: VerdictArtifact; plain: boolean }): ReactElement {
  const { recording, seen, frame } = useView();
  const judge = nameOf(recording, frame.world, verdict.by);
  if (!verdict.accepted) {
    return (
      <div className={styles.meaning} data-tone="red">
        <p>{reasonWords(verdict.reason ?? "")}</p>
        {verdict.alert === null ? null : (
          <p className={styles.alert}>
            <TriangleAlert size={15} aria-hidden />{" "}
            {plain ? (
              t`${judge} says so, and ends it.`
            ) : (
              <RichText text={t`${judge} sends the alert \`${verdict.alert}\` and ends it.`} />
            )}
          </p>
        )}
      </div>
    );
  }
  const deceiver = deceiverOf(recording, seen, verdict);
  const tone = isAlarming(recording, seen, verdict) ? "red" : isHalf(verdict) ? "none" : "green";
  return (
    <div className={styles.meaning} data-tone={tone}>
      <p>{acceptedWords(verdict, mistakenBy(recording, seen, verdict))}</p>
      {deceiver === null ? null : (
        <p className={styles.alert}>
          <ShieldAlert size={16} aria-hidden />{" "}
          {t`The one at the other end is ${nameOf(recording, frame.world, deceiver)}.`}
        </p>
      )}
    </div>
  );
}
