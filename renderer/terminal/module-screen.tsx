import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ModuleId } from '../../main/contract/content.ts';
import type { ModuleView } from '../../main/contract/views.ts';
import { modules, quarterLabel } from '../../main/text/common.ts';
import { list, shelves } from '../../main/text/terminal.ts';
import { CardList } from './card-list.tsx';
import { Choice, Choices } from './choices.tsx';
import { useCommonActions } from './common-actions.ts';
import styles from './lists.module.css';
import { Narrow, useNarrowing } from './narrowing.tsx';
import { type ModuleFilter, type ShelfName, useNavigator } from './navigation.ts';
import { Notice } from './notice.tsx';
import { type ListOf, moduleQuery, shelfOf } from './prepare.ts';
import { Screen, TopBar } from './screen.tsx';
import { Waiting } from './waiting.tsx';

/** Catalogue entries shown before the list is unfolded. */
const entriesShown = 6;
/** Items asked for at once by the core (limits.pageItems); named here only for the button. */
const pageItems = 50;

interface FiltersProps {
  view: ModuleView;
  filter: ModuleFilter;
  onChange(filter: ModuleFilter): void;
}

function Years({ view, filter, onChange }: FiltersProps) {
  return (
    <Choices title={list.byYear}>
      <Choice
        chosen={filter.year === undefined}
        onPress={() => onChange({ ...filter, year: undefined, quarter: undefined })}
      >
        {list.allYears}
      </Choice>
      {view.years.map(({ year }) => (
        <Choice
          key={year}
          chosen={filter.year === year}
          onPress={() => onChange({ ...filter, year, quarter: undefined })}
        >
          {list.year(year)}
        </Choice>
      ))}
    </Choices>
  );
}

function Quarters({ view, filter, onChange }: FiltersProps) {
  if (filter.year === undefined || view.quarters.length === 0) return null;
  return (
    <Choices title={list.byQuarter}>
      <Choice
        chosen={filter.quarter === undefined}
        onPress={() => onChange({ ...filter, quarter: undefined })}
      >
        {list.wholeYear}
      </Choice>
      {view.quarters.map(({ quarter }) => (
        <Choice
          key={quarter}
          chosen={filter.quarter === quarter}
          onPress={() => onChange({ ...filter, quarter })}
        >
          {quarterLabel(quarter)}
        </Choice>
      ))}
    </Choices>
  );
}

function Entries({ view, filter, onChange }: FiltersProps) {
  const [all, setAll] = useState(false);
  const foldable = view.entries.length > entriesShown + 1;
  const shown = view.entries.filter(
    ({ id }, index) => all || !foldable || index < entriesShown || id === filter.catalogue,
  );
  return (
    <Choices title={list.byEntry} wide>
      <Choice
        chosen={filter.catalogue === undefined}
        onPress={() => onChange({ ...filter, catalogue: undefined })}
      >
        {list.allEntries}
      </Choice>
      {shown.map(({ id, plainTitle, count }) => (
        <Choice
          key={id}
          chosen={filter.catalogue === id}
          count={count}
          onPress={() => onChange({ ...filter, catalogue: id })}
        >
          {plainTitle}
        </Choice>
      ))}
      {foldable ? (
        <button type="button" className={styles.fold} onClick={() => setAll(!all)}>
          {all ? list.fewerEntries : list.moreEntries(view.entries.length)}
        </button>
      ) : null}
    </Choices>
  );
}

interface ListScreenProps {
  title: string;
  of: ListOf;
  filter: ModuleFilter;
  onChange(filter: ModuleFilter): void;
  /** Items of several modules: their rows say of which. */
  mixed?: boolean;
}

/** By year, quarter and kind of affair; newest first, fifty at a time. */
function ListScreen({ title, of, filter, onChange, mixed = false }: ListScreenProps) {
  const query = useInfiniteQuery(moduleQuery(of, filter));
  const actions = useCommonActions();
  const narrowing = useNarrowing(Object.values(filter).some((value) => value !== undefined));
  const view = query.data?.pages[0];
  const cards = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Screen
      top={<TopBar where={title} />}
      actions={[actions.home, actions.search, actions.publicity, actions.recent]}
    >
      {view === undefined ? (
        <Waiting error={query.error} />
      ) : (
        <div className={narrowing.shown ? styles.sided : styles.page}>
          {narrowing.shown ? (
            <div className={styles.side}>
              <Years view={view} filter={filter} onChange={onChange} />
              <Quarters view={view} filter={filter} onChange={onChange} />
              <Entries view={view} filter={filter} onChange={onChange} />
            </div>
          ) : (
            <Narrow label={list.narrow} onPress={narrowing.show} />
          )}
          <div className={styles.found}>
            <p className={styles.note}>
              {list.total(view.total)}
              <span>{list.latest}</span>
            </p>
            {cards.length === 0 ? (
              <Notice title={list.empty} advice={list.emptyAdvice} />
            ) : (
              <CardList listed={cards.map((card) => ({ card }))} withModule={mixed} />
            )}
            {query.hasNextPage ? (
              <button type="button" className={styles.more} onClick={() => void query.fetchNextPage()}>
                {list.more(Math.min(pageItems, view.total - cards.length))}
              </button>
            ) : null}
          </div>
        </div>
      )}
    </Screen>
  );
}

export function ModuleScreen({ module, filter }: { module: ModuleId; filter: ModuleFilter }) {
  const { change } = useNavigator();
  return (
    <ListScreen
      title={modules[module].title}
      of={{ module }}
      filter={filter}
      onChange={(next) => change({ screen: 'module', module, filter: next })}
    />
  );
}

/** One of the five brightnesses, or the registers: across all modules. */
export function ShelfScreen({ shelf, filter }: { shelf: ShelfName; filter: ModuleFilter }) {
  const { change } = useNavigator();
  return (
    <ListScreen
      title={shelves[shelf].official}
      of={shelfOf(shelf)}
      filter={filter}
      onChange={(next) => change({ screen: 'shelf', shelf, filter: next })}
      mixed
    />
  );
}
