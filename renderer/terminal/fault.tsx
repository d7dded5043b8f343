import { Component, type ReactNode } from 'react';
import { bar, waiting } from '../../main/text/terminal.ts';
import { Notice } from './notice.tsx';

/** Where a screen breaks, it says so and leads home; the others go on working. */
export class Fault extends Component<{ children: ReactNode; onLeave: () => void }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <Notice
        title={waiting.broken}
        advice={waiting.brokenAdvice}
        action={{ label: bar.home, onPress: this.props.onLeave }}
      />
    );
  }
}
