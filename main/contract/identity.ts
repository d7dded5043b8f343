/** Resident identity numbers (GB 11643-1999) and names, in the one spelling that digests are taken over. */

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checks = '10X98765432';

/** Characters of an identity number. */
export const identityLength = 18;

/** Upper case, full-width digits made plain, spaces removed. */
export const plainIdentity = (text: string): string =>
  text.normalize('NFKC').replace(/\s+/gu, '').toUpperCase();

/** Names as people write them: spaces and middle dots of one kind do not make another person. */
export const plainName = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/[•‧・.]/gu, '·');

/** Whether 18 characters carry the right check character (ISO 7064, MOD 11-2). */
export function isIdentityNumber(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  const sum = weights.reduce((total, weight, place) => total + weight * Number(text[place]), 0);
  return checks[sum % 11] === text[17];
}
