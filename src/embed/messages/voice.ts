import { t } from "../../language/t.ts";
import type { FrameOptions } from "../options.ts";
import { inDialect } from "./dialects.ts";
import type { Host } from "./host.ts";
import {
  type EventName,
  type FailureCode,
  type MessageId,
  type Method,
  NAMESPACE,
  type Results,
  VERSION,
} from "./protocol.ts";
import type { Report } from "./reporter.ts";

/** All that the frame says to the page around it. */
export type Voice = Readonly<{
  report: Report;
  reply: (id: MessageId | null, result: Results[Method]) => void;
  /** Says what can't be done: to whoever asked, and where no answer was asked for, as an event. */
  refuse: (id: MessageId | null, code: FailureCode, message?: string) => void;
  /** The same height once more. */
  repeatHeight: () => void;
}>;

/** What anybody may hear who has not spoken yet: that there is a scene, what came in its way, and its height. */
const FOR_ANYONE: readonly EventName[] = ["ready", "error", "resize"];

export function createVoice(host: Host, options: () => FrameOptions): Voice {
  let height: number | null = null;

  const report: Report = (event, detail) => {
    if ("height" in detail) height = detail.height;
    const send = FOR_ANYONE.includes(event) ? host.postToAnyone : host.post;
    send({ ...envelope, event, detail });
    const other = inDialect(options().host, event, detail);
    if (other !== null) host.postToAnyone(other);
  };

  return {
    report,
    reply: (id, result) => {
      if (id !== null) host.post({ ...envelope, reply: id, ok: true, result });
    },
    refuse: (id, code, message = SENTENCES[code]) => {
      const error = { code, message };
      if (id === null) report("error", error);
      else host.postToAnyone({ ...envelope, reply: id, ok: false, error });
    },
    repeatHeight: () => {
      if (height !== null) report("resize", { height });
    },
  };
}

const envelope = { namespace: NAMESPACE, version: VERSION };

const SENTENCES: Readonly<Record<FailureCode, string>> = {
  malformed: t`That is no message of this protocol.`,
  version: t`This scene speaks version ${VERSION} of the protocol only.`,
  "unknown-method": t`This scene knows no such command.`,
  "bad-arguments": t`The command can’t be given with these arguments.`,
  "not-found": t`There is no such thing in this scene or run.`,
  "not-possible": t`That can’t be done now.`,
  superseded: t`A later command made this one void.`,
  "too-many": t`More messages came than can be answered, so some were dropped.`,
  "not-open": t`The scene could not be opened.`,
};
