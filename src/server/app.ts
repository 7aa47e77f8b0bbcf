import {createHash} from "node:crypto";
import {type Context, Hono} from "hono";
import {secureHeaders} from "hono/secure-headers";
import {didYouMean, RoundaboutError, UsageError} from "../base/index.ts";
import {styleText} from "../report/index.ts";
import type {OptionBag, Question} from "../surface/index.ts";
import type {Answers} from "./answers.ts";
import {homePage} from "./page.ts";
import {formatOf, respondError, respondFinding} from "./respond.ts";

/** Longest path and query, in characters: a question is never longer. */
const LONGEST_ADDRESS = 2_000;

/** What the interface answers with, and from where. */
export interface AppInput {
  readonly answers: Answers;
  readonly questions: readonly Question[];
  /** Name of the question that `/` asks. */
  readonly home: string;
  readonly version: string;
}

/** The HTTP interface: reading only, one error shape, nothing fetched from elsewhere. */
export function createApp({answers, questions, home, version}: AppInput): Hono {
  const app = new Hono();
  const send = (context: Context, asked: AskedFor) =>
    respondFinding(context, asked.finding, {format: asked.format, version, parquet: answers.parquet});

  app.use(secureHeaders(SECURITY));
  app.use(async (context, next) => {
    boundAddress(context.req.url);
    await next();
  });
  app.get("/", async (context) => {
    const options = optionsOf(context);
    const question = questionNamed(questions, home);
    const finding = await answers.ask(question, options);
    return context.html(homePage({question, questions, options, finding}));
  });
  app.get("/api/v1/findings/:id/evidence/:row", async (context) => {
    const {name, format} = formatOf(context.req.param("row"), context.req.query("format"));
    return send(context, {finding: await answers.evidence(context.req.param("id"), name), format});
  });
  app.get("/api/v1/findings/:id", async (context) => {
    const {name, format} = formatOf(context.req.param("id"), context.req.query("format"));
    return send(context, {finding: await answers.recall(name), format});
  });
  app.get("/api/v1/:question", async (context) => {
    const {name, format} = formatOf(context.req.param("question"), context.req.query("format"));
    const finding = await answers.ask(questionNamed(questions, name), optionsOf(context));
    return send(context, {finding, format});
  });
  app.notFound((context) => respondError(noSuchAddress(context.req.path), {page: wantsPage(context)}));
  app.onError((thrown, context) => respondError(thrown, {page: wantsPage(context)}));
  return app;
}

interface AskedFor {
  readonly finding: Awaited<ReturnType<Answers["ask"]>>;
  readonly format: ReturnType<typeof formatOf>["format"];
}

// Pages carry one style element, named by its hash; nothing else may load, run or embed.
const SECURITY = {
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: [`'sha256-${createHash("sha256").update(styleText).digest("base64")}'`],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: "no-referrer",
  strictTransportSecurity: false,
  xFrameOptions: "DENY",
};

function boundAddress(url: string): void {
  const {pathname, search} = new URL(url);
  if (pathname.length + search.length <= LONGEST_ADDRESS) return;
  throw new UsageError("address-too-long", {
    message: `the address has ${pathname.length + search.length} characters; at most ${LONGEST_ADDRESS} are read`,
    hint: "name fewer states or products, or use blocs and shorter codes",
  });
}

// A form sends its empty fields too; those were not filled in.
function optionsOf(context: Context): OptionBag {
  const given = Object.entries(context.req.queries()).map(([name, values]) => {
    return [name, values.filter((value) => value !== "").join(",")] as const;
  });
  return Object.fromEntries(given.filter(([name, value]) => name !== "format" && value !== ""));
}

function questionNamed(questions: readonly Question[], name: string): Question {
  const question = questions.find((known) => known.name === name);
  if (question !== undefined) return question;
  throw new NoSuchAddress("unknown-question", {
    message: `there is no question "${name}"`,
    where: `/api/v1/${name}`,
    hint: didYouMean(
      name,
      questions.map((known) => known.name),
    ),
  });
}

class NoSuchAddress extends RoundaboutError {
  override readonly status = 404;
}

function noSuchAddress(path: string): NoSuchAddress {
  return new NoSuchAddress("not-found", {
    message: `there is nothing at "${path.slice(0, 200)}"`,
    hint: 'see "/" for what there is',
  });
}

function wantsPage(context: Context): boolean {
  const {path} = context.req;
  return !path.startsWith("/api/") || path.endsWith(".html");
}
