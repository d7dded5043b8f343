/** What goes on paper for the person in front, and how the printer is. */
import type { FeedbackOnPaper } from '../contract/feedback.ts';
import type { SubsidiesOnPaper } from '../contract/personal.ts';
import type { Place, PrinterView, PrintOutcome } from '../contract/views.ts';
import type { Printing, PrintOptions } from '../printing/printing-types.ts';
import type { Slip } from '../printing/slip.ts';
import { slipForFeedback } from '../printing/slip-for-feedback.ts';
import { type SlipItem, slipForItem } from '../printing/slip-for-item.ts';
import { slipForSubsidies } from '../printing/slip-for-subsidies.ts';
import { slipQrText } from '../take-away/qr-text.ts';
import { noPrinterText } from '../text/core.ts';

export type PaperParts = {
  printing: Printing | undefined;
  place: () => Place;
  /** Trusted UTC milliseconds. */
  now: () => number;
};

/** Nothing of a slip is kept: it is made, handed to the printer, and gone. */
export class Paper {
  readonly #parts: PaperParts;

  constructor(parts: PaperParts) {
    this.#parts = parts;
  }

  /** @param signal aborted when the page goes away before the slip has begun */
  item(input: SlipItem, signal?: AbortSignal): Promise<PrintOutcome> {
    return this.#print(slipForItem(input), { ...(signal ? { signal } : {}) });
  }

  /** Rows that somebody chose are that person's: nobody else is to find them in the printer. */
  rows(input: SlipItem, signal?: AbortSignal): Promise<PrintOutcome> {
    return this.#print(slipForItem(input), own(signal));
  }

  feedback(printed: FeedbackOnPaper, signal?: AbortSignal): Promise<PrintOutcome> {
    const { villageName, countyName, demo } = this.#parts.place();
    const qrText = slipQrText(printed.slip, countyName);
    return this.#print(slipForFeedback({ ...printed, villageName, qrText, demo }), own(signal));
  }

  subsidies(printed: SubsidiesOnPaper, signal?: AbortSignal): Promise<PrintOutcome> {
    const { villageName, demo } = this.#parts.place();
    const slip = slipForSubsidies({ ...printed, villageName, printedAt: this.#parts.now(), demo });
    return this.#print(slip, own(signal));
  }

  printer(): PrinterView {
    const { printing } = this.#parts;
    if (!printing) return { state: 'none', trouble: true, message: noPrinterText };
    const known = printing.known();
    if (!known) return { state: 'unknown', trouble: false, message: '' };
    return { ...known, trouble: known.state !== 'ready' && known.state !== 'paper-low' };
  }

  async #print(slip: Slip, options: PrintOptions): Promise<PrintOutcome> {
    const { printing } = this.#parts;
    if (!printing) return { outcome: 'failed', state: 'none', message: noPrinterText };
    const { outcome, state, message } = await printing.print(slip, options);
    return { outcome, state, message };
  }
}

function own(signal: AbortSignal | undefined): PrintOptions {
  return { personal: true, ...(signal ? { signal } : {}) };
}
