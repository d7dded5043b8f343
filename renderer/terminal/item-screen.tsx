import { useQuery } from '@tanstack/react-query';
import { Printer, QrCode } from 'lucide-react';
import { type RefObject, useState } from 'react';
import type { Table } from '../../main/contract/content.ts';
import type { ItemView, Place } from '../../main/contract/views.ts';
import { modules, periodLabel } from '../../main/text/common.ts';
import { bar, print as printText, waiting } from '../../main/text/terminal.ts';
import { Body } from '../shared/body.tsx';
import { api, client, isRefusal } from '../shared/queries.ts';
import { useCommonActions } from './common-actions.ts';
import { Erased } from './erased.tsx';
import { Attachments } from './item/attachments.tsx';
import { ItemHead, Traces } from './item/item-head.tsx';
import { ItemTables } from './item/item-tables.tsx';
import { KeyFigures } from './item/key-figures.tsx';
import { BothSides, Columns, showsBothSides } from './item/money.tsx';
import { Power, PowerResults } from './item/power.tsx';
import { ProjectStages } from './item/project-stages.tsx';
import { Proof } from './item/proof.tsx';
import { Series } from './item/series.tsx';
import { Story } from './item/story.tsx';
import styles from './item-screen.module.css';
import { type Sought, useNavigator } from './navigation.ts';
import { itemQuery } from './prepare.ts';
import { type Printable, PrinterNote, useHasPrinter, usePrinting } from './printing.tsx';
import { Screen, TopBar } from './screen.tsx';
import { SoughtContext } from './sought/sought-context.ts';
import { useSought } from './sought/use-sought.tsx';
import { TakeAwaySheet } from './take-away-sheet.tsx';
import { Waiting } from './waiting.tsx';

interface ItemProps {
  view: ItemView;
  place: Place;
}

/** Columns beyond which a table needs the whole width of a small landscape screen. */
const narrowColumns = 5;

const isWide = ({ columns }: Table) => columns.length > narrowColumns;

function Content({ view, place, root }: ItemProps & { root: RefObject<HTMLDivElement | null> }) {
  const { content } = view;
  if (content === undefined) return <Erased view={view} place={place} />;
  return (
    <div className={content.tables.some(isWide) ? styles.wide : styles.columns}>
      <article className={styles.article}>
        <Traces view={view} />
        <ItemHead view={view} place={place} />
        <div ref={root} className={styles.article}>
          <KeyFigures figures={content.keyFigures} />
          <Columns view={view} />
          {showsBothSides(view) ? <BothSides view={view} /> : <Series view={view} />}
          {content.power === undefined ? null : <Power power={content.power} />}
          {content.body.trim() === '' ? null : <Body text={content.body} />}
          <PowerResults view={view} />
          <ItemTables view={view} />
          {view.project === undefined ? null : <ProjectStages project={view.project} shown={view.card.id} />}
          <Attachments attachments={content.attachments} about={aboutOf(view)} />
        </div>
      </article>
      <aside className={styles.aside}>
        <Story view={view} />
        <Proof view={view} />
      </aside>
    </div>
  );
}

function where({ card }: ItemView): string {
  const period = card.period === undefined ? card.catalogueTitle : periodLabel(card.period);
  return [modules[card.module].title, period].filter((part) => part !== '').join(' · ');
}

const unopened = (error: unknown): string => (isRefusal(error) ? waiting.refused : '');

const aboutOf = ({ card, content }: ItemView) => ({
  id: card.id,
  version: content?.version ?? card.version,
  title: card.title,
});

export interface ItemScreenProps {
  id: string;
  /** The newest, where none is named. */
  version?: number;
  sought?: Sought;
}

function printableOf(view: ItemView): Printable {
  const { id, version, title } = aboutOf(view);
  return {
    title,
    otherwise: printText.failedLine,
    print: (signal) => client.print({ id, version }, { signal }),
  };
}

type OpenSheet = 'takeAway' | undefined;

/** One item: its answer first, then what it rests on (look/item.png). */
export function ItemScreen({ id, version, sought }: ItemScreenProps) {
  const query = useQuery(itemQuery(id, version));
  const { here, root, strip } = useSought(sought, query.data);
  const home = useQuery(api.home.queryOptions());
  const actions = useCommonActions();
  const { go } = useNavigator();
  const [sheet, setSheet] = useState<OpenSheet>();
  const { print, sheet: paper } = usePrinting();
  const hasPrinter = useHasPrinter();
  const view = query.data;
  const place = home.data?.place;
  const close = () => setSheet(undefined);
  const takes =
    view?.content === undefined
      ? []
      : [
          { icon: QrCode, label: bar.takeAway, onPress: () => setSheet('takeAway') },
          ...(hasPrinter
            ? [{ icon: Printer, label: bar.print, onPress: () => print(printableOf(view)) }]
            : []),
        ];
  const writes =
    view?.content === undefined
      ? []
      : [{ ...actions.write, onPress: () => go({ screen: 'write', item: aboutOf(view) }) }];
  return (
    <Screen
      top={<TopBar where={view === undefined ? unopened(query.error) : where(view)} />}
      actions={[actions.home, actions.search, ...takes, ...writes]}
      keys={
        <>
          {strip}
          {view?.content === undefined ? null : <PrinterNote />}
        </>
      }
    >
      {view === undefined || place === undefined ? (
        <Waiting error={query.error} />
      ) : (
        <SoughtContext value={here}>
          <Content view={view} place={place} root={root} />
        </SoughtContext>
      )}
      {sheet === 'takeAway' && view?.content !== undefined && place !== undefined ? (
        <TakeAwaySheet id={id} version={view.content.version} place={place} onClose={close} />
      ) : null}
      {paper}
    </Screen>
  );
}
