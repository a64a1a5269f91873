import "./ui/tokens.css";
import "./ui/fonts.css";
import "./ui/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App.tsx";
import { ErrorBoundary } from "./app/ErrorBoundary.tsx";
import { hasCrypto, NoCrypto } from "./app/NoCrypto.tsx";

const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>{hasCrypto() ? <App /> : <NoCrypto />}</ErrorBoundary>
    </StrictMode>,
  );
}
