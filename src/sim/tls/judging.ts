import { parseCertificate } from "../../pki/parse.ts";
import type { VerifyPeer } from "../../tls/config.ts";
import type { TlsEvent } from "../../tls/events.ts";
import type { TlsFailure } from "../../tls/failure.ts";
import type { Acting } from "../acting.ts";
import type { Judged } from "../identity.ts";
import type { ActorId, ArtifactId } from "../recording.ts";
import { certificateAlert } from "./alerts.ts";
import type { EndPlan } from "./endPlan.ts";

type Plan = Pick<EndPlan, "judge" | "insists" | "serverName">;

/** An end's judgement of its peer: given to the engine when it asks, told when the packet that it is about was. */
export class Judging {
  /** The verdict by which the end knows its peer, once the signature was looked at; null: it knows of none. */
  verdict: ArtifactId | null = null;
  private judged: Judged | null = null;

  constructor(
    private readonly actor: ActorId,
    private readonly plan: Plan,
  ) {}

  /** What the engine asks. Whoever has no judge takes any certificate that can be read. */
  readonly verifyPeer: VerifyPeer = async (path, _purpose, staples = []) => {
    const { judge } = this.plan;
    const [first] = path;
    if (first === undefined) return { ok: false, alert: "bad_certificate", why: "no certificate" };
    if (judge !== null) {
      const stapled = staples.slice(0, 1).filter((staple) => staple !== null);
      this.judged = await judge(path, this.plan.serverName(), stapled);
      const { accepted, alert, reason } = this.judged;
      if (!accepted) return { ok: false, alert: certificateAlert(alert), why: reason ?? "refused" };
    }
    const read = readable(first);
    if (read === null) return { ok: false, alert: "bad_certificate", why: "no certificate that can be read" };
    const { spki, subject, label } = read;
    return { ok: true, publicKey: spki, subject: subject === "" ? label : subject };
  };

  /** Tells what came of what these events brought: the certificates, or the signature. */
  async *tell(events: readonly TlsEvent[], failure: TlsFailure | null): Acting {
    const { actor, plan } = this;
    const came = events.flatMap((e) => (e.type === "message" && e.direction === "received" ? [e.message] : []));
    const certificate = came.find((message) => message.type === "certificate");
    if (certificate?.type === "certificate") {
      if (certificate.entries.length === 0 && plan.insists && plan.judge !== null)
        this.judged = await plan.judge([], plan.serverName());
      const verdict = this.judged === null ? null : await this.judged.told();
      if (verdict !== null) yield { type: "checks", actor, verdict: verdict.id };
    }
    if (this.judged === null || !came.some((message) => message.type === "certificate_verify")) return;
    if (failure !== null && failure.code !== "wrong-signature") return;
    const verdict = await this.judged.proved(failure === null);
    this.verdict = verdict.id;
    yield { type: "checks", actor, verdict: verdict.id, of: "signature" };
  }
}

/** A real program may show anything: what is no certificate is refused, and no fault of ours. */
function readable(der: Uint8Array<ArrayBuffer>) {
  try {
    return parseCertificate(der);
  } catch {
    return null;
  }
}
