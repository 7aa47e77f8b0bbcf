// A second thread that answers some hubs of a question; it does the one task that it is started with. Started by hub-answers.ts.
import {parentPort, workerData} from "node:worker_threads";
import {answersOf, receivedOf} from "./hub-answers.ts";

parentPort?.postMessage(answersOf(receivedOf(workerData)));
