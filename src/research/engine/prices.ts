/**
 * What Parallel charges and how long it usually takes: the one table that every figure in the product comes from. Prices are
 * those of successful runs, in mills, thousandths of a US dollar, in which every price is a whole number; failed runs are
 * free. Times are the shortest and longest usual ones, in seconds.
 *
 * Sources: https://docs.parallel.ai/getting-started/pricing,
 * https://docs.parallel.ai/task-api/guides/choose-a-processor, https://docs.parallel.ai/chat-api/chat-quickstart
 */
export const prices = {
  /** The day on which the table was last compared with its sources. */
  date: '2026-11-10',
  /** The processors of the Task API. Each comes as `name` and as `name-fast`, at the same price. */
  processors: [
    { name: 'lite', mills: 5, seconds: [10, 60], fastSeconds: [10, 20] },
    { name: 'base', mills: 10, seconds: [15, 100], fastSeconds: [15, 50] },
    { name: 'core', mills: 25, seconds: [60, 300], fastSeconds: [15, 100] },
    { name: 'core2x', mills: 50, seconds: [60, 600], fastSeconds: [15, 180] },
    { name: 'pro', mills: 100, seconds: [120, 600], fastSeconds: [30, 300] },
    { name: 'ultra', mills: 300, seconds: [300, 1500], fastSeconds: [60, 600] },
    { name: 'ultra2x', mills: 600, seconds: [300, 3000], fastSeconds: [60, 1200] },
    { name: 'ultra4x', mills: 1200, seconds: [300, 5400], fastSeconds: [60, 2400] },
    { name: 'ultra8x', mills: 2400, seconds: [300, 7200], fastSeconds: [60, 3600] },
  ],
  /** The models of the Chat API. For `speed` the time is that to the first word, and it gives no sources. */
  quickAnswers: [
    { name: 'speed', mills: 5, seconds: [3, 3], basis: false },
    { name: 'lite', mills: 5, seconds: [10, 60], basis: true },
    { name: 'base', mills: 10, seconds: [15, 100], basis: true },
    { name: 'core', mills: 25, seconds: [60, 300], basis: true },
  ],
} as const;
