import {parseArgs} from "node:util";
import {buildFrom, totalsSource} from "./build-from.ts";

// A build in a process of its own, to be killed or met: says "building" when it starts and "built" when it has ended.
const {positionals} = parseArgs({allowPositionals: true});
const [store = "", data = ""] = positionals;
process.stdout.write("building\n");
await buildFrom(store, data, {sources: [totalsSource]});
process.stdout.write("built\n");
