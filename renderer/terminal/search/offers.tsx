import { useQuery } from '@tanstack/react-query';
import type { MouseEvent } from 'react';
import { modules } from '../../../main/text/common.ts';
import { list, search as words } from '../../../main/text/terminal.ts';
import lists from '../lists.module.css';
import { type Route, useNavigator } from '../navigation.ts';
import { usePrepare } from '../prepare.ts';
import { Waiting } from '../waiting.tsx';
import type { SearchProps } from './filters.tsx';
import styles from './offers.module.css';
import { offeredQuery } from './offers-query.ts';
import type { Village } from './village.ts';

/** Keys and words leave the caret where it is, for those who type on a keyboard as well. */
const keepFocus = (event: MouseEvent) => event.preventDefault();

function Words({ offered, search, onChange }: SearchProps & { offered: readonly string[] }) {
  const prepare = usePrepare();
  if (offered.length === 0) return null;
  return (
    <>
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
    </>
  );
}

function Entries({ entries }: Pick<Village, 'entries'>) {
  const { go } = useNavigator();
  const prepare = usePrepare();
  if (entries.length === 0) return null;
  return (
    <>
      <h2 className={styles.title}>{words.entries}</h2>
      <div className={styles.entries}>
        {entries.map(({ id, module, plainTitle, count }) => {
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
    </>
  );
}

/** For those who do not type: words with something behind them, and the kinds of affairs with most items. */
export function Offers({ village, search, onChange }: SearchProps & { village: Village }) {
  const { data: offered, error } = useQuery(offeredQuery());
  // Nothing is shown before all is known: what comes later would push what is there from under the finger.
  if (offered === undefined) return <Waiting error={error} />;
  return (
    <div className={lists.page}>
      <Words offered={offered} search={search} onChange={onChange} />
      <Entries entries={village.entries} />
    </div>
  );
}
