import type { PacketArtifact, SimEvent, StepId } from "./recording.ts";

/** What names a step: who, what they do, to what (`bob.opens.request`); stable over hops, keys and languages. */
export function stepIdOf(event: SimEvent, packet: PacketArtifact | null): StepId {
  const label = (packet?.label ?? "packet").replaceAll(" ", "-");
  switch (event.type) {
    case "travels":
      return `${label}.reaches.${event.path.at(-1) ?? event.actor}`;
    case "makes":
      return `${event.actor}.makes.${event.what}`;
    case "asksFor":
      return `${event.actor}.asksFor.certificate`;
    case "infers":
      return `${event.actor}.${event.how}.${label}`;
    case "challenges":
      return `${event.actor}.challenges.${event.to}`;
    case "examines":
      return `${event.actor}.examines.${event.what}.${event.applicant}`;
    case "issues":
      return `${event.actor}.issues.${event.to}`;
    case "signs":
      return `${event.actor}.signs.conversation`;
    case "derives":
      return `${event.actor}.derives.channelKey`;
    case "schedules":
      return `${event.actor}.derives.${event.epoch}Keys`;
    case "checks":
      return `${event.actor}.checks.${event.of ?? "certificate"}`;
    case "waits":
    case "revokes":
    case "reports":
      return `${event.actor}.${event.type}`;
    case "fetches":
    case "withholds":
      return `${event.actor}.${event.type}.status`;
    case "steals":
      return `${event.actor}.steals.${event.from}`;
    case "forgets":
      return `${event.actor}.forgets.keys`;
    case "assumes":
      return `${event.actor}.assumes.half`;
    case "recomputes":
      return `${event.actor}.recomputes.${event.epoch}Keys`;
    case "turns":
      return `switch.${event.switch}.${event.value}`;
    case "keeps":
      return `${event.actor}.keeps.ticket`;
    case "leaves":
    case "acts":
    case "gives-up":
      return `${event.actor}.${event.type}`;
    case "ends":
      return "end";
    case "writes":
    case "seals":
    case "reads":
    case "opens":
    case "fails":
    case "changes":
    case "repeats":
    case "swallows":
      return `${event.actor}.${event.type}.${label}`;
  }
}

/** The packet that an event is about, by id; null where it is about none. */
export function packetOf(event: SimEvent): string | null {
  return "packet" in event ? event.packet : null;
}
