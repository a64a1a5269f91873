import { randomHex } from "./carrier.ts";

/**
 * Which presentation a window belongs to. It stands in the window’s name: that stays when the page is loaded again, is
 * there without storage, and is not taken along when a tab is copied by its address.
 */
const AUDIENCE = /^audience-([0-9a-f]{32})$/;

/** The session of the presentation whose audience this window is; null where it is none. */
export function audienceSession(): string | null {
  return AUDIENCE.exec(window.name)?.[1] ?? null;
}

/** Makes this window the audience of a presentation, of a new one where none is given. */
export function becomeAudience(session: string = randomHex(16)): string {
  window.name = audienceName(session);
  return session;
}

/** This window is no audience any longer. */
export function leaveAudience(): void {
  if (audienceSession() !== null) window.name = "";
}

export function audienceName(session: string): string {
  return `audience-${session}`;
}

export function presenterName(session: string): string {
  return `presenter-${session}`;
}

/** The session that a presenter’s address names; null where it names none. */
export function sessionIn(value: string | undefined): string | null {
  return value !== undefined && /^[0-9a-f]{32}$/.test(value) ? value : null;
}
