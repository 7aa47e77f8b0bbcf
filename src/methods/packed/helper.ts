// A second thread for questions over packed sides; it answers one task after another. Started by lanes.ts.
import {parentPort} from "node:worker_threads";
import {done, type HubTask, type MirrorTask} from "./task.ts";

parentPort?.on("message", (task: MirrorTask | HubTask) => parentPort?.postMessage(done(task)));
