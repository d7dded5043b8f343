/** One kiosk's configuration: one commented YAML file (see kiosk-config/sample.yaml). */
import { z } from 'zod';
import { divisionCode, terminalId } from '../main/contract/content.ts';

const mostPort = 65_535;
const hostAndPort = z
  .string()
  .regex(/^[A-Za-z0-9.\-:[\]]+:\d{1,5}$/)
  .refine((text) => Number(text.slice(text.lastIndexOf(':') + 1)) <= mostPort);
/** A device below /dev, where no slip can become a file on a disk. */
const deviceFile = z.string().regex(/^\/dev\/[A-Za-z0-9._:/-]{1,200}$/);
const baudRates = [4_800, 9_600, 19_200, 38_400, 57_600, 115_200] as const;
const name = z.string().min(1).max(100);

export const kioskConfig = z.strictObject({
  terminal: terminalId,
  village: divisionCode,
  county: divisionCode.regex(/000000$/),
  /** Shown until the first signed settings arrive. */
  names: z.strictObject({ village: name, township: name, county: name }),
  /** The county's TUF root that this terminal was born with: base64 of root.json. */
  trustedRoot: z.base64().max(700_000),
  /** MQTT link; a kiosk may have a broker, a folder, or both. */
  broker: z
    .strictObject({
      url: z.string().regex(/^(mqtt|mqtts|ws|wss):\/\/[^\s@]+$/),
      username: name.optional(),
      password: z.string().max(200).optional(),
      /** File with the certificate authority's PEM, relative to this file. */
      ca: z.string().max(500).optional(),
    })
    .optional(),
  /** County folder on a USB stick or disk (its `repository`), relative to this file. */
  folder: z.string().max(500).optional(),
  /** ESC/POS printer on one of three ways (load.ts); none: printing says so. */
  printer: z
    .strictObject({
      /** Network: host:port, usually 9100. */
      address: hostAndPort.optional(),
      /** USB, Linux: the kernel's usblp. */
      device: deviceFile.optional(),
      /** Serial, Linux. */
      serial: deviceFile.optional(),
      /** Speed of the serial line, bits a second. */
      baud: z.union(baudRates.map((rate) => z.literal(rate))).default(9_600),
      paper: z.union([z.literal(58), z.literal(80)]).default(80),
      text: z.enum(['native', 'raster']).default('native'),
      qr: z.enum(['native', 'raster']).default('native'),
    })
    .optional(),
  /** Loopback port of the core; 0 takes a free one. */
  port: z.number().int().min(0).max(mostPort).default(0),
  log: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  /** Which windows open, and on which display (0 is the first). */
  windows: z
    .strictObject({
      terminal: z.strictObject({ display: z.number().int().min(0).max(15).default(0) }).optional(),
      board: z.strictObject({ display: z.number().int().min(0).max(15).default(1) }).optional(),
    })
    .default({ terminal: { display: 0 }, board: { display: 1 } }),
});
export type KioskConfig = z.infer<typeof kioskConfig>;
