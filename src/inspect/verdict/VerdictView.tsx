import { Check, CircleSlash, ShieldAlert, TriangleAlert, X } from "lucide-react";
import type { ReactElement } from "react";
import { usePlayer } from "../../player/context.tsx";
import type { Check as CheckArtifact, VerdictArtifact } from "../../sim/recording.ts";
import { certificateName } from "../certificate/certificateName.ts";
import { Visible } from "../details.tsx";
import { nameOf } from "../names.ts";
import { Opener, Section } from "../parts.tsx";
import { useView } from "../view.ts";
import { deceiverOf, isAlarming } from "./deceived.ts";
import styles from "./VerdictView.module.css";
import { acceptedWords, CHECK_WORDS, reasonWords, SIGNATURE_WORDS } from "./words.ts";

/** A judgement: two lights kept apart, what it means, and every check that ran. */
export function VerdictView({ verdict, brief = false }: { verdict: VerdictArtifact; brief?: boolean }): ReactElement {
  const { recording } = useView();
  const short = usePlayer((state) => state.depth) === "story" && brief;
  return (
    <div className={styles.verdict}>
      <Lights verdict={verdict} />
      <Meaning verdict={verdict} plain={short} />
      <Section title="The checks that ran">
        <ol className={styles.checks}>
          {verdict.checks.map((check) => (
            <CheckRow key={check.id} check={check} said={check.reason === verdict.reason} short={short} />
          ))}
        </ol>
      </Section>
      {short ? (
        <p>
          <Opener to={{ kind: "verdict", id: verdict.id }}>Open the verdict with all values</Opener>
        </p>
      ) : null}
      {verdict.presented.length === 0 || short ? null : (
        <Section title="What was presented">
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

/** A signature may be valid and the certificate still refused: so there are two lights. */
function Lights({ verdict }: { verdict: VerdictArtifact }): ReactElement {
  const { signature, accepted } = verdict;
  const { recording, seen } = useView();
  const tone = signature === "valid" ? "green" : signature === "unchecked" || signature === "awaited" ? "none" : "red";
  const alarm = accepted && isAlarming(recording, seen, verdict);
  const judged = alarm ? "alarm" : accepted ? "green" : "red";
  return (
    <dl className={styles.lights}>
      <div data-tone={tone}>
        <dt>Signature over the conversation</dt>
        <dd>
          <LightIcon tone={tone} />
          {SIGNATURE_WORDS[signature]}
        </dd>
      </div>
      <div data-tone={judged}>
        <dt>Verdict on “{verdict.about}”</dt>
        <dd>
          <LightIcon tone={judged} />
          {accepted ? "accepted" : "refused"}
        </dd>
      </div>
    </dl>
  );
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
              `${judge} says so, and ends it.`
            ) : (
              <>
                {judge} sends the alert <code>{verdict.alert}</code> and ends it.
              </>
            )}
          </p>
        )}
      </div>
    );
  }
  const deceiver = deceiverOf(recording, seen, verdict);
  return (
    <div className={styles.meaning} data-tone={isAlarming(recording, seen, verdict) ? "red" : "green"}>
      <p>{acceptedWords(verdict)}</p>
      {deceiver === null ? null : (
        <p className={styles.alert}>
          <ShieldAlert size={16} aria-hidden /> The one at the other end is {nameOf(recording, frame.world, deceiver)}.
        </p>
      )}
    </div>
  );
}

/** `said`: its reason stands above already. `short`: its question and a plain reason, no values. */
function CheckRow({ check, said, short }: { check: CheckArtifact; said: boolean; short: boolean }): ReactElement {
  const words = CHECK_WORDS[check.id];
  const found = check.result === "failed" && check.reason !== null && !said ? reasonWords(check.reason) : null;
  return (
    <li className={styles.check}>
      <p className={styles.head}>
        <Result result={check.result} />
        <b>{words.name}</b>
        {short ? null : <span className={styles.section}>{check.section}</span>}
      </p>
      <p className={styles.question}>{words.question}</p>
      {short ? null : <Compared check={check} />}
      {found === null ? null : <p className={styles.why}>{found}</p>}
      {check.result === "skipped" ? <Skipped check={check} /> : null}
    </li>
  );
}

function Compared({ check: { expected, found } }: { check: CheckArtifact }): ReactElement {
  return (
    <dl className={styles.compared}>
      {expected === "" ? null : (
        <div>
          <dt>Expected</dt>
          <dd>
            <Visible text={expected} />
          </dd>
        </div>
      )}
      {found === "" ? null : (
        <div>
          <dt>Found</dt>
          <dd>
            <Visible text={found} />
          </dd>
        </div>
      )}
    </dl>
  );
}

function Result({ result }: { result: CheckArtifact["result"] }): ReactElement {
  const Icon = result === "passed" ? Check : result === "failed" ? X : CircleSlash;
  return (
    <span className={styles.result} data-result={result}>
      <Icon size={14} strokeWidth={result === "skipped" ? 2.2 : 3} aria-hidden />
      {result}
    </span>
  );
}

function Skipped({ check }: { check: CheckArtifact }): ReactElement {
  const switches = usePlayer((state) => state.scene.switches);
  if (check.skippedBy === null) return <p className={styles.why}>There was nothing left to check.</p>;
  const label = switches.find((spec) => spec.id === check.skippedBy)?.label ?? check.skippedBy;
  return (
    <p className={styles.why}>
      Turned off by “{label}”.
      {check.reason === null ? "" : ` It would have failed: ${lower(reasonWords(check.reason))}`}
    </p>
  );
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
