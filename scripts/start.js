// Plain JavaScript without dependencies: `npm start` in a fresh clone comes here first.
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {goodNode, nodeTooOld, run} from "../bin/runtime.js";
import {ensureInstalled} from "./install.js";

const root = fileURLToPath(new URL("..", import.meta.url));

async function main() {
  ensureInstalled(root);
  const node = goodNode(root);
  if (node === null) throw new Error(nodeTooOld());
  return run(node, [join(root, "bin", "roundabout.js"), "start", ...process.argv.slice(2)]);
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  },
);
