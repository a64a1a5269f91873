/** Whether an address is that of the page where scenes are made ready for other pages. */
export function isBuilder(hash: string): boolean {
  return /^#\/embed-builder(?:[/?]|$)/.test(hash);
}

/** The address of that page for the view of a scene that is on screen. */
export function builderFor(hash: string): string {
  return hash.replace(/^#\/(?:scene|embed)\//, "#/embed-builder/");
}
