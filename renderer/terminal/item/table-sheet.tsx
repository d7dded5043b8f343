import {
  ChevronDown,
  ChevronLeft,
  ChevronRight,
  ChevronsDown,
  ChevronsUp,
  ChevronUp,
  Keyboard,
  ListChecks,
  Printer,
  X,
} from 'lucide-react';
import {
  type ReactNode,
  type RefObject,
  useDeferredValue,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Table } from '../../../main/contract/content.ts';
import { limits } from '../../../main/contract/limits.ts';
import { bar, print as printText } from '../../../main/text/terminal.ts';
import { longTable as words } from '../../../main/text/terminal-item.ts';
import { OnScreenInput } from '../../input/on-screen-input.tsx';
import { type TextInput, useTextInput } from '../../input/use-text-input.ts';
import { client } from '../../shared/queries.ts';
import { useScrollsByKeys } from '../../shared/scrolls-by-keys.ts';
import { inputClient } from '../desk/input.ts';
import { useElder } from '../mode.ts';
import { useNavigator } from '../navigation.ts';
import { useHasPrinter, usePrinting } from '../printing.tsx';
import { useScrollPages } from '../scroll-pages.ts';
import { type ChosenRows, mostChosen, useChosenRows } from './chosen-rows.ts';
import { longRows, rowsWith } from './long-rows.ts';
import { LongTable } from './long-table.tsx';
import styles from './table-sheet.module.css';

interface TableSheetProps {
  table: Table;
  title: string;
  /** Which table of which item it is, from 0. */
  where: { id: string; version: number; table: number };
  /** What a row opens (into `table.rows`). */
  extra?(index: number): ReactNode;
  /** What is looked for in it at first. */
  sought?: string;
  onClose(): void;
}

function Finder({ input, typing, onType }: { input: TextInput; typing: boolean; onType(on: boolean): void }) {
  const { field, fieldProps } = input;
  return (
    <div className={styles.finder}>
      <input
        {...fieldProps}
        ref={(element) => {
          field.current = element;
        }}
        className={styles.field}
        aria-label={words.find}
        placeholder={words.find}
        onClick={() => onType(true)}
      />
      <button
        type="button"
        className={styles.button}
        aria-pressed={typing}
        onClick={() => {
          onType(!typing);
          if (!typing) field.current?.focus();
        }}
      >
        <Keyboard aria-hidden="true" />
        {typing ? words.hideKeys : words.keys}
      </button>
    </div>
  );
}

interface ChoosingProps {
  where: TableSheetProps['where'];
  title: string;
  choosing: ChosenRows;
}

/** Rows for paper: a person's own line out of thousands. */
function Choosing({ where, title, choosing }: ChoosingProps) {
  const { print, sheet } = usePrinting();
  const hasPrinter = useHasPrinter();
  const { id, version, table } = where;
  if (!hasPrinter) return null;
  if (choosing.rows === undefined)
    return (
      <button type="button" className={styles.button} onClick={choosing.begin}>
        <ListChecks aria-hidden="true" />
        {words.choose}
      </button>
    );
  const chosen = [...choosing.rows];
  const what = {
    title: `${title} ${words.printTitle(chosen.length)}`,
    otherwise: printText.failedLine,
    print: (signal: AbortSignal) => client.print({ id, version, rows: { table, chosen } }, { signal }),
  };
  return (
    <div className={styles.choosing}>
      <p role="status">
        {chosen.length === 0 ? words.chooseLine(mostChosen) : words.chosen(chosen.length, mostChosen)}
      </p>
      <button
        type="button"
        className={styles.print}
        disabled={chosen.length === 0}
        onClick={() => print(what)}
      >
        <Printer aria-hidden="true" />
        {words.print(chosen.length)}
      </button>
      <button type="button" className={styles.button} onClick={choosing.end}>
        {words.chooseEnd}
      </button>
      {sheet}
    </div>
  );
}

function Tools({ box, onClose }: { box: RefObject<HTMLElement | null>; onClose(): void }) {
  const { leave } = useNavigator();
  const pages = useScrollPages(box);
  const sideways = (direction: number) =>
    box.current?.scrollBy({ left: (direction * box.current.clientWidth) / 2 });
  const to = (top: number) => box.current?.scrollTo({ top });
  const tools = [
    { icon: ChevronsUp, label: words.top, off: !pages.above, onPress: () => to(0) },
    { icon: ChevronUp, label: bar.pageUp, off: !pages.above, onPress: pages.up },
    { icon: ChevronDown, label: bar.pageDown, off: !pages.below, onPress: pages.down },
    {
      icon: ChevronsDown,
      label: words.bottom,
      off: !pages.below,
      onPress: () => to(box.current?.scrollHeight ?? 0),
    },
    { icon: ChevronLeft, label: words.narrower, off: false, onPress: () => sideways(-1) },
    { icon: ChevronRight, label: words.wider, off: false, onPress: () => sideways(1) },
    { icon: X, label: bar.close, off: false, onPress: onClose },
  ];
  return (
    <nav className={styles.tools}>
      {tools.map(({ icon: Icon, label, off, onPress }) => (
        <button key={label} type="button" className={styles.tool} disabled={off} onClick={onPress}>
          <Icon aria-hidden="true" />
          {label}
        </button>
      ))}
      <button type="button" className={styles.end} onClick={leave}>
        {bar.end}
      </button>
    </nav>
  );
}

/** All of a long table over the whole screen, with what is looked for in it. */
export function TableSheet({ table, title, where, extra, sought: first = '', onClose }: TableSheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const box = useRef<HTMLElement>(null);
  const [text, setText] = useState(first);
  const [typing, setTyping] = useState(false);
  const elder = useElder();
  const sought = useDeferredValue(text);
  const input = useTextInput({
    client: inputClient(),
    value: text,
    onChange: setText,
    modes: ['pinyin', 'handwriting', 'digits'],
    maxLength: limits.queryCharacters,
  });
  useLayoutEffect(() => {
    dialog.current?.showModal();
    box.current?.focus({ preventScroll: true });
  }, []);
  useScrollsByKeys(box);
  const choosing = useChosenRows(box);
  const begin = () => {
    // A small screen has no room for keys and rows at once.
    setTyping(false);
    choosing.begin();
  };
  const all = useMemo(() => longRows(table), [table]);
  const rows = useMemo(() => rowsWith(all, sought), [all, sought]);
  const isFiltered = rows !== all;
  return (
    <dialog
      ref={dialog}
      className={styles.sheet}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        <p className={styles.count} role="status">
          {isFiltered ? words.found(rows.length, all.length) : words.all(all.length)}
        </p>
        <Finder input={input} typing={typing} onType={setTyping} />
        {typing ? null : <Choosing where={where} title={title} choosing={{ ...choosing, begin }} />}
      </div>
      <section ref={box} className={styles.scroll} aria-label={words.scroll}>
        {rows.length === 0 ? (
          <p className={styles.nothing}>{words.nothing(sought)}</p>
        ) : (
          <LongTable key={sought} {...{ table, all, rows, box, extra }} chosen={choosing.rows} />
        )}
      </section>
      {typing ? <OnScreenInput input={input} elder={elder} /> : null}
      <Tools box={box} onClose={onClose} />
    </dialog>
  );
}
