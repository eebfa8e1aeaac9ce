/** How many steps of one run are kept. The longest runs that are known report some hundreds. */
export const mostSteps = 2_000;
/** How much their texts may have together, in UTF-16 code units. */
export const mostStepText = 1024 * 1024;
