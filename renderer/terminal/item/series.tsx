import { lazy, Suspense, useMemo } from 'react';
import type { ItemView } from '../../../main/contract/views.ts';
import { barLabel, periodLabel } from '../../../main/text/common.ts';
import { item } from '../../../main/text/terminal.ts';
import { persistently } from '../../shared/load.ts';
import { useNavigator } from '../navigation.ts';
import styles from './sections.module.css';

const Bars = lazy(() => persistently(() => import('../../shared/chart.tsx')));

/** Bars that can still be read side by side at 18 px. */
const barsShown = 12;
const fenPerWan = 1_000_000;
const fenPerYuan = 100;

/** Amounts of the same affair over the periods, so that this one can be judged. Other bars open their period. */
export function Series({ view }: { view: ItemView }) {
  const { go } = useNavigator();
  const { series, seriesLabel } = view;
  const shown = useMemo(() => series.slice(-barsShown), [series]);
  const inWan = shown.some(({ fen }) => Math.abs(fen) >= fenPerWan);
  const bars = useMemo(
    () =>
      shown.map(({ period, fen, current }, index) => ({
        label: barLabel(period, shown[index - 1]?.period),
        value: String(Number((fen / (inWan ? fenPerWan : fenPerYuan)).toFixed(current ? 2 : 1))),
        amount: fen,
        current,
      })),
    [shown, inWan],
  );
  if (shown.length < 2) return null;
  const title = item.seriesTitle(
    view.card.catalogueTitle,
    seriesLabel ?? item.series,
    inWan ? item.wan : item.yuan,
  );
  const inWords = shown.map(({ period }, index) => `${periodLabel(period)} ${bars[index]?.value}`).join('，');
  const open = (index: number) => {
    const bar = shown[index];
    if (bar !== undefined && !bar.current) go({ screen: 'item', id: bar.id });
  };
  return (
    <section className={styles.section}>
      <h3 className={styles.title}>{title}</h3>
      <Suspense fallback={<div className={styles.chartSpace} />}>
        <Bars bars={bars} label={item.seriesWords(title, inWords)} onPress={open} />
      </Suspense>
    </section>
  );
}
