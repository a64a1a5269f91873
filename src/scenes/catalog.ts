import type { Scene } from "./types.ts";

export { acts, cards } from "./cards.ts";

/** Each scene is loaded when it is asked for: the first ones must not carry what only the later ones need. */
const loaders: ReadonlyMap<string, () => Promise<Readonly<{ scene: Scene }>>> = new Map([
  ["direct", () => import("./direct/scene.ts")],
  ["routers", () => import("./routers/scene.ts")],
  ["asymmetric", () => import("./asymmetric/scene.ts")],
  ["symmetric", () => import("./symmetric/scene.ts")],
  ["agreement", () => import("./agreement/scene.ts")],
  ["impostor", () => import("./impostor/scene.ts")],
  ["mitm", () => import("./mitm/scene.ts")],
  ["certificate", () => import("./certificate/scene.ts")],
  ["rejection", () => import("./rejection/scene.ts")],
  ["lookalike", () => import("./lookalike/scene.ts")],
  ["unknown-client", () => import("./unknown-client/scene.ts")],
  ["mutual", () => import("./mutual/scene.ts")],
  ["client-rejection", () => import("./client-rejection/scene.ts")],
  ["mutual-mitm", () => import("./mutual-mitm/scene.ts")],
  ["tls13", () => import("./tls13/scene.ts")],
  ["tls13-rejection", () => import("./tls13-rejection/scene.ts")],
  ["tls13-mutual", () => import("./tls13-mutual/scene.ts")],
  ["tls13-client-rejection", () => import("./tls13-client-rejection/scene.ts")],
  ["late-rejection", () => import("./late-rejection/scene.ts")],
  ["hello-retry", () => import("./hello-retry/scene.ts")],
  ["resumption", () => import("./resumption/scene.ts")],
  ["what-still-shows", () => import("./what-still-shows/scene.ts")],
  ["issuance", () => import("./issuance/scene.ts")],
  ["forward-secrecy", () => import("./forward-secrecy/scene.ts")],
  ["post-quantum", () => import("./post-quantum/scene.ts")],
  ["stolen-key", () => import("./stolen-key/scene.ts")],
  ["rogue-root", () => import("./rogue-root/scene.ts")],
]);

/** A scene by its id; null where there is none of that name. */
export async function loadScene(id: string): Promise<Scene | null> {
  const load = loaders.get(id);
  return load === undefined ? null : (await load()).scene;
}
