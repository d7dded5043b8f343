/** Checking of command line arguments; a bad one is wrong usage (exit 2). */
import path from 'node:path';
import { InvalidArgumentError } from 'commander';
import { divisionCode, itemId, terminalId } from '../../main/contract/content.ts';
import { limits } from '../../main/contract/limits.ts';
import { usageText } from '../../main/text/county.ts';
import { openCounty } from '../open-county.ts';
import type { County } from '../repository/county.ts';
import { readDemoPointer } from './demo-pointer.ts';
import { UsageError } from './failure.ts';
import { passphraseSource } from './passphrase.ts';

const checked = (accept: (value: string) => boolean, message: string) => (value: string) => {
  if (!accept(value)) throw new InvalidArgumentError(message);
  return value;
};

export const codeArgument = checked((value) => divisionCode.safeParse(value).success, usageText.badCode);
export const terminalArgument = checked(
  (value) => terminalId.safeParse(value).success,
  usageText.badTerminal,
);
export const itemArgument = checked((value) => itemId.safeParse(value).success, usageText.badItem);
export const nameArgument = checked((value) => /\S/.test(value) && value.length <= 100, usageText.badText);
export const reasonArgument = checked(
  (value) => /\S/.test(value) && value.length <= limits.reasonCharacters,
  usageText.badText,
);
export const brokerArgument = checked(
  (value) => /^(mqtt|mqtts|ws|wss):\/\/[^\s@]+$/.test(value),
  usageText.badUrl,
);

export type CommonOptions = { dir?: string; json?: boolean };

/** `--dir`, else `SANWU_COUNTY_DIR`, else the running demo's. @throws UsageError when there is none */
export function countyDir(options: CommonOptions): { dir: string; passphraseFile?: string } {
  const named = options.dir ?? process.env.SANWU_COUNTY_DIR;
  const demo = readDemoPointer();
  if (named) {
    return demo && path.resolve(demo.countyDir) === path.resolve(named)
      ? { dir: named, passphraseFile: demo.passphraseFile }
      : { dir: named };
  }
  if (!demo) throw new UsageError(usageText.noFolder, usageText.noFolderRemedy);
  return { dir: demo.countyDir, passphraseFile: demo.passphraseFile };
}

export function openFrom(options: CommonOptions): County {
  const { dir, passphraseFile } = countyDir(options);
  return openCounty(dir, passphraseSource(passphraseFile));
}
