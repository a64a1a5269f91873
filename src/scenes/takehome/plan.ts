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

type Told = Pick<KitPlan, "about" | "servers" | "clients">;

/** The scenes of the story that have certificates, and what is shown there. */
const STORY = {
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
} as const satisfies Readonly<Record<string, Told>>;

/** Scenes about what a handshake leaves behind. */
const HANDSHAKE: Told = {
  about:
    "The scene’s handshake is the part *Bob shows who he is*. What Mallory does with her copies, none of these programs does.",
  servers: [],
  clients: [],
};

/** Those of Act V: most are a situation of the story again. */
const REAL: Readonly<Record<string, Told>> = {
  tls13: STORY.certificate,
  "tls13-rejection": STORY.rejection,
  "tls13-mutual": STORY.mutual,
  "tls13-client-rejection": STORY["client-rejection"],
  "late-rejection": {
    about:
      "The scene is in the part *Alice shows who she is*, under *Without a certificate*: the client has finished its handshake before it hears that it is refused.",
    servers: [],
    clients: [],
  },
  "hello-retry": {
    about:
      "The scene’s Bob is in the part *Bob shows who he is*. With `-groups P-256` at the server and `-groups X25519:P-256` at the client, `openssl s_client -msg` shows two hellos each way: the first of the server’s is the HelloRetryRequest.",
    servers: [],
    clients: [],
  },
  resumption: {
    about: "The scene’s first conversation is the part *Bob shows who he is*; in the second, no certificate is shown.",
    servers: [],
    clients: [],
  },
  "forward-secrecy": HANDSHAKE,
  "post-quantum": HANDSHAKE,
  issuance: {
    about:
      "The scene is how the certificates in this folder come about; they were issued as they are, without a request. *Mallory’s turn* shows what Alice says to one that Mallory made herself.",
    servers: ["self-signed"],
    clients: [],
  },
  "what-still-shows": {
    about:
      "The scene is the part *Bob shows who he is*. Listen with Wireshark while it runs: the name and the lengths of the records are there to read, with no key.",
    servers: [],
    clients: [],
  },
};

const REVOKED: Told = {
  about:
    "The scene is the part *Bob shows who he is*. The folder *bob* holds his private key, so whoever has the kit can do as Mallory does there: with it, anybody is Bob.",
  servers: [],
  clients: [],
};

const SCENES: Readonly<Record<string, Told>> = {
  ...STORY,
  ...REAL,
  "stolen-key": REVOKED,
  "rogue-root": STORY["mutual-mitm"],
};

/** The kit of a scene; null where the scene has no certificates. */
export function planOf({ id, title }: Pick<SceneCard, "id" | "title">): KitPlan | null {
  const scene = SCENES[id];
  return scene === undefined ? null : { id, title, ...scene };
}
