import type {Catalogue, GatheringNote, ProgressReport} from "../../src/server/contract.ts";
import {words} from "../words/index.ts";
import {type Finding, isErrorBody, isFinding, isRecord} from "./finding.ts";
import {Problem} from "./problem.ts";

/** Answers kept for going back and forth; the server is asked again for the rest, and says whether they changed. */
const MOST_KEPT = 60;
const kept = new Map<string, Promise<Finding>>();

/**
 * The finding at an address of the interface, asked once.
 *
 * @throws Problem with what the server said, or "server-gone" where it did not answer
 */
export function askFinding(address: string): Promise<Finding> {
  const known = kept.get(address);
  if (known !== undefined) return known;
  const asked = fetchFinding(address);
  kept.set(address, asked);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  asked.catch(() => kept.delete(address));
  return asked;
}

/** Forgets every answer: the store may have changed. */
export function forgetAnswers(): void {
  kept.clear();
}

async function fetchFinding(address: string): Promise<Finding> {
  const body = await inTurn(() => fetchJson(address));
  if (isFinding(body)) return body;
  throw strange(address);
}

/** Questions computed at once; the first asked come first, so that a page fills from its top, but those of a page left come last. */
const AT_ONCE = 2;
let running = 0;
const queue: {readonly path: string; readonly begin: () => void}[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE)
    await new Promise<void>((resolve) => queue.push({path: location.pathname, begin: resolve}));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    beginNext();
  }
}

function beginNext(): void {
  const here = queue.findIndex(({path}) => path === location.pathname);
  const [next] = queue.splice(Math.max(0, here), 1);
  next?.begin();
}

let catalogue: Promise<Catalogue> | null = null;

/** What can be asked, and with which options. @throws Problem */
export function askCatalogue(): Promise<Catalogue> {
  catalogue ??= fetchCatalogue().catch((thrown: unknown) => {
    catalogue = null;
    throw thrown;
  });
  return catalogue;
}

async function fetchCatalogue(): Promise<Catalogue> {
  const body = await fetchJson("/api/v1");
  if (isCatalogue(body)) return body;
  throw strange("/api/v1");
}

function isCatalogue(value: unknown): value is Catalogue {
  return isRecord(value) && typeof value.version === "string" && Array.isArray(value.questions);
}

export type {GatheringNote};

/** What the server gathers now, before it can answer. @throws Problem */
export async function askProgress(): Promise<readonly GatheringNote[]> {
  const body = await fetchJson(PROGRESS);
  if (isProgress(body)) return body.gathering;
  throw strange(PROGRESS);
}

const PROGRESS = "/api/v1/progress";

function isProgress(value: unknown): value is ProgressReport {
  return isRecord(value) && Array.isArray(value.gathering);
}

/** The bytes at an address of the interface. @throws Problem as `askFinding` does */
export async function askBytes(address: string): Promise<Uint8Array> {
  const response = await answered(address);
  if (response.ok) return new Uint8Array(await response.arrayBuffer());
  throw problemIn(await response.json().catch(() => null), address, response.status);
}

async function fetchJson(address: string): Promise<unknown> {
  const response = await answered(address);
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body;
  throw problemIn(body, address, response.status);
}

function problemIn(body: unknown, address: string, status: number): Problem {
  if (!isErrorBody(body)) return strange(address);
  // The store was replaced: every answer kept here is of the old one.
  if (body.error.code === "other-vintage") forgetAnswers();
  return new Problem({...body.error, status});
}

async function answered(address: string): Promise<Response> {
  try {
    return await fetch(address);
  } catch {
    const {message, hint} = words.problems.serverGone;
    throw new Problem({code: "server-gone", message, where: location.origin, hint, status: null});
  }
}

function strange(where: string): Problem {
  return new Problem({code: "strange-answer", ...words.problems.strangeAnswer, where, status: null});
}
