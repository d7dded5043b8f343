/** Slip numbers: eleven random digits and a check digit (Luhn, ISO/IEC 7812-1 annex B), so that one wrong digit is noticed. */

/** Digits before the check digit. */
export const slipPayloadDigits = 11;
export const slipDigits = slipPayloadDigits + 1;

/** The last digit of a number that begins with `payload`. */
export function slipCheckDigit(payload: string): number {
  let sum = 0;
  for (let place = 0; place < payload.length; place++) {
    const digit = Number(payload[payload.length - 1 - place]);
    const doubled = place % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return (10 - (sum % 10)) % 10;
}

/** Whether the check digit of twelve digits is right. */
export function isSlipNumber(text: string): boolean {
  return (
    /^\d{12}$/.test(text) &&
    slipCheckDigit(text.slice(0, slipPayloadDigits)) === Number(text[slipPayloadDigits])
  );
}
