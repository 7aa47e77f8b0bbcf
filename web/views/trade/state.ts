import {writeAddress} from "../../address/index.ts";

/** Shown to one who has asked nothing yet. */
const USUAL = {reporter: "EU27", flow: "X", by: "period", period: "2018..2023"};

/** The question of this view, as the address asks it. */
export function tradeAddress(params: URLSearchParams): string {
  const given = Object.fromEntries(params);
  return writeAddress("/api/v1/trade", params.size === 0 ? USUAL : given);
}

/** The choices that the form shows. */
export function tradeChoices(params: URLSearchParams): URLSearchParams {
  return params.size === 0 ? new URLSearchParams(USUAL) : params;
}
