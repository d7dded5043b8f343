/** Slip numbers: eleven random digits and a check digit (Luhn, ISO/IEC 7812-1 annex B), so that one wrong digit is noticed. */
import { randomInt } from 'node:crypto';

const digits = 11;

function checkDigit(payload: string): number {
  let sum = 0;
  for (let place = 0; place < payload.length; place++) {
    const digit = Number(payload[payload.length - 1 - place]);
    const doubled = place % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return (10 - (sum % 10)) % 10;
}

/** A fresh number. 10^11 of them: guessing one of a county's thousands takes millions of questions, which the county slows down. */
export function newSlipNumber(): string {
  const payload = Array.from({ length: digits }, () => randomInt(10)).join('');
  return `${payload}${checkDigit(payload)}`;
}

/** Whether the check digit of twelve digits is right. */
export function isSlipNumber(text: string): boolean {
  return /^\d{12}$/.test(text) && checkDigit(text.slice(0, digits)) === Number(text[digits]);
}
