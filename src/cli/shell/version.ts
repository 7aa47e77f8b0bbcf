import {readFileSync} from "node:fs";
import {packageFile} from "./package-file.ts";

/** The version in package.json, in a checkout and in the published package alike. */
export function version(): string {
  const file = packageFile("package.json");
  return file === null ? "unknown" : versionIn(JSON.parse(readFileSync(file, "utf8")));
}

function versionIn(manifest: unknown): string {
  const named = typeof manifest === "object" && manifest !== null && "version" in manifest;
  return named && typeof manifest.version === "string" ? manifest.version : "unknown";
}
