import { Component, type ReactNode } from 'react';
import { empty } from '../../main/text/board.ts';
import styles from './screen.module.css';

/** How long a fault is said before the page is tried again, milliseconds. */
const retryAfter = 10_000;

/** A page that could not be drawn says so, and is tried again: nobody stands there to touch anything. */
export class Fault extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  #timer: ReturnType<typeof setTimeout> | undefined;

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.setState({ failed: false }), retryAfter);
  }

  override componentWillUnmount(): void {
    clearTimeout(this.#timer);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <main className={styles.notice} role="status">
        <p className={styles.noticeTitle}>{empty.broken}</p>
        <p className={styles.noticeAdvice}>{empty.brokenAdvice}</p>
      </main>
    );
  }
}
