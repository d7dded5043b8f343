/** Names that county and kiosk must spell alike: divisions of a code, and target paths (docs/protocol.md, "Roles"). */

/** Whether a division code is a county's. */
export const isCounty = (code: string) => code.endsWith('000000');

/** Whether a division code is a township's. */
export const isTownship = (code: string) => code.endsWith('000') && !isCounty(code);

/** Code of the township that a village belongs to; of a township itself. */
export const townshipOf = (code: string) => `${code.slice(0, 9)}000`;

/** Code of the county that a village or township belongs to; of a county itself. */
export const countyOf = (code: string) => `${code.slice(0, 6)}000000`;

/** Target: the index of what one signer says for one division. */
export const indexPath = (division: string, signer: string) => `v/${division}/${signer}/index.json`;

/** Target: one of the county's own catalogues. */
export const cataloguePath = (name: string) => `catalogue/${name}.json`;

/** Target: the settings of one terminal. */
export const settingsPath = (village: string, terminal: string) => `settings/${village}/${terminal}.json`;
