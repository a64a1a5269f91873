import { createRoot } from "react-dom/client";

/**
 * Keeps the page for times without a network: registers the service worker that the build made. Not in a frame, whose host
 * didn’t ask for it; not from a disk, and not in the single file, which has no worker beside it.
 */
export async function keepOffline(): Promise<void> {
  const hasWorker = document.querySelector('link[rel="manifest"]') !== null;
  if (!hasWorker || window.top !== window || !("serviceWorker" in navigator) || !location.protocol.startsWith("http"))
    return;
  const { serviceWorker } = navigator;
  // Where a browser refuses (private windows, a full disk), the page is as before.
  const registration = await serviceWorker.register("./sw.js").catch(() => undefined);
  if (registration === undefined) return;
  const offer = (): void => {
    // With no version at work yet, what waits is the first: no news to anybody.
    if (registration.waiting !== null && serviceWorker.controller !== null) void offerVersion(registration.waiting);
  };
  offer();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", offer));
}

let offered = false;

async function offerVersion(worker: ServiceWorker): Promise<void> {
  if (offered) return;
  offered = true;
  const { NewVersion } = await import("./NewVersion.tsx");
  const place = document.body.appendChild(document.createElement("div"));
  const root = createRoot(place);
  const take = (): void => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    worker.postMessage("now");
  };
  const close = (): void => {
    root.unmount();
    place.remove();
  };
  root.render(NewVersion({ onTake: take, onClose: close }));
}
