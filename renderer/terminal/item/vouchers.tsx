import { useState } from 'react';
import type { AttachmentView } from '../../../main/contract/views.ts';
import { accessLabel } from '../../../main/text/common.ts';
import { accessSentence, item as itemWords } from '../../../main/text/terminal.ts';
import { vouchers as words } from '../../../main/text/terminal-item.ts';
import { type AboutItem, useNavigator, type VoucherLine } from '../navigation.ts';
import { Sheet } from '../sheet.tsx';
import styles from './sections.module.css';
import { Viewer } from './viewer.tsx';
import sheetStyles from './vouchers.module.css';

/** It has arrived, and whoever is here may see it: the core gives an address to nobody else. */
export const opens = ({ url }: AttachmentView) => url !== undefined;
export const nameOf = ({ title, name }: AttachmentView) => title ?? name;

/** What a letter to the county that asks for a sight of it begins with. */
export const wantedIn = (line: VoucherLine | undefined, files: readonly AttachmentView[]): string =>
  words.wanted(line?.title, files.map(nameOf).join('、'));

interface VoucherListProps {
  item: AboutItem;
  /** The line that they prove; absent for the item's own files. */
  line?: VoucherLine;
  attachments: readonly AttachmentView[];
  onOpen(file: AttachmentView): void;
}

/** Each voucher with its way in: open, after signing in, or by asking for a sight of it (R1.6). */
export function VoucherList({ item, line, attachments, onOpen }: VoucherListProps) {
  return (
    <ul className={sheetStyles.list}>
      {attachments.map((attachment) => (
        <li key={attachment.sha256} className={sheetStyles.voucher}>
          <strong>{nameOf(attachment)}</strong>
          {opens(attachment) ? (
            <button type="button" className={styles.voucher} onClick={() => onOpen(attachment)}>
              {words.see}
            </button>
          ) : (
            <Closed item={item} line={line} file={attachment} />
          )}
        </li>
      ))}
    </ul>
  );
}

interface ClosedProps {
  item: AboutItem;
  line?: VoucherLine;
  file: AttachmentView;
}

/** Who may see it and how. */
export function Closed({ item, line, file }: ClosedProps) {
  const { go } = useNavigator();
  const { access, arrived } = file;
  if (access === 'all' || (access === 'signed-in' && !arrived))
    return <p className={sheetStyles.sentence}>{itemWords.notArrived}</p>;
  const ask = () => go({ screen: 'write', item, begin: { kind: 'inspect', text: wantedIn(line, [file]) } });
  const signIn = () => go({ screen: 'vouchers', item, ...(line === undefined ? {} : { line }) });
  const isOwn = access === 'signed-in';
  return (
    <>
      <span className={sheetStyles.access}>{accessLabel[access]}</span>
      <p className={sheetStyles.sentence}>{accessSentence[access]}</p>
      <div className={sheetStyles.ask}>
        <button type="button" className={styles.voucher} onClick={isOwn ? signIn : ask}>
          {isOwn ? words.open : words.ask}
        </button>
        <span className={styles.note}>{isOwn ? words.openLine : words.askLine}</span>
      </div>
    </>
  );
}

interface VouchersProps {
  item: AboutItem;
  line: VoucherLine;
  attachments: readonly AttachmentView[];
  onClose(): void;
}

/** The vouchers of one line: at once on screen where all may see them, else who may see them and how. */
export function Vouchers({ item, line, attachments, onClose }: VouchersProps) {
  const [at, setAt] = useState<number>();
  const visible = attachments.filter(opens);
  if (visible.length === attachments.length) return <Viewer files={visible} onClose={onClose} />;
  if (at !== undefined) return <Viewer files={visible} start={at} onClose={() => setAt(undefined)} />;
  return (
    <Sheet label={itemWords.voucherTitle(line.title)} onClose={onClose}>
      <VoucherList
        item={item}
        line={line}
        attachments={attachments}
        onOpen={(file) => setAt(visible.indexOf(file))}
      />
    </Sheet>
  );
}
