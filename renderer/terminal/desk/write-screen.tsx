import { ArrowLeft, ArrowRight, Send } from 'lucide-react';
import { useState } from 'react';
import { limits } from '../../../main/contract/limits.ts';
import { desk, kinds, write } from '../../../main/text/terminal-desk.ts';
import { OnScreenInput } from '../../input/on-screen-input.tsx';
import { useCommonActions } from '../common-actions.ts';
import { useElder } from '../mode.ts';
import { type AboutItem, type Begun, useNavigator } from '../navigation.ts';
import { Notice } from '../notice.tsx';
import { type Action, Screen, TopBar } from '../screen.tsx';
import styles from './desk.module.css';
import { Field } from './field.tsx';
import { Guarded, useGuard } from './guarded.tsx';
import { type HandedIn, useHandIn } from './hand-in.ts';
import { Options } from './options.tsx';
import { Submitted } from './submitted.tsx';
import { type Letter, useLetter } from './use-letter.ts';
import { draftOf, isWritten, type Step, stepsOf, type Writing } from './write-steps.ts';

type Kind = Writing['kind'];

/** What can be said here: a mistake only of something. */
const kindsFor = (item: AboutItem | undefined): Kind[] =>
  (Object.keys(kinds) as Kind[]).filter((kind) => kind !== 'error' || item !== undefined);

function About({ item }: { item: AboutItem | undefined }) {
  return item === undefined ? null : <p className={styles.about}>{write.about(item.title)}</p>;
}

/** First of all: what is it about? */
export function WriteScreen({ item, begin }: { item?: AboutItem; begin?: Begun }) {
  const [kind, setKind] = useState<Kind | undefined>(begin?.kind);
  const { home, search } = useCommonActions();
  const { go } = useNavigator();
  if (kind !== undefined)
    return (
      <Words
        kind={kind}
        text={begin?.kind === kind ? begin.text : ''}
        item={item}
        onLeave={() => setKind(undefined)}
      />
    );
  return (
    <Screen
      top={<TopBar where={desk.write} />}
      actions={[
        home,
        search,
        { icon: ArrowRight, label: desk.follow, onPress: () => go({ screen: 'follow' }) },
      ]}
    >
      <div className={styles.page}>
        <About item={item} />
        <p className={styles.question}>{write.choose}</p>
        <div className={styles.kinds}>
          {kindsFor(item).map((each) => (
            <button key={each} type="button" className={styles.kind} onClick={() => setKind(each)}>
              <span className={styles.kindTitle}>{kinds[each].title}</span>
              <span className={styles.hint}>{kinds[each].line}</span>
            </button>
          ))}
        </div>
      </div>
    </Screen>
  );
}

interface WordsProps {
  kind: Kind;
  /** Written already. */
  text: string;
  item: AboutItem | undefined;
  onLeave(): void;
}

function Words({ kind, text, item, onLeave }: WordsProps) {
  const letter = useLetter(kind, text);
  const { writing, whole } = letter;
  const [at, setAt] = useState(0);
  const { outcome, handIn, again } = useHandIn();
  // Handed in, or on the way: nothing of it is lost any more.
  const isOpen = outcome === undefined || (outcome !== 'working' && outcome.outcome === 'refused');
  const guard = useGuard(() => isOpen && isWritten(whole(), text));
  const steps = stepsOf(kind);
  const submit = () =>
    handIn(draftOf(whole(), item === undefined ? undefined : { id: item.id, version: item.version }));
  const goOn = () => {
    whole();
    setAt(at + 1);
  };
  const isMissing = writing.text.trim() === '' || (kind === 'joint' && at > 0 && writing.as === undefined);
  const actions: Action[] = [
    {
      icon: ArrowLeft,
      label: desk.before,
      onPress: () => (at === 0 ? guard.leave(onLeave) : setAt(at - 1)),
    },
    at === steps.length - 1
      ? { icon: Send, label: desk.submit, main: true, disabled: isMissing, onPress: () => void submit() }
      : { icon: ArrowRight, label: desk.next, main: true, disabled: isMissing, onPress: goOn },
  ];
  const isAsked = guard.leaving !== undefined;
  return (
    <Guarded guard={guard}>
      {outcome === undefined ? (
        <StepScreen {...{ step: steps[at] ?? 'words', letter, item, actions, isAsked }} />
      ) : (
        <Ended outcome={outcome} kind={kind} onAgain={again} />
      )}
    </Guarded>
  );
}

interface StepProps {
  step: Step;
  letter: Letter;
  item: AboutItem | undefined;
  actions: readonly Action[];
  /** A sheet over the screen has the focus; its field takes it back. */
  isAsked: boolean;
}

function StepScreen(props: StepProps) {
  if (props.step === 'words') return <WordsStep {...props} />;
  return props.step === 'answer' ? <AnswerStep {...props} /> : <ContactStep {...props} />;
}

function WordsStep({ letter: { writing, inputs }, item, actions, isAsked }: StepProps) {
  const elder = useElder();
  const { title, prompt } = kinds[writing.kind];
  return (
    <Screen
      top={<TopBar where={title} />}
      actions={actions}
      keys={<OnScreenInput elder={elder} input={inputs.text} />}
    >
      <div className={styles.page}>
        <About item={item} />
        <Field label={prompt} input={inputs.text} lines={3} active={!isAsked} />
        <p className={styles.hint}>{write.left(limits.feedbackCharacters - writing.text.length)}</p>
      </div>
    </Screen>
  );
}

function AnswerStep({ letter: { writing, change }, actions }: StepProps) {
  return (
    <Screen top={<TopBar where={kinds[writing.kind].title} />} actions={actions}>
      <div className={styles.page}>
        {writing.kind === 'joint' ? (
          <Options
            label={write.asWhom}
            chosen={writing.as}
            onChoose={(as) => change({ as })}
            options={[
              { value: 'villager', title: write.villager },
              { value: 'representative', title: write.representative },
            ]}
          />
        ) : null}
        <Options
          label={write.how}
          chosen={writing.answer}
          onChoose={(answer) => change({ answer })}
          options={[
            { value: 'public', title: write.public, line: write.publicLine },
            { value: 'private', title: write.private, line: write.privateLine },
          ]}
        />
      </div>
    </Screen>
  );
}

function ContactStep({ letter: { writing, inputs }, actions, isAsked }: StepProps) {
  const elder = useElder();
  const [active, setActive] = useState<'name' | 'phone'>('name');
  const { name, phone } = inputs;
  return (
    <Screen
      top={<TopBar where={kinds[writing.kind].title} />}
      actions={actions}
      keys={<OnScreenInput elder={elder} key={active} input={inputs[active]} />}
    >
      <div className={styles.page}>
        <p className={styles.question}>{write.contact}</p>
        <Field
          label={writing.kind === 'joint' ? write.jointName : write.name}
          input={name}
          active={!isAsked && active === 'name'}
          onActivate={() => setActive('name')}
        />
        <Field
          label={write.phone}
          input={phone}
          digits
          active={!isAsked && active === 'phone'}
          onActivate={() => {
            name.end();
            setActive('phone');
          }}
        />
        <p className={styles.hint}>{writing.kind === 'complaint' ? write.complaintPrivate : write.sealed}</p>
      </div>
    </Screen>
  );
}

interface EndedProps {
  outcome: HandedIn | 'working';
  kind: Kind;
  onAgain(): void;
}

function Ended({ outcome, kind, onAgain }: EndedProps) {
  const { home } = useCommonActions();
  const isRefused = outcome !== 'working' && outcome.outcome === 'refused';
  const again: Action = { icon: ArrowLeft, label: desk.before, onPress: onAgain };
  return (
    <Screen top={<TopBar where={kinds[kind].title} />} actions={isRefused ? [again, home] : [home]}>
      {outcome === 'working' ? <Notice title={write.working} /> : null}
      {outcome !== 'working' && outcome.outcome === 'submitted' ? (
        <Submitted view={outcome} kind={kind} />
      ) : null}
      {outcome !== 'working' && outcome.outcome === 'refused' ? (
        <Notice {...write.refused[outcome.reason]} />
      ) : null}
    </Screen>
  );
}
