/** Whether the page may fill the screen: in a frame that its host didn't allow it, it may not. */
export function canFillScreen(): boolean {
  return document.fullscreenEnabled;
}

/** Fills the screen, or goes back. A refusal leaves all as it is. */
export async function toggleFullscreen(): Promise<void> {
  if (!canFillScreen()) return;
  try {
    if (document.fullscreenElement === null) await document.documentElement.requestFullscreen();
    else await document.exitFullscreen();
  } catch {
    // The browser wants a fresh key press or click.
  }
}
