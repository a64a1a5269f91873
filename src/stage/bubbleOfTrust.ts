import { t } from "../language/t.ts";
import { recordedText } from "../scenes/recorded.ts";
import { artifacts, judgedIn } from "../sim/lookup.ts";
import type { ArtifactId } from "../sim/recording.ts";
import type { Bubble } from "./bubbleKinds.ts";
import { peopleIn } from "./people.ts";
import { look, type Of, subjectOf, type Told } from "./told.ts";

/** What is told of asking for and giving out certificates. */
export function aboutAuthority(
  told: Told,
  event: Of<"asksFor" | "challenges" | "examines" | "issues" | "leaves">,
): Partial<Bubble> {
  const { name } = told;
  switch (event.type) {
    case "asksFor":
      return {
        icon: "paper",
        head: t`${name} asks for a certificate`,
        body: t`for ${event.host}`,
        key: look(told, event.key),
        from: 0.1,
      };
    case "challenges":
      return {
        icon: "paper",
        head: t`${name} gives a token`,
        body: event.token,
        foot: t`to be found at ${event.host}`,
      };
    case "examines":
      return examined(name, event);
    case "issues":
      return {
        icon: "paper",
        actor: event.to,
        head: t`${name} certifies`,
        body: subjectOf(told, event.certificate),
        // Not before the certificate is there.
        from: 0.75,
      };
    case "leaves":
      return {
        icon: "paper",
        actor: event.actor,
        head: t`${name} goes offline`,
        body: t`Nobody asks it from here on.`,
      };
  }
}

function examined(name: string, { what, result, found }: Of<"examines">): Partial<Bubble> {
  return {
    icon: result === "failed" ? "refused" : "paper",
    tone: result === "failed" ? "red" : "plain",
    head: t`${name} checks ${what === "control" ? t`who runs the address` : t`the request’s signature`}`,
    body: found.map(recordedText).join("; "),
    foot: result === "failed" ? t`refused` : result === "passed" ? t`in order` : t`nobody looked`,
  };
}

/** Green only where the peer is who the judge takes it for: a valid certificate in the attacker's hands is an alarm. */
export function aboutVerdict(told: Told, event: Of<"checks">): Partial<Bubble> | null {
  const verdict = artifacts(told.recording).get(event.verdict);
  if (verdict?.kind !== "verdict") return null;
  const alarm = verdict.accepted && peerIsAttacker(told, event.verdict);
  const isHalfDone = verdict.signature === "awaited" && !alarm;
  const tone = !verdict.accepted || alarm ? "red" : isHalfDone ? "plain" : "green";
  return {
    icon: alarm ? "alarm" : verdict.accepted ? "reads" : "refused",
    tone,
    head: t`${told.name} checks ${verdict.about}`,
    verdict,
    foot: alarm ? t`The one behind this key is not an honest one.` : null,
    from: 0.05,
  };
}

/** An attacker whom nobody honest shares the key with; or one who stole it, and shows the certificate now. */
function peerIsAttacker(told: Told, id: ArtifactId): boolean {
  const all = artifacts(told.recording);
  const verdict = all.get(id);
  const shownBy = verdict?.kind === "verdict" ? judgedIn(told.recording, verdict) : null;
  const certificate = verdict?.kind === "verdict" ? all.get(verdict.presented[0] ?? "") : undefined;
  if (certificate?.kind !== "certificate") return false;
  const holders = peopleIn(told.recording, told.frame.after).filter((person) =>
    told.frame.after.actors[person.actor.id]?.keys.some(
      (held) => held.key === certificate.key && held.part === "private",
    ),
  );
  const hostile = holders.filter((person) => person.kind === "mallory" || person.kind === "impostor");
  return hostile.length > 0 && (hostile.length === holders.length || hostile.some((p) => p.actor.id === shownBy));
}
