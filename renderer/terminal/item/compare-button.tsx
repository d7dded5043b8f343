import { lazy, Suspense, useState } from 'react';
import type { ItemView } from '../../../main/contract/views.ts';
import { compare as words } from '../../../main/text/terminal-compare.ts';
import { persistently } from '../../shared/load.ts';

const CompareSheet = lazy(async () => ({
  default: (await persistently(() => import('./compare-sheet.tsx'))).CompareSheet,
}));

interface CompareButtonProps {
  id: string;
  version: number;
  versions: ItemView['versions'];
  className?: string;
}

/** Opens what a version changed in the one before it; of the first, and of an erased one, there is nothing to compare. */
export function CompareButton({ id, version, versions, className }: CompareButtonProps) {
  const [open, setOpen] = useState(false);
  const older = versions.find((each) => each.version < version && each.state !== 'erased');
  if (older === undefined) return null;
  return (
    <>
      <button type="button" className={className} onClick={() => setOpen(true)}>
        {words.open}
      </button>
      {open ? (
        <Suspense>
          <CompareSheet id={id} older={older.version} newer={version} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
