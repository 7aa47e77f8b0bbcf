import type {MessagePort} from "node:worker_threads";

// Words of the memory by which a helper is told what to do.

/** Raised by one for each task. */
export const SEQUENCE = 0;
/** Index of a kernel, or one of the two below. */
export const TASK = 1;
/** Number of the panel that the task is about. */
export const PANEL = 2;

/** How many tasks the helper has read: the words above may then change. */
export const TAKEN = 3;

/** Take the next message's memory as a panel. */
export const ATTACH = -1;
/** Forget a panel. */
export const DETACH = -2;

/** What a helper is started with. */
export interface HelperData {
  readonly control: Int32Array;
  readonly port: MessagePort;
}
