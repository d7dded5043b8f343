/** One seed for all that is chosen at random in a run: printed, and settable by SANWU_SEED to see a failing run again. */
import { randomInt } from 'node:crypto';

const given = process.env.SANWU_SEED;

/** Unsigned 32-bit. */
export const seed = given === undefined ? randomInt(2 ** 32) : Number(given) >>> 0;
