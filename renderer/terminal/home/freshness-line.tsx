import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CloudOff } from 'lucide-react';
import type { Freshness } from '../../../main/contract/views.ts';
import { freshnessText } from '../../../main/text/common.ts';
import { healthLines } from '../../../main/text/health.ts';
import { useClock } from '../../shared/clock.ts';
import { api } from '../../shared/queries.ts';
import styles from './freshness-line.module.css';

function notesOf({ staleDays, link, clockInDoubt, trouble }: Freshness): string[] {
  const notes: string[] = [];
  if (staleDays > 0) notes.push(freshnessText.stale(staleDays));
  if (link === 'offline') notes.push(freshnessText.offline);
  if (link === 'connecting') notes.push(freshnessText.connecting);
  if (trouble !== undefined) notes.push(freshnessText.trouble(trouble));
  if (clockInDoubt) notes.push(freshnessText.clockInDoubt);
  return notes;
}

/** How current what is shown is, and what is wrong with the machine, if anything. */
export function FreshnessLine({ freshness }: { freshness: Freshness }) {
  const now = useClock();
  const { data: problems } = useQuery(api.health.queryOptions());
  const notes = [...notesOf(freshness), ...healthLines(problems ?? [], now)];
  const Icon = notes.length === 0 ? CircleCheck : CloudOff;
  const updated =
    freshness.updatedAt === undefined
      ? freshnessText.never
      : freshnessText.updatedAt(freshness.updatedAt, now);
  return (
    <p className={notes.length === 0 ? styles.fresh : styles.stale}>
      <Icon aria-hidden="true" />
      <span>{[updated, ...notes].join(' · ')}</span>
    </p>
  );
}
