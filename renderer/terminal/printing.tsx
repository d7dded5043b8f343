import { useQuery } from '@tanstack/react-query';
import { CircleAlert, Printer } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { PrinterView, PrintOutcome } from '../../main/contract/views.ts';
import { bar } from '../../main/text/terminal.ts';
import { api } from '../shared/queries.ts';
import { type PrintProgress, PrintSheet } from './print-sheet.tsx';
import styles from './take-sheets.module.css';

export interface Printable {
  title: string;
  /** Where the content still is when nothing came out. */
  otherwise: string;
  /** Prints it once. `signal`: the person has left, or wants it no more; what has not begun is dropped then. */
  print(signal: AbortSignal): Promise<PrintOutcome>;
}

/**
 * Prints when somebody presses, and only then. Nothing of it is kept beyond the screen that printed: no cache, no retry.
 * @returns `print`, and the sheet that says what became of it
 */
export function usePrinting(): { print(what: Printable): void; sheet: ReactNode } {
  const [shown, setShown] = useState<{ what: Printable; progress: PrintProgress }>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const print = async (what: Printable) => {
    running.current?.abort();
    const leaving = new AbortController();
    running.current = leaving;
    setShown({ what, progress: 'printing' });
    const progress = await what.print(leaving.signal).catch(() => 'away' as const);
    if (!leaving.signal.aborted) setShown({ what, progress });
  };
  const close = () => {
    running.current?.abort();
    setShown(undefined);
  };
  if (shown === undefined) return { print: (what) => void print(what), sheet: null };
  const { what, progress } = shown;
  const sheet = (
    <PrintSheet
      title={what.title}
      progress={progress}
      otherwise={what.otherwise}
      onAgain={() => void print(what)}
      onClose={close}
    />
  );
  return { print: (next) => void print(next), sheet };
}

/** How the printer is, before anybody presses. */
function usePrinter(): PrinterView | undefined {
  return useQuery(api.printer.queryOptions()).data;
}

/** Whether this terminal has one. */
export function useHasPrinter(): boolean {
  return usePrinter()?.state !== 'none';
}

/** Why nothing would come out now, where that is so. */
export function PrinterNote() {
  const printer = usePrinter();
  if (printer === undefined || !printer.trouble || printer.state === 'none') return null;
  return (
    <p className={styles.note} role="status">
      <CircleAlert aria-hidden="true" />
      {printer.message}
    </p>
  );
}

/** Prints what a person has of their own on the screen, where there is a printer. */
export function PrintButton({ what }: { what: Printable }) {
  const { print, sheet } = usePrinting();
  if (!useHasPrinter()) return null;
  return (
    <div className={styles.own}>
      <button type="button" className={styles.ownButton} onClick={() => print(what)}>
        <Printer aria-hidden="true" />
        {bar.print}
      </button>
      <PrinterNote />
      {sheet}
    </div>
  );
}
