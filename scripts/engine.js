// Plain JavaScript: joins the engine's modules into few files, because reading hundreds of them is a fifth of a short command.
// bin/roundabout.js runs the joined engine of a checkout as long as no source has changed, else the sources themselves.
import {createHash} from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import {dirname, isAbsolute, join} from "node:path";
import {pathToFileURL} from "node:url";

/** The rooms that the joined engine is made of. */
const ROOMS = ["src", "sources"];

/** The room of the tables that findings rest on: their checksum is part of the engine. */
const TABLES = "reference";

/**
 * The entry of the joined engine as it stands for these sources, by their names, sizes and times of change.
 *
 * @param {string} root folder of package.json
 */
export function joinedEngine(root) {
  return join(keptIn(root), stampOf(root), "main.js");
}

/**
 * Joins the engine now unless that is done already.
 *
 * @param {string} root folder of package.json
 * @returns {Promise<void>} whatever goes wrong is told; the sources then run as they are
 */
export async function ensureEngine(root) {
  const entry = joinedEngine(root);
  if (existsSync(entry)) return;
  const folder = dirname(entry);
  const fresh = `${folder}.${process.pid}`;
  try {
    mkdirSync(keptIn(root), {recursive: true});
    await joinModules(join(root, "src", "cli", "main.ts"), fresh, (file) =>
      JSON.stringify(pathToFileURL(file).href),
    );
    // Without it Node reads each file twice, to find out that it is a module.
    writeFileSync(join(fresh, "package.json"), '{"type": "module"}\n');
    // A source that changed meanwhile makes this a mixture; another process may have joined the same ones.
    if (joinedEngine(root) === entry && !existsSync(folder)) renameSync(fresh, folder);
    const {forgetOld} = await import("./kept.js");
    forgetOld(keptIn(root), folder);
  } catch (error) {
    process.stderr.write(`the engine's modules were not joined, each is read by itself: ${error}\n`);
  } finally {
    rmSync(fresh, {recursive: true, force: true});
  }
}

/**
 * Joins the modules behind `entry` into `out`; packages stay where they are.
 *
 * @param {string} entry
 * @param {string} out
 * @param {(file: string) => string} urlOf an expression that gives a module's own URL, for what stands beside the module
 */
export async function joinModules(entry, out, urlOf) {
  const {build} = await import("vite");
  const tables = join(dirname(entry), "..", "..", TABLES);
  await build({
    configFile: false,
    root: dirname(entry),
    logLevel: "error",
    plugins: [ownUrls(urlOf)],
    define: existsSync(tables) ? {REFERENCE_CHECKSUM: JSON.stringify(tablesChecksum(tables))} : {},
    build: {
      ssr: entry,
      outDir: out,
      emptyOutDir: true,
      minify: false,
      target: "node24",
      rolldownOptions: {
        external: (id) => !id.startsWith(".") && !isAbsolute(id),
        output: {entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js"},
      },
    },
  });
}

/** @param {(file: string) => string} urlOf */
function ownUrls(urlOf) {
  return {
    name: "own-urls",
    enforce: /** @type {const} */ ("pre"),
    /** @param {string} code @param {string} id */
    transform: (code, id) =>
      code.includes("import.meta.url") ? code.replaceAll("import.meta.url", urlOf(id)) : null,
  };
}

/**
 * The same as `tablesChecksum` of src/reference/checksum.ts, which a test holds it to.
 *
 * @param {string} folder
 */
export function tablesChecksum(folder) {
  const hash = createHash("sha256");
  const names = readdirSync(folder, {recursive: true, encoding: "utf8"}).map((name) =>
    name.replaceAll("\\", "/"),
  );
  for (const name of names.filter((one) => one.endsWith(".csv")).sort()) {
    hash.update(`${name}\n`).update(readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n"));
  }
  return hash.digest("hex");
}

/** @param {string} root */
function keptIn(root) {
  return join(root, "node_modules", ".roundabout-engine");
}

/** @param {string} name */
function isModule(name) {
  return name.endsWith(".ts") && !name.endsWith(".test.ts");
}

/** @param {string} root */
function stampOf(root) {
  const hash = createHash("sha256").update(root);
  for (const room of [...ROOMS, TABLES]) {
    for (const name of readdirSync(join(root, room), {recursive: true, encoding: "utf8"}).sort()) {
      if (!(room === TABLES ? name.endsWith(".csv") : isModule(name))) continue;
      const {size, mtimeMs} = statSync(join(root, room, name));
      hash.update(`${room}/${name} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest("hex").slice(0, 16);
}
