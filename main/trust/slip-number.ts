/** Gives out slip numbers (main/contract/slip-number.ts). */
import { randomInt } from 'node:crypto';
import { slipCheckDigit, slipPayloadDigits } from '../contract/slip-number.ts';

/** A fresh number. 10^11 of them: guessing one of a county's thousands takes millions of questions, which the county slows down. */
export function newSlipNumber(): string {
  const payload = Array.from({ length: slipPayloadDigits }, () => randomInt(10)).join('');
  return `${payload}${slipCheckDigit(payload)}`;
}
