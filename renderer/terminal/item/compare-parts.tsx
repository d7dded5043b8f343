import type { ReactNode } from 'react';
import { compare as words } from '../../../main/text/terminal-compare.ts';
import styles from './compare.module.css';
import type { LineChange, TextPart } from './compare-text.ts';

export interface SideTitles {
  older: string;
  newer: string;
}

/** What came in or went out, told by a sign and a word as well as by its look. */
export function Part({ mark, text }: TextPart) {
  if (mark === 'same') return text;
  if (mark === 'added') {
    return (
      <ins className={styles.added}>
        <span className={styles.sign}>＋{words.added}</span>
        {text}
      </ins>
    );
  }
  return (
    <del className={styles.removed}>
      <span className={styles.sign}>－{words.removed}</span>
      {text}
    </del>
  );
}

export function Side({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={styles.side}>
      <p className={styles.sideTitle}>{title}</p>
      {children}
    </div>
  );
}

function Parts({ parts }: { parts: readonly TextPart[] }) {
  if (parts.length === 0) return <p>—</p>;
  const keyed = parts.map((part, index) => ({ part, index }));
  return (
    <p>
      {keyed.map(({ part, index }) => (
        <Part key={index} {...part} />
      ))}
    </p>
  );
}

/** Old words beside the new. */
export function Line({ line, sides }: { line: LineChange; sides: SideTitles }) {
  return (
    <div className={styles.pair}>
      <Side title={sides.older}>
        <Parts parts={line.older} />
      </Side>
      <Side title={sides.newer}>
        <Parts parts={line.newer} />
      </Side>
    </div>
  );
}

interface LinesProps {
  title: string;
  lines: readonly LineChange[];
  sides: SideTitles;
}

export function Lines({ title, lines, sides }: LinesProps) {
  if (lines.length === 0) return null;
  const keyed = lines.map((line, index) => ({ line, index }));
  return (
    <section className={styles.section}>
      <h3>{title}</h3>
      {keyed.map(({ line, index }) => (
        <Line key={index} line={line} sides={sides} />
      ))}
    </section>
  );
}
