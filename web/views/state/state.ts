import {writeAddress} from "../../address/index.ts";

/** The state in the path `/states/ARM`. */
export function stateIn(path: string): string {
  return decodeURIComponent(path.split("/")[2] ?? "");
}

/** The dossier of a state, as the address asks it. */
export function dossierAddress(params: URLSearchParams, state: string): string {
  return writeAddress("/api/v1/dossier", {...Object.fromEntries(params), state});
}

/** How tied a state is to each pole, with the study of the address. */
export function entanglementAddress(params: URLSearchParams, state: string): string {
  const {shock, from, to} = Object.fromEntries(params);
  return writeAddress("/api/v1/entanglement", {states: state, shock, from, to});
}
