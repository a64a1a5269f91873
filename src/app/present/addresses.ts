/** An address of this page, written out. */
export function addressHere(hash: string): string {
  return `${location.href.split("#")[0]}${hash}`;
}

/** Where the presenter’s window of a presentation is; in the language that this window was asked to speak. */
export function presenterHash(scene: string, session: string): string {
  const asked = /[?&]((?:lang|locale|hl)=[A-Za-z0-9_-]{2,20})(?=&|$)/.exec(location.hash)?.[1];
  const rest = asked === undefined ? "" : `&${asked}`;
  return addressHere(`#/present/${encodeURIComponent(scene)}?session=${session}${rest}`);
}
