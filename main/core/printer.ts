/** The receipt printer of this kiosk. */

import type { KioskConfig } from '../../kiosk-config/schema.ts';
import { DevicePrinterPort } from '../printing/device-port.ts';
import { NetworkPrinterPort } from '../printing/network-port.ts';
import type { PrinterPort } from '../printing/port.ts';
import { PrintingService } from '../printing/printing.ts';
import { programFiles } from '../program/program-files.ts';

type PrinterConfig = NonNullable<KioskConfig['printer']>;

/** The way that the configuration names (it names one: kiosk-config/load.ts). */
function portOf(printer: PrinterConfig, monotonicNow: () => number): PrinterPort {
  const { address = '', device, serial, baud } = printer;
  if (device !== undefined) return new DevicePrinterPort({ path: device, monotonicNow });
  if (serial !== undefined) return new DevicePrinterPort({ path: serial, baud, monotonicNow });
  const separator = address.lastIndexOf(':');
  const host = address.slice(0, separator).replace(/^\[|\]$/g, '');
  return new NetworkPrinterPort(host, Number(address.slice(separator + 1)));
}

/** Undefined where the configuration names no printer. */
export function createPrinting(
  printer: KioskConfig['printer'],
  monotonicNow: () => number,
): PrintingService | undefined {
  if (!printer) return undefined;
  return new PrintingService({
    port: portOf(printer, monotonicNow),
    settings: { paperMm: printer.paper, text: printer.text, qr: printer.qr },
    fontFiles: programFiles.slipFonts(),
    monotonicNow,
  });
}
