/** The limits of the house style, which the guards test at max and max + 1. */
export const styleLimits = {
  fileLines: 300,
  testFileLines: 400,
  functionLines: 70,
  complexity: 10,
  lineCharacters: 100,
} as const;
