/** Who and where this terminal is: from its signed settings, and from its configuration file until those arrive. */
import type { KioskConfig } from '../../kiosk-config/schema.ts';
import { limits } from '../contract/limits.ts';
import { type Face, type TerminalSettings, terminalSettings } from '../contract/settings.ts';
import type { Place } from '../contract/views.ts';
import { qrMatrix } from '../take-away/qr-text.ts';
import { parseBoundedJson } from '../trust/bounded-json.ts';

/** conventions.md, "Idle". Seconds. */
const defaultIdle = { afterSeconds: 90, personalSeconds: 60, warningSeconds: 20 };

/** Settings were verified before they were kept; undefined where there are none yet. */
export function readSettings(bytes: Uint8Array | undefined): TerminalSettings | undefined {
  if (!bytes) return undefined;
  return terminalSettings.parse(parseBoundedJson(bytes, limits.settingsBytes, 'settings'));
}

export function placeOf(settings: TerminalSettings | undefined, config: KioskConfig): Place {
  if (!settings) {
    return {
      village: config.village,
      kind: 'village',
      villageName: config.names.village,
      townshipName: config.names.township,
      countyName: config.names.county,
      links: [],
      idle: defaultIdle,
      demo: false,
    };
  }
  return {
    village: settings.village,
    kind: settings.kind,
    villageName: settings.villageName,
    townshipName: settings.townshipName,
    countyName: settings.countyName,
    accent: settings.face.accent,
    links: settings.links.map((link) => (link.url ? { ...link, matrix: qrMatrix(link.url) } : link)),
    idle: { ...defaultIdle, ...settings.idle },
    demo: settings.demo ?? false,
  };
}

/** The place's own pictures; none until the first settings arrive. */
export function faceOf(settings: TerminalSettings | undefined): Face {
  const { mark, picture } = settings?.face ?? {};
  return { ...(mark ? { mark } : {}), ...(picture ? { picture } : {}) };
}
