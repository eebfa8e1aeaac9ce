import type { ThreadChanging, ThreadReading } from '../../research/thread/threadStore';

/** Where the runs read threads and record what happens to them. */
export type ThreadLog = ThreadReading & ThreadChanging;
