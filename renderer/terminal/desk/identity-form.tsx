import { useQuery } from '@tanstack/react-query';
import { Search, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { identityLength, isIdentityNumber } from '../../../main/contract/identity.ts';
import { noAnswer, subsidies as words } from '../../../main/text/terminal-desk.ts';
import { useCardReader } from '../../input/card-reader.ts';
import { isEmpty } from '../../input/composition.ts';
import { OnScreenInput } from '../../input/on-screen-input.tsx';
import { useTextInput } from '../../input/use-text-input.ts';
import { api } from '../../shared/queries.ts';
import { useCommonActions } from '../common-actions.ts';
import { useElder } from '../mode.ts';
import { useNavigator } from '../navigation.ts';
import { Notice } from '../notice.tsx';
import { type Action, Screen, TopBar } from '../screen.tsx';
import styles from './desk.module.css';
import { Field } from './field.tsx';
import { useInputClient } from './input.ts';

const nameLength = 20;

export interface Identity {
  name: string;
  idNumber: string;
}

interface IdentityFormProps {
  title: string;
  /** Above the fields: what it is for. */
  lines: readonly string[];
  /** On the button. */
  ask: string;
  /** The county is being asked. */
  isAsking: boolean;
  asking: string;
  /** Entered before, to be put right. */
  before?: Identity;
  onAsk(name: string, idNumber: string): void;
}

/** Whether the county cannot be asked now, as far as is known. */
function useIsDown(): boolean {
  const link = useQuery(api.freshness.queryOptions()).data?.link;
  return link === 'offline' || link === 'folder';
}

/** Name and number as they are entered: by the keys below, a real keyboard, or a card reader. */
function useIdentity(before: Identity | undefined) {
  const [name, setName] = useState(before?.name ?? '');
  const [idNumber, setIdNumber] = useState(before?.idNumber ?? '');
  const [active, setActive] = useState<'name' | 'idNumber'>('name');
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
    maxLength: identityLength,
  });
  const nameBefore = useRef('');
  useCardReader({
    onBegin: () => {
      nameBefore.current = name;
    },
    onNumber: (number) => {
      // Letters that it typed are no part of a name.
      nameInput.drop();
      setName(nameBefore.current);
      setIdNumber(number);
      setActive(nameBefore.current.trim() === '' ? 'name' : 'idNumber');
    },
  });
  return { name: name.trim(), idNumber, active, setActive, nameInput, idInput };
}

/** Said before anybody types eighteen digits for nothing. */
function Down({ title }: Pick<IdentityFormProps, 'title'>) {
  const { home } = useCommonActions();
  return (
    <Screen top={<TopBar where={title} />} actions={[home]}>
      <div className={styles.page}>
        <Notice {...noAnswer.offline} />
      </div>
    </Screen>
  );
}

function Fields({ nameInput, idInput, active, setActive }: ReturnType<typeof useIdentity>) {
  return (
    <>
      <Field
        label={words.name}
        input={nameInput}
        active={active === 'name'}
        onActivate={() => setActive('name')}
      />
      <Field
        label={words.idNumber}
        input={idInput}
        digits
        active={active === 'idNumber'}
        onActivate={() => {
          // With its own keys the name's letters would go out of sight.
          nameInput.end();
          setActive('idNumber');
        }}
      />
    </>
  );
}

/** A person's own name and identity number, for the county alone (R1.6, R2.4). Both go with the screen. */
export function IdentityForm({ title, lines, ask, isAsking, asking, before, onAsk }: IdentityFormProps) {
  const elder = useElder();
  const { leave } = useNavigator();
  const identity = useIdentity(before);
  const { name, idNumber, active, nameInput, idInput } = identity;
  const isDown = useIsDown();
  const isWhole = idNumber.length === identityLength;
  const isWrong = isWhole && !isIdentityNumber(idNumber);
  const action: Action = {
    icon: Search,
    label: ask,
    main: true,
    // Nobody is found under a name that is letters in part.
    disabled: name === '' || !isEmpty(nameInput.composition) || !isWhole || isWrong || isAsking,
    onPress: () => onAsk(name, idNumber),
  };
  // Who has begun is not interrupted: the line may be there again by the time of asking.
  if (isDown && name === '' && idNumber === '') return <Down title={title} />;
  return (
    <Screen
      top={<TopBar where={title} />}
      actions={[action, { icon: X, label: words.hide, onPress: leave }]}
      keys={
        isAsking ? null : (
          <OnScreenInput elder={elder} key={active} input={active === 'name' ? nameInput : idInput} />
        )
      }
    >
      <div className={styles.page}>
        {isWrong ? (
          <p className={styles.alert} role="alert">
            {words.wrongNumber}
          </p>
        ) : (
          lines.map((line) => (
            <p key={line} className={styles.hint}>
              {line}
            </p>
          ))
        )}
        <Fields {...identity} />
        {isAsking ? <p role="status">{asking}</p> : null}
      </div>
    </Screen>
  );
}
