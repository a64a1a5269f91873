import { carries } from "../../sim/actors/agreement.ts";
import type { Props } from "../../sim/props.ts";
import { clinic as service } from "../tales.ts";
import { person } from "./line.ts";
import type { MutualPapers } from "./mutual.ts";
import { bobOverTls, type Ends, tlsJudgeOfClients } from "./tls.ts";

/** Bob of the clinic over TLS, who asks who calls. `skips`: whether what-ifs loosen his checks. */
export function clinicOverTls(props: Props, ends: Ends, { bob, clinic }: MutualPapers, skips: boolean) {
  return bobOverTls(props, ends, {
    identity: carries(bob),
    service,
    clientAuth: () => (props.switches()["ask-only"] === "on" ? "ask" : "require"),
    judge: tlsJudgeOfClients(person(props, "bob"), () => [clinic], skips),
  });
}
