import { useMutation } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, CircleHelp, LoaderCircle } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { PrintOutcome } from '../../main/contract/views.ts';
import { print } from '../../main/text/terminal.ts';
import { api } from '../shared/queries.ts';
import { Sheet } from './sheet.tsx';
import styles from './take-sheets.module.css';

const icons = { printing: LoaderCircle, printed: CircleCheck, unknown: CircleHelp, failed: CircleAlert };
/** Beyond what the core's message says. */
const lines = {
  printing: print.printingLine,
  printed: undefined,
  unknown: print.unknownLine,
  failed: print.failedLine,
};

interface PrintProps {
  id: string;
  version: number;
  title: string;
  onClose(): void;
}

function stateOf(data: PrintOutcome | undefined, failed: boolean): keyof typeof icons {
  if (failed) return 'unknown';
  return data?.outcome ?? 'printing';
}

/** Prints once when opened and says what became of it. Never prints again by itself: 不确定 is not 已打印 (quality.md). */
export function PrintSheet({ id, version, title, onClose }: PrintProps) {
  const { mutate, data, isError } = useMutation(api.print.mutationOptions());
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    mutate({ id, version });
  }, [id, version, mutate]);
  const state = stateOf(data, isError);
  const Icon = icons[state];
  return (
    <Sheet label={print.title} narrow onClose={onClose}>
      <div className={styles.print} role="status" data-state={state}>
        <Icon aria-hidden="true" className={styles[state]} />
        <p className={styles.state}>{print[state]}</p>
        <p className={styles.item}>{title}</p>
        {data !== undefined && data.message !== '' ? <p className={styles.lead}>{data.message}</p> : null}
        {isError ? <p className={styles.lead}>{print.away}</p> : null}
        {lines[state] === undefined ? null : <p>{lines[state]}</p>}
        {state === 'printing' ? null : (
          <button type="button" className={styles.done} onClick={onClose}>
            {print.done}
          </button>
        )}
      </div>
    </Sheet>
  );
}
