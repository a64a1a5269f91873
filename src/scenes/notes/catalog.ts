import type { SceneNotes } from "./types.ts";

/** Each scene’s notes are loaded when they are asked for: by the presenter’s window alone. */
const loaders: ReadonlyMap<string, () => Promise<Readonly<{ notes: SceneNotes }>>> = new Map([
  ["direct", () => import("./direct.ts")],
  ["routers", () => import("./routers.ts")],
  ["asymmetric", () => import("./asymmetric.ts")],
  ["symmetric", () => import("./symmetric.ts")],
  ["agreement", () => import("./agreement.ts")],
  ["impostor", () => import("./impostor.ts")],
  ["mitm", () => import("./mitm.ts")],
  ["certificate", () => import("./certificate.ts")],
  ["rejection", () => import("./rejection.ts")],
  ["lookalike", () => import("./lookalike.ts")],
  ["unknown-client", () => import("./unknown-client.ts")],
  ["mutual", () => import("./mutual.ts")],
  ["client-rejection", () => import("./client-rejection.ts")],
  ["mutual-mitm", () => import("./mutual-mitm.ts")],
  ["tls13", () => import("./tls13.ts")],
  ["tls13-rejection", () => import("./tls13-rejection.ts")],
  ["tls13-mutual", () => import("./tls13-mutual.ts")],
  ["tls13-client-rejection", () => import("./tls13-client-rejection.ts")],
  ["late-rejection", () => import("./late-rejection.ts")],
  ["hello-retry", () => import("./hello-retry.ts")],
  ["resumption", () => import("./resumption.ts")],
  ["forward-secrecy", () => import("./forward-secrecy.ts")],
  ["post-quantum", () => import("./post-quantum.ts")],
  ["stolen-key", () => import("./stolen-key.ts")],
  ["rogue-root", () => import("./rogue-root.ts")],
  ["what-still-shows", () => import("./what-still-shows.ts")],
  ["issuance", () => import("./issuance.ts")],
]);

/** The notes for whoever teaches a scene; null where there are none. */
export async function loadNotes(scene: string): Promise<SceneNotes | null> {
  const load = loaders.get(scene);
  return load === undefined ? null : (await load()).notes;
}
