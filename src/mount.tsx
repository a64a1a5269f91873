import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App.tsx";
import { ErrorBoundary } from "./app/ErrorBoundary.tsx";
import { hasCrypto } from "./app/hasCrypto.ts";
import { later } from "./ui/later.tsx";

const NoCrypto = later(async () => (await import("./app/NoCrypto.tsx")).NoCrypto);

/** Draws the app. The language has been chosen by now. */
export function mount(root: HTMLElement): void {
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>{hasCrypto() ? <App /> : <NoCrypto />}</ErrorBoundary>
    </StrictMode>,
  );
}
