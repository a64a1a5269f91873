import "./ui/tokens.css";
import "./ui/fonts.css";
import "./ui/base.css";
import { lazy, StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App.tsx";
import { ErrorBoundary } from "./app/ErrorBoundary.tsx";

const NoCrypto = lazy(async () => ({ default: (await import("./app/NoCrypto.tsx")).NoCrypto }));

const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>
        <Suspense>{hasCrypto() ? <App /> : <NoCrypto />}</Suspense>
      </ErrorBoundary>
    </StrictMode>,
  );
}

/** Whether the browser lets this page compute with keys at all. */
function hasCrypto(): boolean {
  return "crypto" in globalThis && "subtle" in globalThis.crypto;
}
