import {expandBlocs} from "../../layers/trade/index.ts";
import {capitals} from "../../reference/index.ts";
import {ORIGINS, type ProductArc, type ProductNetwork, TARGET} from "./network.ts";
import type {ArcCost} from "./solve.ts";

/** Mean radius of the earth, kilometres. */
const EARTH_KM = 6371;

/** A place by degrees north and east. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** Great-circle distance in kilometres. */
export function distanceKm(a: Place, b: Place): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const halfway = (from: number, to: number): number => Math.sin(radians(to - from) / 2) ** 2;
  const across = Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude));
  const share = halfway(a.latitude, b.latitude) + across * halfway(a.longitude, b.longitude);
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(share)));
}

/** How roads are weighed, and why. */
export interface RoadCost {
  readonly cost: ArcCost;
  /** `km between capitals`, or `arcs passed` where a state has no capital on record. */
  readonly unit: "km between capitals" | "arcs passed";
  /** States without a capital on record. */
  readonly placeless: readonly string[];
}

/** What decides the cost of arcs. */
export interface CostInput {
  /** States or blocs. */
  readonly origins: readonly string[];
  readonly target: string;
  readonly hubs: readonly string[];
  readonly networks: readonly ProductNetwork[];
}

/**
 * Distance between capitals in whole kilometres; that of a bloc is the mean over its members, that of several origins the mean by
 * what they send to the hub. Where one state has no capital on record, every arc costs one: distances and their absence do not mix.
 */
export function roadCost({origins, target, hubs, networks}: CostInput): RoadCost {
  const units = [...origins, target, ...hubs];
  const placeless = units.filter((unit) => placesOf(unit).length === 0);
  if (placeless.length > 0) return {cost: () => 1, unit: "arcs passed", placeless};
  const supply = new Map(networks.map(({label, supply}) => [label, supply]));
  const km = remembered((from, to) => meanKm(from, to));
  const fromOrigins = (hub: string, label: string): number => {
    const parts = [...(supply.get(label)?.get(hub) ?? [])];
    const all = parts.reduce((sum, [, cents]) => sum + cents, 0);
    if (all === 0) return mean(origins.map((origin) => km(origin, hub)));
    return parts.reduce((sum, [origin, cents]) => sum + (km(origin, hub) * cents) / all, 0);
  };
  const cost = ({from, to}: ProductArc, label: string): number =>
    Math.round(from === ORIGINS ? fromOrigins(to, label) : km(from, to === TARGET ? target : to));
  return {cost, unit: "km between capitals", placeless};
}

function meanKm(from: string, to: string): number {
  const [starts, ends] = [placesOf(from), placesOf(to)];
  return mean(starts.flatMap((start) => ends.map((end) => distanceKm(start, end))));
}

/** Capitals of a state or of a bloc's members. Members without one are left out of the mean. */
function placesOf(unit: string): Place[] {
  const states = expandBlocs([unit], {first: 0, last: 999_912});
  return states.flatMap((state) => capitals().get(state) ?? []);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function remembered(make: (from: string, to: string) => number): (from: string, to: string) => number {
  const known = new Map<string, number>();
  return (from, to) => {
    const key = `${from} ${to}`;
    const value = known.get(key) ?? make(from, to);
    known.set(key, value);
    return value;
  };
}
