/** The receipt printer of this kiosk. */

import type { KioskConfig } from '../../kiosk-config/schema.ts';
import { NetworkPrinterPort } from '../printing/network-port.ts';
import { PrintingService } from '../printing/printing.ts';
import { programFiles } from '../program/program-files.ts';

/** Undefined where the configuration names no printer. */
export function createPrinting(
  printer: KioskConfig['printer'],
  monotonicNow: () => number,
): PrintingService | undefined {
  if (!printer) return undefined;
  const separator = printer.address.lastIndexOf(':');
  const host = printer.address.slice(0, separator).replace(/^\[|\]$/g, '');
  return new PrintingService({
    port: new NetworkPrinterPort(host, Number(printer.address.slice(separator + 1))),
    settings: { paperMm: printer.paper, text: printer.text, qr: printer.qr },
    fontFiles: programFiles.slipFonts(),
    monotonicNow,
  });
}
