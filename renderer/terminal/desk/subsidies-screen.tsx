import { Search, X } from 'lucide-react';
import { useState } from 'react';
import { isIdentityNumber } from '../../../main/contract/identity.ts';
import type { PersonalRecord, SubsidiesOnPaper } from '../../../main/contract/personal.ts';
import type { SubsidiesView } from '../../../main/contract/sealed-question.ts';
import { amountLabel, dateLabel, periodLabel } from '../../../main/text/common.ts';
import { print } from '../../../main/text/terminal.ts';
import { subsidies } from '../../../main/text/terminal-desk.ts';
import { OnScreenInput } from '../../input/on-screen-input.tsx';
import { useTextInput } from '../../input/use-text-input.ts';
import { client } from '../../shared/queries.ts';
import { useElder } from '../mode.ts';
import { useNavigator } from '../navigation.ts';
import { Notice } from '../notice.tsx';
import { PrintButton } from '../printing.tsx';
import { type Action, Screen, TopBar } from '../screen.tsx';
import styles from './desk.module.css';
import { Field } from './field.tsx';
import { useInputClient } from './input.ts';
import { Refusal } from './refusal.tsx';

/** Two payments may be alike in everything: each has its place in the answer. */
type NumberedRecord = PersonalRecord & { number: number };

type PersonalView = Extract<SubsidiesView, { type: 'personal' }>;

const silent: SubsidiesView = { type: 'unavailable', reason: 'silent' };
const idLength = 18;
const nameLength = 20;

/** Own subsidies (R2.4). Everything of it is in this screen's memory and goes with it; nothing is cached. */
export function SubsidiesScreen() {
  const [answer, setAnswer] = useState<SubsidiesView | 'asking'>();
  const { leave: onPress } = useNavigator();
  const leave: Action = { icon: X, label: subsidies.hide, main: true, onPress };
  if (answer === undefined || answer === 'asking')
    return <Asking isAsking={answer === 'asking'} onAnswer={setAnswer} />;
  return (
    <Screen top={<TopBar where={subsidies.title} />} actions={[leave]}>
      <div className={styles.page}>
        <Answer answer={answer} />
      </div>
    </Screen>
  );
}

interface AskingProps {
  isAsking: boolean;
  onAnswer(answer: SubsidiesView | 'asking'): void;
}

function Asking({ isAsking, onAnswer }: AskingProps) {
  const elder = useElder();
  const [name, setName] = useState('');
  const [idNumber, setIdNumber] = useState('');
  const [active, setActive] = useState<'name' | 'idNumber'>('name');
  const { leave } = useNavigator();
  const nameInput = useTextInput({
    client: useInputClient(),
    value: name,
    onChange: setName,
    modes: ['pinyin', 'handwriting'],
    maxLength: nameLength,
  });
  const idInput = useTextInput({
    client: useInputClient(),
    value: idNumber,
    onChange: setIdNumber,
    modes: ['identity'],
    maxLength: idLength,
  });
  const isWhole = idNumber.length === idLength;
  const isWrong = isWhole && !isIdentityNumber(idNumber);
  const ask = async () => {
    onAnswer('asking');
    onAnswer(await client.subsidies({ name: name.trim(), idNumber }).catch(() => silent));
  };
  const action: Action = {
    icon: Search,
    label: subsidies.ask,
    main: true,
    disabled: name.trim() === '' || !isWhole || isWrong || isAsking,
    onPress: () => void ask(),
  };
  return (
    <Screen
      top={<TopBar where={subsidies.title} />}
      actions={[action, { icon: X, label: subsidies.hide, onPress: leave }]}
      keys={
        isAsking ? null : (
          <OnScreenInput elder={elder} key={active} input={active === 'name' ? nameInput : idInput} />
        )
      }
    >
      <div className={styles.page}>
        <p className={styles.hint}>{subsidies.line}</p>
        <Field
          label={subsidies.name}
          input={nameInput}
          active={active === 'name'}
          onActivate={() => setActive('name')}
        />
        <Field
          label={subsidies.idNumber}
          input={idInput}
          digits
          active={active === 'idNumber'}
          onActivate={() => setActive('idNumber')}
        />
        {isWrong ? <p role="alert">{subsidies.wrongNumber}</p> : null}
        {isAsking ? <p role="status">{subsidies.asking}</p> : null}
      </div>
    </Screen>
  );
}

/** What stands on paper, and nothing else, goes to be printed. */
function onPaper({ records, asOf, more }: PersonalView): SubsidiesOnPaper {
  const lines = records.map(({ programme, period, fen }) => ({ programme, period, fen }));
  return { records: lines, more, ...(asOf === undefined ? {} : { asOf }) };
}

function Answer({ answer }: { answer: SubsidiesView }) {
  if (answer.type !== 'personal') return <Refusal answer={answer} />;
  if (answer.records.length === 0) return <Notice {...subsidies.none} />;
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
      <PrintButton
        what={{
          title: subsidies.title,
          otherwise: print.ownLine,
          print: (signal) => client.printSubsidies(onPaper(answer), { signal }),
        }}
      />
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
