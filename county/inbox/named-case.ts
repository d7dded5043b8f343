/** Which case is meant: people at the county copy its id from the list, and hear the slip number from the villager. */
import { isSlipNumber } from '../../main/contract/slip-number.ts';
import { readRecordsSecret } from '../keys/sealing-keys.ts';
import type { CountyFolder } from '../repository/folder.ts';
import { SlipIndex, slipDigestBy } from './slip-index.ts';

/**
 * @param given an id, or a slip number with or without spaces
 * @returns the id; `given` where there is none
 * @throws SanwuError `missing-file`, `malformed` when the county's secret for slip numbers is not there
 */
export function namedCase(folder: CountyFolder, given: string): string {
  const digits = given.replaceAll(/\s/gu, '');
  if (!isSlipNumber(digits)) return given;
  const slips = new SlipIndex();
  slips.load(folder, () => {});
  return slips.find(slipDigestBy(readRecordsSecret(folder))(digits)) ?? given;
}
