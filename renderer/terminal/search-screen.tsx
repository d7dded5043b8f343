import { useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query';
import { Delete, Search, X } from 'lucide-react';
import { type MouseEvent, useDeferredValue, useEffect, useMemo, useRef } from 'react';
import type { ModuleId } from '../../main/contract/content.ts';
import { modules } from '../../main/text/common.ts';
import { bar, list, search as words } from '../../main/text/terminal.ts';
import { api, client } from '../shared/queries.ts';
import { CardList } from './card-list.tsx';
import { Choice, Choices } from './choices.tsx';
import { useCommonActions } from './common-actions.ts';
import lists from './lists.module.css';
import { type Route, type SearchState, useNavigator } from './navigation.ts';
import { Notice } from './notice.tsx';
import { findOffered } from './offered-words.ts';
import { searchQuery, usePrepare } from './prepare.ts';
import { Screen, TopBar } from './screen.tsx';
import styles from './search-screen.module.css';

/** The core's limit (limits.queryCharacters). */
const longestText = 64;
const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];
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
        .flatMap(({ module, entries }) => entries.map((entry) => ({ ...entry, module })))
        .sort((a, b) => b.count - a.count)
        .slice(0, entriesOffered),
      years: [...new Set(views.flatMap(({ years }) => years.map(({ year }) => year)))].sort((a, b) => b - a),
    };
  }, [views]);
}

type Village = ReturnType<typeof useVillage>;

/** Keys and words leave the caret where it is, for those who type on a keyboard as well. */
const keepFocus = (event: MouseEvent) => event.preventDefault();

function Field({ search, onChange }: PartProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  return (
    <div className={styles.field}>
      <Search aria-hidden="true" />
      <input
        className={styles.input}
        value={search.text}
        // The system's on-screen keyboard stays away; a physical keyboard and its input method work.
        inputMode="none"
        autoComplete="off"
        spellCheck={false}
        maxLength={longestText}
        placeholder={words.placeholder}
        aria-label={words.label}
        ref={field}
        onChange={({ currentTarget }) => onChange({ ...search, text: currentTarget.value })}
      />
      {search.text === '' ? null : (
        <button type="button" className={styles.clear} onClick={() => onChange({ ...search, text: '' })}>
          <X aria-hidden="true" />
          {words.clear}
        </button>
      )}
    </div>
  );
}

function Keys({ search, onChange }: PartProps) {
  const add = (digit: string) => onChange({ ...search, text: (search.text + digit).slice(0, longestText) });
  return (
    <fieldset className={styles.keys} aria-label={words.digits} onMouseDown={keepFocus}>
      {digits.map((digit) => (
        <button key={digit} type="button" className={styles.key} onClick={() => add(digit)}>
          {digit}
        </button>
      ))}
      <button
        type="button"
        className={styles.erase}
        disabled={search.text === ''}
        onClick={() => onChange({ ...search, text: [...search.text].slice(0, -1).join('') })}
      >
        <Delete aria-hidden="true" />
        {words.erase}
      </button>
    </fieldset>
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
    </div>
  );
}

function useSearch(search: SearchState) {
  return useInfiniteQuery(searchQuery({ ...search, text: useDeferredValue(search.text.trim()) }));
}

function Results({ search }: { search: SearchState }) {
  const query = useSearch(search);
  const hits = query.data?.pages.flatMap((page) => page.hits);
  if (hits === undefined) return <Notice title={words.searching} />;
  if (hits.length === 0) return <Notice title={words.nothing(search.text.trim())} advice={words.advice} />;
  const listed = hits.map(({ card, titleHits, excerpt, excerptHits }) => ({
    card,
    titleHits,
    excerpt: { text: excerpt, hits: excerptHits },
  }));
  return (
    <>
      <p className={lists.note}>
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

/** Search as one types, over everything; for those who do not type, words of the village's own and digits (R2.2). */
export function SearchScreen({ search }: { search: SearchState }) {
  const { change } = useNavigator();
  const { home, publicity, recent, contacts } = useCommonActions();
  const place = useQuery(api.home.queryOptions()).data?.place;
  const village = useVillage();
  const onChange = (next: SearchState) => change({ screen: 'search', search: next });
  const empty = search.text.trim() === '';
  return (
    <Screen
      top={
        <TopBar where={bar.search} demo={place?.demo}>
          <Field search={search} onChange={onChange} />
        </TopBar>
      }
      keys={<Keys search={search} onChange={onChange} />}
      actions={[home, publicity, recent, ...contacts]}
    >
      {empty ? (
        <Offers village={village} search={search} onChange={onChange} />
      ) : (
        <div className={lists.sided}>
          <Filters village={village} search={search} onChange={onChange} />
          <div className={lists.found}>
            <Results search={search} />
          </div>
        </div>
      )}
    </Screen>
  );
}
