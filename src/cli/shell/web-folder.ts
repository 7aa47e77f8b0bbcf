import {packageFile} from "./package-file.ts";

/**
 * Folder of the built web app: where the launcher of a checkout built it (`ROUNDABOUT_WEB`), or in the published package;
 * null where there is none.
 */
export function webFolder(env: Readonly<Record<string, string | undefined>>): string | null {
  return env.ROUNDABOUT_WEB ?? packageFile("app");
}
