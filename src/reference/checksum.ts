import {createHash} from "node:crypto";
import {readdirSync, readFileSync} from "node:fs";
import {standsOnFacts} from "../base/index.ts";
import {lazy, referenceFolder} from "./table.ts";

/** Put in where modules are joined, which is done anew when a table has changed: reading all tables takes longer than a question may. */
declare const REFERENCE_CHECKSUM: string | undefined;

/** SHA-256 over names and contents of all tables below a folder, by name. Line ends of other systems count as the same. */
export function tablesChecksum(folder: URL): string {
  const hash = createHash("sha256");
  const names = readdirSync(folder, {recursive: true, encoding: "utf8"}).map((name) =>
    name.replaceAll("\\", "/"),
  );
  for (const name of names.filter((one) => one.endsWith(".csv")).sort()) {
    hash.update(`${name}\n`).update(readFileSync(new URL(name, folder), "utf8").replaceAll("\r\n", "\n"));
  }
  return hash.digest("hex");
}

/** The checksum of the tables of this package: two answers from different tables must not carry one id. */
export const referenceChecksum: () => string = lazy(() =>
  typeof REFERENCE_CHECKSUM === "undefined" ? tablesChecksum(referenceFolder()) : REFERENCE_CHECKSUM,
);

standsOnFacts(referenceChecksum);
