/** When this release was made: the time before which it certainly is not, whatever the clock says. Moved on at each release. */
export const releasedAt = Date.UTC(2026, 10, 21);
