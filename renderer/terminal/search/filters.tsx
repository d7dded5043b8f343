import { X } from 'lucide-react';
import type { ItemKind, ModuleId } from '../../../main/contract/content.ts';
import { modules } from '../../../main/text/common.ts';
import { kindTitles, list, search as words } from '../../../main/text/terminal.ts';
import { Choice, Choices } from '../choices.tsx';
import lists from '../lists.module.css';
import type { SearchState } from '../navigation.ts';
import styles from './filters.module.css';
import type { Village } from './village.ts';

const moduleOrder = Object.keys(modules) as ModuleId[];
const kindOrder = Object.keys(kindTitles) as Exclude<ItemKind, 'general'>[];

export interface SearchProps {
  search: SearchState;
  onChange(search: SearchState): void;
}

export const withoutFilters = ({ text }: SearchState): SearchState => ({ text });

/** What results are narrowed to, in words. */
export function filtersOf({ module, year, kind }: SearchState): string[] {
  return [
    ...(module === undefined ? [] : [modules[module].title]),
    ...(year === undefined ? [] : [list.year(year)]),
    ...(kind === undefined || kind === 'general' ? [] : [kindTitles[kind]]),
  ];
}

/** By module, year and kind of content. */
export function Filters({ village, search, onChange }: SearchProps & { village: Village }) {
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

/** What is left out by filters, where these are not in sight. */
export function Narrowed({ search, onChange }: SearchProps) {
  const filters = filtersOf(search);
  if (filters.length === 0) return null;
  return (
    <button type="button" className={styles.narrowed} onClick={() => onChange(withoutFilters(search))}>
      {words.narrowed(filters)}
      <X aria-hidden="true" />
    </button>
  );
}
