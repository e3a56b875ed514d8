/** Versions of the rules that this code can apply. */
export const rulesVersions: readonly number[] = [1];
