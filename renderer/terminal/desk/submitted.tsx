import { CircleCheck } from 'lucide-react';
import type { FeedbackKind, FeedbackView } from '../../../main/contract/feedback.ts';
import { slipLabel } from '../../../main/text/common.ts';
import { print } from '../../../main/text/terminal.ts';
import { write } from '../../../main/text/terminal-desk.ts';
import { QrPicture } from '../../shared/qr.tsx';
import { client } from '../../shared/queries.ts';
import { PrintButton } from '../printing.tsx';
import styles from './desk.module.css';

type SubmittedView = Extract<FeedbackView, { outcome: 'submitted' }>;

/** What is left in the villager's hand: the slip number, and what it is good for. */
export function Submitted({ view, kind }: { view: SubmittedView; kind: FeedbackKind }) {
  const { slip, at } = view;
  return (
    <div className={styles.result} role="status">
      <p className={styles.resultTitle}>
        <CircleCheck aria-hidden="true" className={styles.resultIcon} />
        {write.submitted}
      </p>
      <p className={styles.hint}>{write.slip}</p>
      <p className={styles.slip}>{slipLabel(view.slip)}</p>
      <div className={styles.code}>
        <QrPicture matrix={view.matrix} label={write.picture} />
      </div>
      <PrintButton
        what={{
          title: `${write.slip} ${slipLabel(slip)}`,
          otherwise: print.ownLine,
          print: (signal) => client.printFeedbackSlip({ slip, kind, at }, { signal }),
        }}
      />
      <div className={styles.lines}>
        <p>{write.slipLine}</p>
        {kind === 'joint' ? <p>{write.jointSlipLine}</p> : null}
        <p className={styles.hint}>{write.kept}</p>
      </div>
    </div>
  );
}
