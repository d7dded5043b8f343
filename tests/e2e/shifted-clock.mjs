// Preloaded (`node --import`) into a program under test: its wall clock is off by SANWU_TEST_CLOCK_SHIFT milliseconds, in all
// its threads. The monotonic clock goes on as it is, as on a machine whose clock was set wrong.
const shift = Number(process.env.SANWU_TEST_CLOCK_SHIFT ?? 0);
const RealDate = Date;

globalThis.Date = class extends RealDate {
  /** @param {[]|[number|string|Date]} given */
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + shift);
    // @ts-expect-error Date's overloads take up to seven numbers
    else super(...given);
  }
  static now() {
    return RealDate.now() + shift;
  }
};
