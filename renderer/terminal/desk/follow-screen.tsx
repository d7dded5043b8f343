import { FileText, Search, Users } from 'lucide-react';
import { useState } from 'react';
import { limits } from '../../../main/contract/limits.ts';
import type { SlipView } from '../../../main/contract/sealed-question.ts';
import { isSlipNumber, slipDigits } from '../../../main/contract/slip-number.ts';
import { dateLabel, slipLabel } from '../../../main/text/common.ts';
import { follow, kinds, write } from '../../../main/text/terminal-desk.ts';
import { OnScreenInput } from '../../input/on-screen-input.tsx';
import { useTextInput } from '../../input/use-text-input.ts';
import { client } from '../../shared/queries.ts';
import { useCommonActions } from '../common-actions.ts';
import { useElder } from '../mode.ts';
import { useNavigator } from '../navigation.ts';
import { Notice } from '../notice.tsx';
import { type Action, Screen, TopBar } from '../screen.tsx';
import styles from './desk.module.css';
import { Field } from './field.tsx';
import { useHandIn } from './hand-in.ts';
import { useInputClient } from './input.ts';
import { Options } from './options.tsx';
import { Refusal } from './refusal.tsx';
import { Submitted } from './submitted.tsx';

type Status = Extract<SlipView, { type: 'slip' }>['status'];

const silent: SlipView = { type: 'unavailable', reason: 'silent' };

/** How far a slip has come: the county is asked now. */
export function FollowScreen() {
  const elder = useElder();
  const [slip, setSlip] = useState('');
  const [answer, setAnswer] = useState<SlipView | 'asking'>();
  const { home, search } = useCommonActions();
  const input = useTextInput({
    client: useInputClient(),
    value: slip,
    onChange: (text) => {
      setAnswer(undefined);
      setSlip(text.replace(/\D/g, '').slice(0, slipDigits));
    },
    modes: ['digits'],
    maxLength: slipDigits,
  });
  const isWrong = slip.length === slipDigits && !isSlipNumber(slip);
  const ask = async () => {
    setAnswer('asking');
    const found = await client.followSlip({ slip }).catch(() => silent);
    setAnswer(found);
  };
  const action: Action = {
    icon: Search,
    label: follow.ask,
    main: true,
    disabled: !isSlipNumber(slip) || answer === 'asking',
    onPress: () => void ask(),
  };
  const shown = typeof answer === 'object' ? answer : undefined;
  return (
    <Screen
      top={<TopBar where={follow.title} />}
      actions={[action, home, search]}
      keys={shown === undefined ? <OnScreenInput elder={elder} input={input} /> : null}
    >
      <div className={styles.page}>
        {shown === undefined ? (
          <Field label={follow.prompt} input={input} digits active />
        ) : (
          <p className={styles.slip}>{slipLabel(slip)}</p>
        )}
        {isWrong ? <p role="alert">{follow.wrong}</p> : null}
        {answer === 'asking' ? <p role="status">{follow.asking}</p> : null}
        {shown === undefined ? null : <Answer slip={slip} answer={shown} />}
      </div>
    </Screen>
  );
}

function Answer({ slip, answer }: { slip: string; answer: SlipView }) {
  if (answer.type !== 'slip') return <Refusal answer={answer} />;
  if (answer.status.state === 'unknown') return <Notice {...follow.unknown} />;
  return <Progress slip={slip} status={answer.status} state={answer.status.state} />;
}

interface ProgressProps {
  slip: string;
  status: Status;
  state: keyof typeof follow.states;
}

function Progress({ slip, status, state }: ProgressProps) {
  const { go } = useNavigator();
  const { kind, receivedAt, due, routedTo, answer, supporters } = status;
  const item = answer?.item;
  return (
    <section className={styles.lines} role="status">
      <p className={styles.question}>{follow.states[state]}</p>
      {kind === undefined || kind === 'support' ? null : <p>{kinds[kind].title}</p>}
      {receivedAt === undefined ? null : <p className={styles.hint}>{dateLabel(receivedAt)}</p>}
      {routedTo === undefined ? null : <p>{follow.routedTo(routedTo)}</p>}
      {due === undefined ? null : <p>{follow.due(dateLabel(due))}</p>}
      {answer?.text === undefined ? null : <p className={styles.answer}>{answer.text}</p>}
      {item === undefined ? null : (
        <button type="button" className={styles.primary} onClick={() => go({ screen: 'item', id: item })}>
          <FileText aria-hidden="true" />
          {follow.publicAnswer}
        </button>
      )}
      {supporters === undefined ? null : <p>{follow.supporters(supporters)}</p>}
      {kind === 'joint' ? <Support slip={slip} /> : null}
    </section>
  );
}

/** Joins a joint request: who one is, and a name if one likes; handed in like anything else. */
function Support({ slip }: { slip: string }) {
  const elder = useElder();
  const [as, setAs] = useState<'villager' | 'representative'>();
  const [name, setName] = useState('');
  const { outcome, handIn } = useHandIn();
  const input = useTextInput({
    client: useInputClient(),
    value: name,
    onChange: setName,
    modes: ['pinyin', 'handwriting'],
    maxLength: limits.contactCharacters,
  });
  if (outcome === 'working') return <p>{write.working}</p>;
  if (outcome?.outcome === 'submitted') return <Submitted view={outcome} kind="support" />;
  const send = () => {
    const whole = input.end().trim();
    const contact = whole === '' ? {} : { contact: { name: whole } };
    const draft = { kind: 'support' as const, text: '', answer: 'private' as const, supports: slip };
    void handIn({ ...draft, ...(as === undefined ? {} : { as }), ...contact });
  };
  return (
    <div className={styles.field}>
      <Options<'villager' | 'representative'>
        label={write.asWhom}
        chosen={as}
        onChoose={(chosen) => setAs(chosen)}
        options={[
          { value: 'villager', title: write.villager },
          { value: 'representative', title: write.representative },
        ]}
      />
      <Field label={write.jointName} input={input} active={as !== undefined} />
      {as === undefined ? null : <OnScreenInput elder={elder} input={input} />}
      {outcome?.outcome === 'refused' ? <Notice {...write.refused[outcome.reason]} /> : null}
      <button type="button" className={styles.primary} disabled={as === undefined} onClick={send}>
        <Users aria-hidden="true" />
        {follow.support}
      </button>
    </div>
  );
}
