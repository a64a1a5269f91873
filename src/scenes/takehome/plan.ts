import type { SceneCard } from "../types.ts";

/** What Mallory shows in Bob's place, by the values of the scenes' switches; the last two are scenes of their own. */
export type ServerCase =
  | "self-signed"
  | "unknown-authority"
  | "stolen"
  | "expired"
  | "wrong-name"
  | "missing-middle"
  | "lookalike"
  | "careless";

/** What is shown in Alice's place, by not-Alice; `borrowed`: by Mallory, who has met Alice. That nothing is shown, every kit tells. */
export type ClientCase = "self-signed" | "server-only" | "stolen" | "borrowed";

/** What a kit holds besides the good set, which is in each: a scene's, or one put together in the lab. */
export type KitPlan = Readonly<{
  /** In the names of folder and file: lower case letters, digits and hyphens. */
  id: string;
  title: string;
  /** Which part of the README is the scene. */
  about: string;
  servers: readonly ServerCase[];
  clients: readonly ClientCase[];
}>;

const FORGERIES = ["self-signed", "unknown-authority", "stolen", "expired", "wrong-name", "missing-middle"] as const;

/** The scenes that have certificates, and what is shown there. */
const SCENES: Readonly<Record<string, Pick<KitPlan, "about" | "servers" | "clients">>> = {
  certificate: {
    about: "The scene is the part *Bob shows who he is*; *Mallory’s turn* is her attempt with his certificate.",
    servers: ["stolen"],
    clients: [],
  },
  rejection: { about: "The scene is the part *Mallory’s turn*.", servers: FORGERIES, clients: [] },
  lookalike: { about: "The scene is the part *Mallory’s turn*.", servers: ["lookalike"], clients: [] },
  "unknown-client": {
    about:
      "The scene is the part *Bob shows who he is*: there, Bob answers anybody. In *Alice shows who she is* he asks who calls.",
    servers: [],
    clients: [],
  },
  mutual: { about: "The scene is the part *Alice shows who she is*.", servers: ["self-signed"], clients: [] },
  "client-rejection": {
    about: "The scene is the part *Not-Alice’s turn*.",
    servers: [],
    clients: ["self-signed", "server-only", "stolen"],
  },
  "mutual-mitm": {
    about:
      "The scene is the parts *Mallory’s turn* and *Mallory as Alice*. What no program of this list does is forward Alice’s signature, as Mallory does there: it covers the conversation in which it was made, so no other conversation takes it.",
    servers: ["careless"],
    clients: ["borrowed"],
  },
};

/** The kit of a scene; null where the scene has no certificates. */
export function planOf({ id, title }: Pick<SceneCard, "id" | "title">): KitPlan | null {
  const scene = SCENES[id];
  return scene === undefined ? null : { id, title, ...scene };
}
