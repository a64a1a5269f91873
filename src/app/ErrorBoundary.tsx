import { Component, type ReactNode } from "react";
import { t } from "../language/t.ts";
import styles from "./Message.module.css";

type Props = Readonly<{ children: ReactNode }>;

/** Catches our own bugs: says so, and offers the way back to the start. */
export class ErrorBoundary extends Component<Props, Readonly<{ failed: boolean }>> {
  override state = { failed: false };

  static getDerivedStateFromError(): Readonly<{ failed: boolean }> {
    return { failed: true };
  }

  override componentDidMount(): void {
    addEventListener("hashchange", this.recover);
  }

  override componentWillUnmount(): void {
    removeEventListener("hashchange", this.recover);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <main className={styles.message}>
        <h1>{t`Something broke here`}</h1>
        <p>{t`That is a mistake in this page, not yours. Nothing is lost: every scene can be run again.`}</p>
        <p>
          {/* A frame has no other page to go to, and perhaps may not. */}
          {location.hash.startsWith("#/embed/") ? (
            <button type="button" onClick={() => location.reload()}>{t`Start again`}</button>
          ) : (
            <a href="#/">{t`Start again`}</a>
          )}
        </p>
      </main>
    );
  }

  private readonly recover = (): void => {
    if (this.state.failed) this.setState({ failed: false });
  };
}
