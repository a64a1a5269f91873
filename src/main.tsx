import "./ui/tokens.css";
import "./ui/fonts.css";
import "./ui/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App.tsx";
import { ErrorBoundary } from "./app/ErrorBoundary.tsx";
import { hasCrypto } from "./app/hasCrypto.ts";
import { later } from "./ui/later.tsx";

const NoCrypto = later(async () => (await import("./app/NoCrypto.tsx")).NoCrypto);

const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>{hasCrypto() ? <App /> : <NoCrypto />}</ErrorBoundary>
    </StrictMode>,
  );
}
