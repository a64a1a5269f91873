import type { Before } from "../../embed/useSession.ts";

/*
 * What leads to the parts of a presentation. In a file of its own: to name all that they load would make every first
 * visit heavier.
 */

export async function openAudience() {
  return { default: (await import("./Audience.tsx")).AudienceSide };
}

export async function openPresenter() {
  return { default: (await import("./PresentPage.tsx")).PresentPage };
}

/** What a presenter may have kept for this window. */
export const kept: Before = async (scene) => (await import("./givenBack.ts")).givenBack(scene);
