import { useState } from 'react';
import type { AttachmentView } from '../../../main/contract/views.ts';
import { accessLabel } from '../../../main/text/common.ts';
import { accessSentence, item } from '../../../main/text/terminal.ts';
import { vouchers as words } from '../../../main/text/terminal-item.ts';
import { Sheet } from '../sheet.tsx';
import styles from './sections.module.css';
import { Viewer } from './viewer.tsx';
import sheetStyles from './vouchers.module.css';

interface VouchersProps {
  title: string;
  attachments: readonly AttachmentView[];
  onClose(): void;
  /** Asks the county for a sight of it; absent where nothing can be asked. */
  onAsk?(): void;
}

export const opens = ({ access, url }: AttachmentView) => access === 'all' && url !== undefined;
export const nameOf = ({ title, name }: AttachmentView) => title ?? name;

/** The vouchers of one line: at once on screen where all may see them, else who may see them and how. */
export function Vouchers({ title, attachments, onClose, onAsk }: VouchersProps) {
  const [at, setAt] = useState<number>();
  const visible = attachments.filter(opens);
  if (visible.length === attachments.length) return <Viewer files={visible} onClose={onClose} />;
  if (at !== undefined) return <Viewer files={visible} start={at} onClose={() => setAt(undefined)} />;
  return (
    <Sheet label={title} onClose={onClose}>
      <ul className={sheetStyles.list}>
        {attachments.map((attachment) => (
          <li key={attachment.sha256} className={sheetStyles.voucher}>
            <strong>{nameOf(attachment)}</strong>
            {opens(attachment) ? (
              <button
                type="button"
                className={styles.voucher}
                onClick={() => setAt(visible.indexOf(attachment))}
              >
                {item.seeVouchers(1)}
              </button>
            ) : (
              <>
                <span className={sheetStyles.access}>{accessLabel[attachment.access]}</span>
                <p className={sheetStyles.sentence}>
                  {attachment.access === 'all' ? item.notArrived : accessSentence[attachment.access]}
                </p>
                {attachment.access === 'all' || onAsk === undefined ? null : (
                  <div className={sheetStyles.ask}>
                    <button type="button" className={styles.voucher} onClick={onAsk}>
                      {words.ask}
                    </button>
                    <span className={styles.note}>{words.askLine}</span>
                  </div>
                )}
              </>
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
