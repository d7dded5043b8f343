import { CircleAlert, CircleCheck, CircleHelp, LoaderCircle } from 'lucide-react';
import type { PrintOutcome } from '../../main/contract/views.ts';
import { print } from '../../main/text/terminal.ts';
import { Sheet } from './sheet.tsx';
import styles from './take-sheets.module.css';

/** `printing` until something is known; `away`: the core gave no answer. */
export type PrintProgress = PrintOutcome | 'printing' | 'away';

const icons = { printing: LoaderCircle, printed: CircleCheck, unknown: CircleHelp, failed: CircleAlert };

interface PrintSheetProps {
  title: string;
  progress: PrintProgress;
  /** Where the content still is when nothing came out. */
  otherwise: string;
  onAgain(): void;
  onClose(): void;
}

function stateOf(progress: PrintProgress): keyof typeof icons {
  if (progress === 'printing') return 'printing';
  return progress === 'away' ? 'unknown' : progress.outcome;
}

function linesOf(progress: PrintProgress, otherwise: string): string[] {
  if (progress === 'printing') return [print.printingLine];
  if (progress === 'away') return [print.away, print.unknownLine];
  const { outcome, message } = progress;
  if (outcome === 'printed') return [message];
  return [message, outcome === 'unknown' ? print.unknownLine : otherwise];
}

/** Says what became of a slip. 不确定 is not 已打印 (quality.md); only the person prints again. */
export function PrintSheet({ title, progress, otherwise, onAgain, onClose }: PrintSheetProps) {
  const state = stateOf(progress);
  const Icon = icons[state];
  const [first = '', ...others] = linesOf(progress, otherwise).filter((line) => line !== '');
  return (
    <Sheet label={print.title} narrow onClose={onClose}>
      <div className={styles.print} role="status" data-state={state}>
        <Icon aria-hidden="true" className={styles[state]} />
        <p className={styles.state}>{print[state]}</p>
        <p className={styles.item}>{title}</p>
        {first === '' ? null : <p className={styles.lead}>{first}</p>}
        {others.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {state === 'printing' ? null : (
          <button type="button" className={styles.done} onClick={onClose}>
            {print.done}
          </button>
        )}
        {state === 'failed' || state === 'unknown' ? (
          <button type="button" className={styles.again} onClick={onAgain}>
            {print.again}
          </button>
        ) : null}
      </div>
    </Sheet>
  );
}
