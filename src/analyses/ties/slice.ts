import {didYouMean, quoteList, UsageError} from "../../base/index.ts";
import {endsOf, partnersOf, type TieSlice} from "../../layers/ties/index.ts";
import {firstDay, tieKinds, tieLayers} from "../../reference/index.ts";
import type {TieParams} from "./params.ts";

/** @throws UsageError "unknown-layer", "unknown-kind", "unknown-state", "two-times", "bad-date" */
export function sliceOf(params: TieParams): TieSlice {
  const {states, partners, layers, kinds, forms, source} = params;
  return {
    layers: layers === null ? null : layers.map((one) => known(one, tieLayers(), "layer")),
    kinds: kinds === null ? null : kinds.map((one) => known(one, kindNames(layers), "kind")),
    states: states === null ? null : endsOf(states),
    partners: partners === null ? null : partnersOf(partners),
    source,
    ...(forms === null ? {} : {forms}),
    ...timeOf(params),
  };
}

function kindNames(layers: readonly string[] | null): string[] {
  const kinds = tieKinds().filter(({layer}) => layers === null || layers.includes(layer));
  return [...new Set(kinds.map(({kind}) => kind))].sort();
}

function known(name: string, allowed: readonly string[], what: "layer" | "kind"): string {
  if (allowed.includes(name)) return name;
  throw new UsageError(`unknown-${what}`, {
    message: `unknown ${what} "${name}"; one of ${quoteList(allowed, 40)}`,
    where: `--${what}`,
    hint: didYouMean(name, allowed),
  });
}

function timeOf({date, period}: TieParams): Pick<TieSlice, "from" | "to"> {
  if (date !== null && period !== null)
    throw new UsageError("two-times", {
      message: "a slice is of a date or of a period, not of both",
      where: "--date",
      hint: "leave one of --date and --period away",
    });
  if (date !== null) return {from: dayOf(date, "first"), to: dayOf(date, "last")};
  if (period !== null) return {from: firstDay(period.from), to: dayOf(period.to, "last")};
  return {from: null, to: null};
}

/** First or last day of a year, month or day. @throws UsageError "bad-date" */
export function dayOf(date: string, which: "first" | "last"): string {
  const [year = "", month, day] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date)?.slice(1) ?? [];
  const last = new Date(Date.UTC(Number(year), month === undefined ? 12 : Number(month), 0))
    .toISOString()
    .slice(0, 10);
  const found = which === "first" ? `${date}-01-01`.slice(0, 10) : day === undefined ? last : date;
  const time = year === "" ? Number.NaN : Date.parse(`${found}T00:00:00Z`);
  // Of the thirtieth of February a day of March is made, and of a thirteenth month nothing.
  const isReal = !Number.isNaN(time) && new Date(time).toISOString().startsWith(found);
  if (isReal) return found;
  throw new UsageError("bad-date", {
    message: `"${date}" is no date`,
    hint: "write a year, a month or a day: 2012, 2012-06 or 2012-06-28",
  });
}
