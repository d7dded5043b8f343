import { useEffect, useState } from 'react';
import { bar, waiting } from '../../main/text/terminal.ts';
import { isRefusal } from '../shared/queries.ts';
import { useNavigator } from './navigation.ts';
import { Notice } from './notice.tsx';

/** Before this many milliseconds nothing is said: the core usually answers sooner, and words that flash disturb. */
const quiet = 400;

/** What stands where content will be: nothing at first, then that it is coming, or why it does not come. */
export function Waiting({ error }: { error?: unknown }) {
  const { back } = useNavigator();
  const [said, setSaid] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSaid(true), quiet);
    return () => clearTimeout(timer);
  }, []);
  if (isRefusal(error)) {
    return (
      <Notice
        title={waiting.refused}
        advice={waiting.refusedAdvice}
        action={{ label: bar.back, onPress: back }}
      />
    );
  }
  return said ? <Notice title={waiting.loading} /> : null;
}
