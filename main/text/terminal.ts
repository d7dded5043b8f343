/** Words of the touch terminal. */
export const terminal = {};
