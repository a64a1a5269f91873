/** How far from the window a scene begins to load, in CSS px: about a screen. */
const NEAR = 800;

/**
 * Tells whether something is near what is seen of the page, now and whenever that changes. What isn't shown at all, as
 * on another slide, is far.
 * @returns what ends it
 */
export function nearness(element: HTMLElement, tell: (isNear: boolean) => void): () => void {
  const observer = new IntersectionObserver((entries) => tell(entries.at(-1)?.isIntersecting ?? false), {
    rootMargin: `${NEAR}px`,
  });
  observer.observe(element);
  return () => observer.disconnect();
}
