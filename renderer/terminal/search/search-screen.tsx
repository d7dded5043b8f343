import { Keyboard } from 'lucide-react';
import { useState } from 'react';
import { limits } from '../../../main/contract/limits.ts';
import { bar, search as words } from '../../../main/text/terminal.ts';
import { asTyped } from '../../input/composition.ts';
import { OnScreenInput } from '../../input/on-screen-input.tsx';
import { type TextInput, useTextInput } from '../../input/use-text-input.ts';
import { useCommonActions } from '../common-actions.ts';
import { useInputClient } from '../desk/input.ts';
import lists from '../lists.module.css';
import { useElder } from '../mode.ts';
import { Narrow, useNarrowing } from '../narrowing.tsx';
import { type SearchState, useNavigator } from '../navigation.ts';
import { Screen, TopBar } from '../screen.tsx';
import { Field } from './field.tsx';
import { Filters, filtersOf, Narrowed, type SearchProps } from './filters.tsx';
import { Offers } from './offers.tsx';
import { Results } from './results.tsx';
import styles from './search-screen.module.css';
import { useVillage, type Village } from './village.ts';

interface FoundProps extends SearchProps {
  village: Village;
  /** The keys are there: what is found has all the room that is left. */
  typing: boolean;
}

function Found({ village, search, onChange, typing }: FoundProps) {
  const narrowing = useNarrowing(filtersOf(search).length > 0);
  const results = <Results search={search} onChange={onChange} brief={typing} />;
  if (!typing && narrowing.shown) {
    return (
      <div className={lists.sided}>
        <Filters village={village} search={search} onChange={onChange} />
        {results}
      </div>
    );
  }
  return (
    <div className={typing ? styles.typing : lists.page}>
      {typing ? null : <Narrow label={words.narrow} onPress={narrowing.show} />}
      <Narrowed search={search} onChange={onChange} />
      {results}
    </div>
  );
}

/** Text with what is still being typed: each letter of pinyin already finds something. */
const withTyped = (text: string, { composition }: TextInput) =>
  (text + asTyped(composition).replaceAll("'", '')).slice(0, limits.queryCharacters);

/** The keys are there for who begins, and out of the way of who comes back to what was found. */
function useKeys(search: SearchState, onChange: (search: SearchState) => void) {
  const [isOpen, setOpen] = useState(search.text === '');
  const elder = useElder();
  const input = useTextInput({
    client: useInputClient(),
    value: search.text,
    onChange: (text) => onChange({ ...search, text }),
    modes: ['pinyin', 'handwriting', 'digits'],
    maxLength: limits.queryCharacters,
  });
  const putAway = { label: words.putAway, onPress: () => setOpen(false) };
  const keys = isOpen ? (
    <div className={styles.keys}>
      <OnScreenInput input={input} elder={elder} done={putAway} />
    </div>
  ) : null;
  const action = { icon: Keyboard, label: words.keys, main: true, onPress: () => setOpen(true) };
  return { input, isOpen, setOpen, keys, actions: isOpen ? [] : [action] };
}

/** Search as one types, over everything (R2.2); for those who do not type, words of the village's own. */
export function SearchScreen({ search }: { search: SearchState }) {
  const { change } = useNavigator();
  const { home, publicity, recent, contacts } = useCommonActions();
  const village = useVillage();
  const onChange = (next: SearchState) => change({ screen: 'search', search: next });
  const { input, isOpen, setOpen, keys, actions } = useKeys(search, onChange);
  const typed = { ...search, text: withTyped(search.text, input) };
  const choose = (next: SearchState) => {
    setOpen(false);
    onChange(next);
  };
  return (
    <Screen
      top={
        <TopBar where={bar.search}>
          <Field
            input={input}
            onTouch={() => setOpen(true)}
            onClear={() => {
              setOpen(true);
              onChange({ ...search, text: '' });
            }}
          />
        </TopBar>
      }
      keys={keys}
      actions={[...actions, home, publicity, recent, ...contacts]}
    >
      {typed.text.trim() === '' ? (
        <Offers village={village} search={search} onChange={choose} />
      ) : (
        <Found
          village={village}
          search={typed}
          onChange={(next) => onChange({ ...next, text: search.text })}
          typing={isOpen}
        />
      )}
    </Screen>
  );
}
