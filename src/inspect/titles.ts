import { capital } from "../language/cases.ts";
import { t } from "../language/t.ts";
import type { Selection } from "../player/types.ts";
import { packetName } from "../scenes/labels.ts";
import { actorOf, artifact, commonName } from "../sim/lookup.ts";
import type { Actor, KeyArtifact, VerdictArtifact } from "../sim/recording.ts";
import { certificateName } from "./certificate/certificateName.ts";
import { keyName, nameOf } from "./names.ts";
import type { View } from "./view.ts";

/** What stands over a thing that was opened. */
export type Title = Readonly<{ eyebrow: string; words: string }>;

/** The heading of a thing that exists. */
export function titleOf({ recording, frame }: View, { kind, id }: Selection): Title {
  switch (kind) {
    case "packet": {
      const packet = artifact(recording, "packet", id);
      return { eyebrow: t`Packet · ${packet.message}`, words: capital(packetName(packet)) };
    }
    case "key": {
      const key = artifact(recording, "key", id);
      return {
        eyebrow: `${key.publicPart === null ? t`Shared key` : t`Key pair`} · ${key.algorithm}`,
        words: keyTitle(key, keyName(recording, id)),
      };
    }
    case "certificate":
      return { eyebrow: t`Certificate`, words: certificateName(recording, id) };
    case "status": {
      const { what, issuer } = artifact(recording, "status", id);
      const words = what === "list" ? t`A list of the revoked` : t`An answer about a certificate`;
      return {
        eyebrow: what === "list" ? "CRL" : t`OCSP response`,
        words: t`${words}, by ${certificateName(recording, issuer)}`,
      };
    }
    case "request":
      return { eyebrow: t`Request for a certificate`, words: commonName(artifact(recording, "request", id).subject) };
    case "verdict":
      return {
        eyebrow: t`Verdict`,
        words: verdictTitle(
          artifact(recording, "verdict", id),
          nameOf(recording, frame.world, artifact(recording, "verdict", id).by),
        ),
      };
    case "actor":
      return { eyebrow: ROLE[actorOf(recording, id).role], words: t`${nameOf(recording, frame.world, id)}’s desk` };
  }
}

const ROLE: Readonly<Record<Actor["role"], string>> = {
  client: t`Client`,
  server: t`Server`,
  router: t`Router`,
  authority: t`Certificate authority`,
  impostor: t`Impostor`,
};

function keyTitle(key: KeyArtifact, name: string): string {
  const uses = {
    encryption: t`to encrypt to`,
    agreement: t`a half, to agree on a key`,
    signature: t`to sign with`,
    channel: t`a channel`,
    resumption: t`kept to go on another time`,
  };
  return `${capital(name)}, ${key.use === "channel" ? t`for ${uses.channel}` : uses[key.use]}`;
}

function verdictTitle(verdict: VerdictArtifact, judge: string): string {
  return verdict.accepted ? t`${judge} accepts “${verdict.about}”` : t`${judge} refuses “${verdict.about}”`;
}
