/** Numbers of the fake village's special items. */
export const numbers = {
  statement: 1,
  correctedList: 2,
  withdrawn: 3,
  erased: 4,
  register: 5,
  project: 6,
  power: 7,
  hostile: 8,
  result: 9,
  contract: 10,
  rare: 11,
  plain: 12,
  subsidies: 13,
  longName: 14,
};
