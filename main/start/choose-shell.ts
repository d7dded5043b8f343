/** Which shell to start. Decides only; what is there was looked up by the caller. */

export type ShellName = 'electron' | 'chromium' | 'none';

export type ShellFacts = {
  /** From `--shell`. */
  asked: ShellName | undefined;
  electron: string | undefined;
  browser: string | undefined;
  display: boolean;
  downloadFailedBefore: boolean;
};

/** `why` is set where the shell is not the one a person would expect. */
export type ShellChoice =
  | { shell: ShellName; why?: 'no-display' | 'no-browser' }
  | { shell: 'fetch-electron' };

function withoutElectron(facts: ShellFacts): ShellChoice {
  if (facts.browser) return { shell: 'chromium' };
  return { shell: 'none', why: 'no-browser' };
}

/**
 * Asked-for shells are taken as asked where they can be; else Electron if its binary is there, else fetch it once, else
 * the system's browser, else none (issue "Main job", Commands).
 */
export function chooseShell(facts: ShellFacts): ShellChoice {
  if (facts.asked === 'none') return { shell: 'none' };
  if (!facts.display) return { shell: 'none', why: 'no-display' };
  if (facts.asked === 'chromium')
    return facts.browser ? { shell: 'chromium' } : { shell: 'none', why: 'no-browser' };
  if (facts.electron) return { shell: 'electron' };
  // Somebody who names it wants another try; who names none does not wait a second time for what failed.
  if (facts.asked === 'electron') return { shell: 'fetch-electron' };
  return facts.downloadFailedBefore ? withoutElectron(facts) : { shell: 'fetch-electron' };
}
