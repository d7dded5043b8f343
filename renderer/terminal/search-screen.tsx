import { useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query';
import { Keyboard, Search, X } from 'lucide-react';
import { type MouseEvent, useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { ItemKind, ModuleId } from '../../main/contract/content.ts';
import { limits } from '../../main/contract/limits.ts';
import { modules } from '../../main/text/common.ts';
import { bar, kindTitles, list, search as words } from '../../main/text/terminal.ts';
import { asTyped } from '../input/composition.ts';
import { OnScreenInput } from '../input/on-screen-input.tsx';
import { type TextInput, useTextInput } from '../input/use-text-input.ts';
import { api, client } from '../shared/queries.ts';
import { CardList } from './card-list.tsx';
import { Choice, Choices } from './choices.tsx';
import { useCommonActions } from './common-actions.ts';
import { useInputClient } from './desk/input.ts';
import lists from './lists.module.css';
import { useElder } from './mode.ts';
import { type Route, type SearchState, useNavigator } from './navigation.ts';
import { Notice } from './notice.tsx';
import { findOffered } from './offered-words.ts';
import { searchQuery, usePrepare } from './prepare.ts';
import { Screen, TopBar } from './screen.tsx';
import styles from './search-screen.module.css';

const moduleOrder = Object.keys(modules) as ModuleId[];
/** Kinds of affairs offered beside the words. */
const entriesOffered = 8;

interface PartProps {
  search: SearchState;
  onChange(search: SearchState): void;
}

function useVillage() {
  const views = useQueries({
    queries: moduleOrder.map((module) => api.module.queryOptions({ input: { module } })),
    combine: (results) => results.flatMap(({ data }) => (data === undefined ? [] : [data])),
  });
  return useMemo(() => {
    return {
      entries: views
        .flatMap(({ entries }) => entries)
        .sort((a, b) => b.count - a.count)
        .slice(0, entriesOffered),
      years: [...new Set(views.flatMap(({ years }) => years.map(({ year }) => year)))].sort((a, b) => b - a),
    };
  }, [views]);
}

type Village = ReturnType<typeof useVillage>;

/** Keys and words leave the caret where it is, for those who type on a keyboard as well. */
const keepFocus = (event: MouseEvent) => event.preventDefault();

interface FieldProps {
  input: TextInput;
  onTouch(): void;
  onClear(): void;
}

function Field({ input, onTouch, onClear }: FieldProps) {
  const { field, fieldProps } = input;
  useEffect(() => field.current?.focus({ preventScroll: true }), [field]);
  return (
    <div className={styles.field}>
      <Search aria-hidden="true" />
      <input
        {...fieldProps}
        className={styles.input}
        placeholder={words.placeholder}
        aria-label={words.label}
        ref={(element) => {
          field.current = element;
        }}
        onClick={onTouch}
        onKeyDown={(event) => {
          // Letters of a real keyboard need the candidates in sight.
          if (/^[a-z]$/i.test(event.key)) onTouch();
          fieldProps.onKeyDown(event);
        }}
      />
      {fieldProps.value === '' ? null : (
        <button type="button" className={styles.clear} onClick={onClear}>
          <X aria-hidden="true" />
          {words.clear}
        </button>
      )}
    </div>
  );
}

/** Asked again only when content has changed. */
function useOfferedWords(): readonly string[] {
  const { data } = useQuery({
    queryKey: [['search', 'offered']],
    queryFn: ({ signal }) => findOffered(words.offered, (text) => client.search({ text }, { signal })),
    gcTime: Number.POSITIVE_INFINITY,
  });
  return data ?? [];
}

function Offers({ village, search, onChange }: PartProps & { village: Village }) {
  const { go } = useNavigator();
  const prepare = usePrepare();
  const offered = useOfferedWords();
  return (
    <div className={lists.page}>
      <h2 className={styles.title}>{words.words}</h2>
      <fieldset className={styles.words} aria-label={words.words} onMouseDown={keepFocus}>
        {offered.map((word) => (
          <button
            key={word}
            type="button"
            className={styles.word}
            onPointerDown={() => prepare({ screen: 'search', search: { ...search, text: word } })}
            onClick={() => onChange({ ...search, text: word })}
          >
            {word}
          </button>
        ))}
      </fieldset>
      <h2 className={styles.title}>{words.entries}</h2>
      <div className={styles.entries}>
        {village.entries.map(({ id, module, plainTitle, count }) => {
          const route: Route = { screen: 'module', module, filter: { catalogue: id } };
          return (
            <button
              key={`${module} ${id}`}
              type="button"
              className={styles.entry}
              onPointerDown={() => prepare(route)}
              onClick={() => go(route)}
            >
              <span>{plainTitle}</span>
              <span className={styles.entryModule}>
                {modules[module].title} · {list.total(count)}
              </span>
            </button>
          );
        })}
      </div>
    </div>
  );
}

const kindOrder = Object.keys(kindTitles) as Exclude<ItemKind, 'general'>[];

function Filters({ village, search, onChange }: PartProps & { village: Village }) {
  return (
    <div className={lists.side}>
      <Choices title={words.byModule}>
        {[undefined, ...moduleOrder].map((module) => (
          <Choice
            key={module ?? 'all'}
            chosen={search.module === module}
            onPress={() => onChange({ ...search, module })}
          >
            {module === undefined ? words.allModules : modules[module].title}
          </Choice>
        ))}
      </Choices>
      <Choices title={list.byYear}>
        {[undefined, ...village.years].map((year) => (
          <Choice key={year ?? 0} chosen={search.year === year} onPress={() => onChange({ ...search, year })}>
            {year === undefined ? list.allYears : list.year(year)}
          </Choice>
        ))}
      </Choices>
      <Choices title={words.byKind}>
        {[undefined, ...kindOrder].map((kind) => (
          <Choice
            key={kind ?? 'all'}
            chosen={search.kind === kind}
            onPress={() => onChange({ ...search, kind })}
          >
            {kind === undefined ? words.allKinds : kindTitles[kind]}
          </Choice>
        ))}
      </Choices>
    </div>
  );
}

const withoutFilters = ({ text }: SearchState): SearchState => ({ text });

function filtersOf({ module, year, kind }: SearchState): string[] {
  return [
    ...(module === undefined ? [] : [modules[module].title]),
    ...(year === undefined ? [] : [list.year(year)]),
    ...(kind === undefined || kind === 'general' ? [] : [kindTitles[kind]]),
  ];
}

/** What is left out by filters, where these are not in sight. */
function Narrowed({ search, onChange }: PartProps) {
  const filters = filtersOf(search);
  if (filters.length === 0) return null;
  return (
    <button type="button" className={styles.narrowed} onClick={() => onChange(withoutFilters(search))}>
      {words.narrowed(filters)}
      <X aria-hidden="true" />
    </button>
  );
}

function useSearch(search: SearchState) {
  return useInfiniteQuery(searchQuery({ ...search, text: useDeferredValue(search.text.trim()) }));
}

function Nothing({ search, onChange }: PartProps) {
  const { go } = useNavigator();
  const filters = filtersOf(search);
  if (filters.length > 0) {
    return (
      <Notice
        title={words.nothing(search.text.trim())}
        advice={words.narrowed(filters)}
        action={{ label: words.withoutFilters, onPress: () => onChange(withoutFilters(search)) }}
      />
    );
  }
  return (
    <Notice
      title={words.nothing(search.text.trim())}
      advice={words.advice}
      action={{ label: words.ask, onPress: () => go({ screen: 'write' }) }}
    />
  );
}

function Results({ search, onChange }: PartProps) {
  const query = useSearch(search);
  const hits = query.data?.pages.flatMap((page) => page.hits);
  if (hits === undefined) return <Notice title={words.searching} />;
  if (hits.length === 0) return <Nothing search={search} onChange={onChange} />;
  const listed = hits.map(({ card, titleHits, excerpt, excerptHits }) => ({
    card,
    titleHits,
    excerpt: { text: excerpt, hits: excerptHits },
  }));
  return (
    <>
      <p className={`${lists.note} ${styles.count}`} role="status">
        {words.found(hits.length, query.hasNextPage)}
        <span>{list.latest}</span>
      </p>
      <CardList listed={listed} withModule />
      {query.hasNextPage ? (
        <button type="button" className={lists.more} onClick={() => void query.fetchNextPage()}>
          {words.more}
        </button>
      ) : null}
    </>
  );
}

interface FoundProps extends PartProps {
  village: Village;
  /** The keys are there: what is found has all the room that is left. */
  typing: boolean;
}

function Found({ village, search, onChange, typing }: FoundProps) {
  return (
    <div className={typing ? styles.typing : lists.sided}>
      {typing ? (
        <Narrowed search={search} onChange={onChange} />
      ) : (
        <Filters village={village} search={search} onChange={onChange} />
      )}
      <div className={lists.found}>
        <Results search={search} onChange={onChange} />
      </div>
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
  const place = useQuery(api.home.queryOptions()).data?.place;
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
        <TopBar where={bar.search} demo={place?.demo}>
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
