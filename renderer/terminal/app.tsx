import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Suspense, useCallback, useEffect, useLayoutEffect, useMemo, useReducer, useState } from 'react';
import { flushSync } from 'react-dom';
import type { AppEvent } from '../../main/contract/events.ts';
import { applyAccent } from '../shared/accent.ts';
import { showing } from '../shared/beat.ts';
import { createInvalidator, followEvents } from '../shared/events.ts';
import { api, client, forgetVisit } from '../shared/queries.ts';
import { isScreenHeld } from '../shared/visit.ts';
import { useAhead } from './ahead.ts';
import { AloudContext } from './aloud/aloud-context.ts';
import { makeAloud } from './aloud/make-aloud.ts';
import { ConnectedContext } from './connected.ts';
import { Fault } from './fault.tsx';
import { limitsOn, useIdle } from './idle.ts';
import { IdleWarning } from './idle-warning.tsx';
import { Layer, Layers } from './layer.tsx';
import { type Mode, ModeContext } from './mode.ts';
import { atHome, current, type Entry, move, type Route } from './navigation.ts';
import { prepareScreens, Rest, Shown } from './screens.tsx';

/** Keeps the page current by the core's events. @returns whether the core is there */
function useEvents(onAnotherCore: () => void): boolean {
  const queries = useQueryClient();
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    const ending = new AbortController();
    const invalidate = createInvalidator(queries);
    let core: string | undefined;
    const onEvent = (event: AppEvent) => {
      if (event.type === 'hello') {
        core ??= event.core;
        if (core !== event.core && !isScreenHeld()) return onAnotherCore();
        core = event.core;
      }
      invalidate(event);
    };
    void followEvents(client, { onEvent, onConnected: setConnected }, ending.signal);
    return () => ending.abort();
  }, [queries, onAnotherCore]);
  return connected;
}

/** Elder mode and reading aloud, for as long as a person is there. */
function useEase({ route }: Entry) {
  const [mode, setMode] = useState<Mode>('standard');
  const [aloud] = useState(makeAloud);
  useLayoutEffect(() => {
    document.documentElement.dataset.mode = mode;
  }, [mode]);
  useEffect(() => aloud.guide.listen(document), [aloud]);
  useEffect(() => {
    // What was being read is not on the screen any more.
    void route;
    return () => aloud.reader.stop();
  }, [route, aloud]);
  const toggle = useCallback(() => setMode((before) => (before === 'elder' ? 'standard' : 'elder')), []);
  const end = useCallback(() => setMode('standard'), []);
  return { mode: useMemo(() => ({ mode, toggle, end }), [mode, toggle, end]), aloud };
}

/** @param onAnotherCore the core was started again */
export function App({ onAnotherCore }: { onAnotherCore: () => void }) {
  const [navigation, dispatch] = useReducer(move, atHome);
  const connected = useEvents(onAnotherCore);
  const { data } = useQuery(api.home.queryOptions());
  const entry = current(navigation);
  const home = useCallback(() => dispatch({ type: 'home' }), []);
  const { mode, aloud } = useEase(entry);
  const queries = useQueryClient();
  const leave = useCallback(() => {
    mode.end();
    aloud.guide.end();
    aloud.reader.reset();
    // First nobody looks at anything any more: what is let go only then would be kept for minutes.
    flushSync(home);
    forgetVisit(queries);
  }, [mode.end, aloud, home, queries]);
  const [resting, setResting] = useState(false);
  const rest = useCallback(() => {
    leave();
    setResting(true);
  }, [leave]);
  const wake = useCallback(() => setResting(false), []);
  const idleLimits = resting ? undefined : limitsOn(entry.route, data?.place.idle);
  const left = useIdle(idleLimits, rest, () => aloud.reader.state().status === 'reading');
  const shown = data !== undefined;
  useEffect(() => (shown ? prepareScreens(queries) : undefined), [shown, queries]);
  const atRest = shown && entry.route.screen === 'home';
  useEffect(() => showing(atRest ? 'home' : 'other'), [atRest]);
  const accent = data?.place.accent;
  const name = data?.place.villageName;
  useEffect(() => {
    if (name !== undefined) document.title = name;
  }, [name]);
  useEffect(() => applyAccent(document.documentElement, accent), [accent]);
  const announce = useAhead(dispatch);
  const moves = useMemo(
    () => ({
      go: (route: Route) => dispatch({ type: 'go', route }),
      change: (route: Route) => dispatch({ type: 'change', route }),
      back: () => dispatch({ type: 'back' }),
      home,
      leave,
      announce,
    }),
    [home, leave, announce],
  );
  const layers = navigation.ahead === undefined ? [entry] : [entry, navigation.ahead];
  return (
    <ConnectedContext value={connected}>
      <ModeContext value={mode}>
        <AloudContext value={aloud}>
          {resting ? (
            <Fault onLeave={leave}>
              <Suspense>
                <Rest onWake={wake} />
              </Suspense>
            </Fault>
          ) : (
            <Layers>
              {layers.map((each) => (
                <Layer key={each.key} entry={each} ahead={each !== entry} moves={moves}>
                  <Shown route={each.route} />
                </Layer>
              ))}
            </Layers>
          )}
          {left === undefined || entry.route.screen === 'home' ? null : (
            <IdleWarning seconds={left} onLeave={leave} />
          )}
        </AloudContext>
      </ModeContext>
    </ConnectedContext>
  );
}
