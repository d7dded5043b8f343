import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { versionLabel } from '../../../main/text/common.ts';
import { compareFields, compare as words } from '../../../main/text/terminal-compare.ts';
import { api } from '../../shared/queries.ts';
import { Sheet } from '../sheet.tsx';
import { Waiting } from '../waiting.tsx';
import styles from './compare.module.css';
import { changesBetween, isUnchanged } from './compare.ts';
import type { FileChange } from './compare-files.ts';
import { Line, Lines, Part, type SideTitles } from './compare-parts.tsx';
import { ChangedTable } from './compare-tables.tsx';
import { hasContent, type ShownView } from './shown-version.ts';

function FileLine({ file, sides }: { file: FileChange; sides: SideTitles }) {
  if (file.kind === 'told') {
    return (
      <div className={styles.row}>
        <p className={styles.rowTitle}>{file.about}</p>
        <Line line={file.line} sides={sides} />
      </div>
    );
  }
  if (file.kind === 'replaced') return <p>{words.replaced(file.isPicture, file.name)}</p>;
  return (
    <p>
      <Part mark={file.kind} text={file.name} />
    </p>
  );
}

function Files({ files, sides }: { files: readonly FileChange[]; sides: SideTitles }) {
  if (files.length === 0) return null;
  const keyed = files.map((file, index) => ({ file, index }));
  return (
    <section className={styles.section}>
      <h3>{words.files}</h3>
      {keyed.map(({ file, index }) => (
        <FileLine key={index} file={file} sides={sides} />
      ))}
    </section>
  );
}

function Changed({ older, newer }: { older: ShownView; newer: ShownView }) {
  const changes = useMemo(() => changesBetween(older, newer), [older, newer]);
  const reason = newer.content.correctionReason;
  const sides = {
    older: words.older(versionLabel(older.content.version)),
    newer: words.newer(versionLabel(newer.content.version)),
  };
  return (
    <div className={styles.page}>
      {reason === undefined ? null : (
        <p className={styles.reason}>
          <strong>{words.reason}</strong> {reason}
        </p>
      )}
      <p className={styles.note}>{isUnchanged(changes) ? words.nothing : words.marks}</p>
      {changes.fields.map(({ field, lines }) => (
        <Lines key={field} title={compareFields[field]} lines={lines} sides={sides} />
      ))}
      <Lines title={words.body} lines={changes.body} sides={sides} />
      {changes.tables.map((table) => (
        <ChangedTable key={table.number} table={table} sides={sides} />
      ))}
      <Files files={changes.files} sides={sides} />
    </div>
  );
}

interface CompareProps {
  id: string;
  older: number;
  newer: number;
  onClose(): void;
}

/** Two versions beside each other as text, the reason of the correction on top (R1.5). */
export function CompareSheet({ id, older, newer, onClose }: CompareProps) {
  const before = useQuery(api.item.queryOptions({ input: { id, version: older } }));
  const after = useQuery(api.item.queryOptions({ input: { id, version: newer } }));
  const [first, second] = [before.data, after.data];
  return (
    <Sheet label={words.title(versionLabel(older), versionLabel(newer))} onClose={onClose}>
      {hasContent(first) && hasContent(second) ? (
        <Changed older={first} newer={second} />
      ) : (
        <Waiting error={before.error ?? after.error} />
      )}
    </Sheet>
  );
}
