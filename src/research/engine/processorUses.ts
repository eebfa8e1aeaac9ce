import type { ProcessorName } from './processor';

/** What a question may want, from the quickest to the most thorough, and the processor that suits it. */
export const processorUses = [
  { use: 'quickFact', processor: 'lite-fast' },
  { use: 'carefulAnswer', processor: 'core-fast' },
  { use: 'deepReport', processor: 'ultra-fast' },
  { use: 'exhaustive', processor: 'ultra8x-fast' },
] as const satisfies readonly { readonly use: string; readonly processor: ProcessorName }[];

export type ProcessorUse = (typeof processorUses)[number]['use'];
