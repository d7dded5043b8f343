/** Makes slip numbers (main/contract/slip-number.ts). */
import { slipCheckDigit, slipPayloadDigits } from '../contract/slip-number.ts';

/**
 * The number that secret bytes stand for. 10^11 of them: guessing one of a county's thousands takes millions of questions, which the
 * county slows down.
 * @param secret at least 16 bytes that look random to everybody else
 */
export function slipNumberOf(secret: Uint8Array): string {
  const number = BigInt(`0x${Buffer.from(secret).toString('hex')}`) % 10n ** BigInt(slipPayloadDigits);
  const payload = number.toString().padStart(slipPayloadDigits, '0');
  return `${payload}${slipCheckDigit(payload)}`;
}
