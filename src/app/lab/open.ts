import type { LabPage } from "./LabPage.tsx";

/** Fetches the lab's page. A step of its own, so that what all the lab needs is listed here, and not in the first file. */
export async function openLab(): Promise<Readonly<{ default: typeof LabPage }>> {
  return { default: (await import("./LabPage.tsx")).LabPage };
}
