import type { Frame } from "../player/types.ts";
import { artifacts, commonName } from "../sim/lookup.ts";
import type { ActorId, ArtifactId, CertificateId, KeyId, Recording, SimEvent } from "../sim/recording.ts";
import type { Point } from "./geometry.ts";
import { type KeyLook, keyLooks } from "./keyLooks.ts";
import type { Layout } from "./layout.ts";
import { mix, part } from "./way.ts";

/** Something that moves in a step besides the packet: a key onto a desk, a certificate to its holder. */
export type Flyer = Readonly<{
  keys: readonly KeyLook[];
  /** What is written on it where it is a card. */
  words: string | null;
  way: readonly [Point, Point];
  /** Whether it shows at the start already, and whether it vanishes at the end into what it lands on. */
  begins: "appears" | "lifts";
}>;

/** What flies in a step, and from where to where; null for most steps. */
export function flyerOf(recording: Recording, frame: Frame, layout: Layout): Flyer | null {
  const event = frame.step?.event;
  return event === undefined ? null : flightOf(recording, event, layout);
}

function flightOf(recording: Recording, event: SimEvent, layout: Layout): Flyer | null {
  switch (event.type) {
    case "makes": {
      if (event.what === "request") return null;
      const card = event.certificate === null ? null : cardWords(recording, event.certificate);
      return flyer(
        looks(recording, card === null ? event.keys : []),
        card,
        center(layout, event.actor),
        desk(layout, event.actor),
        "appears",
      );
    }
    case "derives":
    case "assumes":
      return ontoDesk(recording, layout, event.actor, [event.key]);
    case "schedules":
    case "recomputes":
      return ontoDesk(recording, layout, event.actor, event.keys);
    case "opens":
      return event.gives === null ? null : ontoDesk(recording, layout, event.actor, [event.gives]);
    case "steals":
      return flyer(looks(recording, [event.key]), null, desk(layout, event.from), desk(layout, event.actor), "lifts");
    case "asksFor":
      return flyer(
        looks(recording, [event.key]),
        "request",
        hand(layout, event.actor),
        center(layout, event.authority),
        "appears",
      );
    case "challenges":
      return flyer([], "token", foot(layout, event.actor), desk(layout, event.to), "appears");
    case "issues":
      return flyer(
        [],
        cardWords(recording, event.certificate),
        foot(layout, event.actor),
        desk(layout, event.to),
        "appears",
      );
    case "reports":
    case "fetches":
      return statusFlight(recording, event, layout);
    case "signs":
      return flyer(
        looks(recording, [event.key]),
        "signature",
        desk(layout, event.actor),
        hand(layout, event.actor),
        "lifts",
      );
    case "forgets":
      return flyer(looks(recording, event.keys), null, desk(layout, event.actor), hand(layout, event.actor), "lifts");
    default:
      return null;
  }
}

/** What goes to an authority because of a theft, and what comes from it. */
function statusFlight(
  recording: Recording,
  event: Extract<SimEvent, { type: "reports" | "fetches" }>,
  layout: Layout,
): Flyer | null {
  if (event.type === "reports") {
    const card = cardWords(recording, event.certificate);
    return flyer([], card, hand(layout, event.actor), center(layout, event.authority), "appears");
  }
  const words = event.status === null ? null : statusCard(recording, event.status);
  return flyer([], words, foot(layout, event.from), desk(layout, event.actor), "appears");
}

/** Keys that somebody has just worked out. */
function ontoDesk(recording: Recording, layout: Layout, actor: ActorId, keys: readonly KeyId[]): Flyer | null {
  return flyer(looks(recording, keys), null, center(layout, actor), desk(layout, actor), "appears");
}

/** Where it is at a fraction of the step. */
export function flyerPoint(flight: Flyer, progress: number): Point {
  const [from, to] = flight.way;
  return mix(from, to, flight.begins === "lifts" ? part(progress, 0.1, 0.8) : part(progress, 0.35, 0.9));
}

/** How much of it shows. */
export function flyerShows(progress: number): number {
  return part(progress, 0, 0.2) * (1 - part(progress, 0.85, 1));
}

function flyer(
  keys: readonly KeyLook[],
  words: string | null,
  from: Point | null,
  to: Point | null,
  begins: Flyer["begins"],
): Flyer | null {
  if (from === null || to === null || (keys.length === 0 && words === null)) return null;
  return { keys, words, way: [from, to], begins };
}

function looks(recording: Recording, keys: readonly KeyId[]): readonly KeyLook[] {
  const all = keyLooks(recording);
  return keys.map((id) => all.get(id)).filter((look) => look !== undefined);
}

function cardWords(recording: Recording, id: CertificateId): string {
  const certificate = artifacts(recording).get(id);
  return certificate?.kind === "certificate" ? commonName(certificate.subject) : "certificate";
}

function statusCard(recording: Recording, id: ArtifactId): string {
  const status = artifacts(recording).get(id);
  return status?.kind === "status" && status.what === "answer" ? "answer" : "list";
}

/** Where somebody holds up what they have just made. */
function hand(layout: Layout, id: ActorId): Point | null {
  return layout.nodes.get(id)?.rest ?? null;
}

function center(layout: Layout, id: ActorId): Point | null {
  return layout.nodes.get(id)?.center ?? null;
}

/** Just under somebody. */
function foot(layout: Layout, id: ActorId): Point | null {
  const box = layout.nodes.get(id);
  return box === undefined ? null : { x: box.center.x, y: box.rect.y + box.rect.height + 20 };
}

/** The row of keys on somebody's desk, or the actor where there is no desk. */
function desk(layout: Layout, id: ActorId): Point | null {
  const box = layout.desks.get(id);
  if (box === undefined) return center(layout, id);
  return { x: box.rect.x + Math.min(90, box.rect.width / 2), y: box.rect.y + Math.min(56, box.rect.height / 2) };
}
