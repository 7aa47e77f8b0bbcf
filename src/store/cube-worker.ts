// A second thread that reads years of a cube; it does the one task that it is started with. Started by cube-pick.ts.
import {parentPort, workerData} from "node:worker_threads";
import {pickAll} from "./cube-pick.ts";

parentPort?.postMessage(pickAll(workerData));
