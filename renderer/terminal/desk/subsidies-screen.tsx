import { Printer, X } from 'lucide-react';
import { useState } from 'react';
import type { PersonalRecord, SubsidiesOnPaper } from '../../../main/contract/personal.ts';
import type { SubsidiesView } from '../../../main/contract/sealed-question.ts';
import { amountLabel, dateLabel, periodLabel } from '../../../main/text/common.ts';
import { bar, print as printText } from '../../../main/text/terminal.ts';
import { subsidies } from '../../../main/text/terminal-desk.ts';
import { client } from '../../shared/queries.ts';
import { useNavigator } from '../navigation.ts';
import { Notice } from '../notice.tsx';
import { type Printable, PrinterNote, useHasPrinter, usePrinting } from '../printing.tsx';
import { type Action, Screen, TopBar } from '../screen.tsx';
import styles from './desk.module.css';
import { type Identity, IdentityForm } from './identity-form.tsx';
import { Refusal } from './refusal.tsx';

/** Two payments may be alike in everything: each has its place in the answer. */
type NumberedRecord = PersonalRecord & { number: number };

type PersonalView = Extract<SubsidiesView, { type: 'personal' }>;

const silent: SubsidiesView = { type: 'unavailable', reason: 'silent' };

/** Own subsidies (R2.4). Everything of it is in this screen's memory and goes with it; nothing is cached. */
export function SubsidiesScreen() {
  const [answer, setAnswer] = useState<SubsidiesView | 'asking'>();
  const [entered, setEntered] = useState<Identity>();
  const ask = async (name: string, idNumber: string) => {
    setAnswer('asking');
    const found = await client.subsidies({ name, idNumber }).catch(() => silent);
    // Needed only by who may have to put it right.
    setEntered(hasNothing(found) ? { name, idNumber } : undefined);
    setAnswer(found);
  };
  if (answer === undefined || answer === 'asking')
    return (
      <IdentityForm
        title={subsidies.title}
        lines={[subsidies.line]}
        ask={subsidies.ask}
        isAsking={answer === 'asking'}
        asking={subsidies.asking}
        before={entered}
        onAsk={(name, idNumber) => void ask(name, idNumber)}
      />
    );
  return <Answered answer={answer} onChange={() => setAnswer(undefined)} />;
}

/** Nothing under this name and number, of which one character may be wrong. */
const hasNothing = (answer: SubsidiesView) => answer.type === 'personal' && answer.records.length === 0;

/** What stands on paper, and nothing else, goes to be printed. */
function onPaper({ records, asOf, more }: PersonalView): SubsidiesOnPaper {
  const lines = records.map(({ programme, period, fen }) => ({ programme, period, fen }));
  return { records: lines, more, ...(asOf === undefined ? {} : { asOf }) };
}

function printableOf(answer: PersonalView): Printable {
  return {
    title: subsidies.title,
    otherwise: printText.ownLine,
    print: (signal) => client.printSubsidies(onPaper(answer), { signal }),
  };
}

function Answered({ answer, onChange }: { answer: SubsidiesView; onChange(): void }) {
  const { leave } = useNavigator();
  const { print, sheet } = usePrinting();
  const hasPrinter = useHasPrinter();
  const own = answer.type === 'personal' && answer.records.length > 0 ? answer : undefined;
  const actions: Action[] = [{ icon: X, label: subsidies.hide, main: true, onPress: leave }];
  if (own !== undefined && hasPrinter)
    actions.push({ icon: Printer, label: bar.print, onPress: () => print(printableOf(own)) });
  return (
    <Screen
      top={<TopBar where={subsidies.title} />}
      actions={actions}
      keys={own === undefined ? null : <PrinterNote />}
    >
      <div className={styles.page}>
        {answer.type === 'personal' ? null : <Refusal answer={answer} />}
        {hasNothing(answer) ? (
          <Notice {...subsidies.none} action={{ label: subsidies.change, onPress: onChange }} />
        ) : null}
        {own === undefined ? null : <Records answer={own} />}
      </div>
      {sheet}
    </Screen>
  );
}

function Records({ answer }: { answer: PersonalView }) {
  const years = new Map<string, NumberedRecord[]>();
  for (const [number, record] of answer.records.entries()) {
    const year = record.period.slice(0, 4);
    years.set(year, [...(years.get(year) ?? []), { ...record, number }]);
  }
  return (
    <>
      {[...years].map(([year, records]) => (
        <Year key={year} year={year} records={records} />
      ))}
      {answer.asOf === undefined ? null : (
        <p className={styles.hint}>{subsidies.asOf(dateLabel(answer.asOf))}</p>
      )}
      {answer.more ? <p className={styles.hint}>{subsidies.more}</p> : null}
    </>
  );
}

function Year({ year, records }: { year: string; records: readonly NumberedRecord[] }) {
  const total = records.reduce((sum, { fen }) => sum + fen, 0);
  return (
    <section className={styles.year}>
      <h2 className={styles.yearTitle}>{subsidies.total(year, amountLabel(total))}</h2>
      {records.map((record) => (
        <Payment key={record.number} record={record} />
      ))}
    </section>
  );
}

function Payment({ record }: { record: PersonalRecord }) {
  const { programme, department, period, fen, basis, paidOn, account, note } = record;
  const details = [periodLabel(period), department, basis, paidOn, account, note];
  return (
    <div className={styles.record}>
      <span>{programme}</span>
      <span className={styles.money}>{subsidies.amount(amountLabel(fen))}</span>
      <span className={styles.detail}>{details.filter((part) => part !== undefined).join(' · ')}</span>
    </div>
  );
}
