import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ModuleView } from '../../../main/contract/views.ts';
import { api } from '../../shared/queries.ts';

/** Kinds of affairs offered beside the words. */
const entriesOffered = 8;

/** What the search screen offers of this village: the kinds of affairs with most items, and the years that there are. */
export interface Village {
  entries: ModuleView['entries'];
  years: readonly number[];
}

export const villageQuery = () => api.module.queryOptions({ input: {} });

export function useVillage(): Village {
  const { data } = useQuery(villageQuery());
  return useMemo(
    () => ({
      entries: (data?.entries ?? []).toSorted((a, b) => b.count - a.count).slice(0, entriesOffered),
      years: (data?.years ?? []).map(({ year }) => year),
    }),
    [data],
  );
}
