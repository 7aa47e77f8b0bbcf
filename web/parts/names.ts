import {textIn, useFinding} from "../data/index.ts";

/** The English name of a state by its code; the code itself while names are on their way, and for what is no state. */
export function useNames(): (code: string) => string {
  const states = useFinding("/api/v1/states").value;
  const row = (code: string) => states?.rows.find(({iso3}) => iso3 === code);
  return (code) => textIn(row(code) ?? {}, "name") ?? code;
}
