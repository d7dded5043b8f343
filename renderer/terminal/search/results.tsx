import { useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { list, search as words } from '../../../main/text/terminal.ts';
import { CardList } from '../card-list.tsx';
import lists from '../lists.module.css';
import { useNavigator } from '../navigation.ts';
import { Notice } from '../notice.tsx';
import { searchQuery } from '../prepare.ts';
import { filtersOf, type SearchProps, withoutFilters } from './filters.tsx';
import styles from './results.module.css';
import { soughtIn } from './sought.ts';

function Nothing({ search, onChange }: SearchProps) {
  const { go } = useNavigator();
  const filters = filtersOf(search);
  if (filters.length > 0) {
    return (
      <Notice
        title={words.nothing(search.text)}
        advice={words.narrowed(filters)}
        action={{ label: words.withoutFilters, onPress: () => onChange(withoutFilters(search)) }}
      />
    );
  }
  return (
    <Notice
      title={words.nothing(search.text)}
      advice={words.advice}
      action={{ label: words.ask, onPress: () => go({ screen: 'write' }) }}
    />
  );
}

interface ResultsProps extends SearchProps {
  /** Beside the keys every line counts. */
  brief: boolean;
}

/**
 * What was found, marked. Every text has an answer of its own (prepare.ts), so that a late one never takes the place of another's;
 * until its own has come, what the text before found stays, but never its 「没有找到」.
 */
export function Results({ search, onChange, brief }: ResultsProps) {
  const text = useDeferredValue(search.text.trim());
  const query = useInfiniteQuery(searchQuery({ ...search, text }));
  const { data } = query;
  const listed = useMemo(
    () =>
      data?.pages.flatMap(({ hits }) =>
        hits.map((hit) => ({
          card: hit.card,
          titleHits: hit.titleHits,
          excerpt: { text: hit.excerpt, hits: hit.excerptHits },
          sought: soughtIn(text, hit),
        })),
      ) ?? [],
    [data, text],
  );
  if (listed.length === 0) {
    if (data === undefined || query.isPlaceholderData) return <Notice title={words.searching} />;
    return <Nothing search={{ ...search, text }} onChange={onChange} />;
  }
  const apart = data?.pages[0]?.apart;
  return (
    <div className={`${lists.found} ${brief ? styles.brief : ''}`}>
      {apart === undefined ? null : <p className={lists.note}>{words.apart(text, apart)}</p>}
      <p className={`${lists.note} ${styles.count}`} role="status">
        {words.found(listed.length, query.hasNextPage)}
        <span>{list.latest}</span>
      </p>
      <CardList listed={listed} withModule />
      {query.hasNextPage ? (
        <button type="button" className={lists.more} onClick={() => void query.fetchNextPage()}>
          {words.more}
        </button>
      ) : null}
    </div>
  );
}
