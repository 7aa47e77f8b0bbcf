import {type Context, Hono} from "hono";
import {didYouMean, RoundaboutError} from "../base/index.ts";
import type {OptionBag, Question} from "../surface/index.ts";
import type {Answers} from "./answers.ts";
import {boundAddress} from "./bounds.ts";
import type {Bundle} from "./bundle.ts";
import {catalogueOf, OPENAPI_ADDRESS, PROGRESS_ADDRESS} from "./catalogue.ts";
import {type Asked, formatOf} from "./formats.ts";
import {openApiOf} from "./openapi.ts";
import {homePage} from "./page.ts";
import {paged, pageLinks, pageOf} from "./paging.ts";
import {respondError, respondFinding} from "./respond.ts";
import {EMBED, SECURITY} from "./security.ts";

/** What the interface answers with, and from where. */
export interface AppInput {
  readonly answers: Answers;
  readonly questions: readonly Question[];
  /** Name of the question that the plain page asks. */
  readonly home: string;
  readonly version: string;
  /** The built app; null where it is not built, and the plain page stands in its place. */
  readonly bundle: Bundle | null;
}

/** The HTTP interface: reading only, one error shape, nothing fetched from elsewhere. */
export function createApp(input: AppInput): Hono {
  const app = new Hono();
  const {bundle} = input;
  app.use((context, next) => {
    if (!isOfApp(context.req.path, bundle)) return SECURITY.plain(context, next);
    return SECURITY[context.req.path.startsWith(EMBED) ? "embedded" : "app"](context, next);
  });
  app.use(async (context, next) => {
    // The app reads a long address itself, and says in its own page what is wrong with it.
    if (!isOfApp(context.req.path, bundle)) boundAddress(context.req.url);
    await next();
  });
  addApi(app, input);
  app.get("/plain", (context) => plainPage(context, input));
  if (bundle === null) app.get("/", (context) => plainPage(context, input));
  else app.get("*", (context, next) => sendBundle(context, bundle) ?? next());
  app.notFound((context) => respondError(noSuchAddress(context.req.path), {page: wantsPage(context)}));
  app.onError((thrown, context) => respondError(thrown, {page: wantsPage(context)}));
  return app;
}

function addApi(app: Hono, {answers, questions, version}: AppInput): void {
  const send = (context: Context, finding: AnsweredFinding, {format}: Asked) =>
    respondFinding(context, finding, {format, version, parquet: answers.parquet});

  app.get("/api/v1", (context) => context.json(catalogueOf(questions, version)));
  app.get(OPENAPI_ADDRESS, (context) => context.json(openApiOf(questions, version)));
  app.get(PROGRESS_ADDRESS, async (context) =>
    context.json(await answers.progress(), 200, {"Cache-Control": "no-store"}),
  );
  app.get("/api/v1/findings/:id/evidence/:row", async (context) => {
    const asked = formatOf(context.req.param("row"), context.req.query("format"));
    const page = pageOf((name) => context.req.query(name), asked.format);
    const whole = await answers.evidence(context.req.param("id"), asked.name);
    if (page === null) return send(context, whole, asked);
    const response = await send(context, paged(whole, page), asked);
    const links = pageLinks(context.req.url, page, whole.rows.length);
    if (links !== null) response.headers.set("Link", links);
    return response;
  });
  app.get("/api/v1/findings/:id", async (context) => {
    const asked = formatOf(context.req.param("id"), context.req.query("format"));
    return send(context, await answers.recall(asked.name), asked);
  });
  app.get("/api/v1/:question", async (context) => {
    const asked = formatOf(context.req.param("question"), context.req.query("format"));
    const question = questionNamed(questions, asked.name);
    // What a chart asks for while a person brushes is only columns, and replaced at once.
    const passing = asked.format === "arrow" && question.name === EXPLORE;
    return send(context, await answers.ask(question, optionsOf(context), passing), asked);
  });
}

const EXPLORE = "explore";

type AnsweredFinding = Awaited<ReturnType<Answers["ask"]>>;

async function plainPage(context: Context, {answers, questions, home}: AppInput): Promise<Response> {
  const options = optionsOf(context);
  const question = questionNamed(questions, home);
  const finding = await answers.ask(question, options);
  return context.html(homePage({question, questions, options, finding}));
}

function isOfApp(path: string, bundle: Bundle | null): boolean {
  return bundle !== null && !path.startsWith("/api/") && path !== "/plain";
}

/** A file of the app, or the page that starts it for every address without an ending; null for the rest. */
function sendBundle(context: Context, {page, files}: Bundle): Response | null {
  const {path} = context.req;
  const file = files.get(path);
  if (file !== undefined) {
    // The names of built files change with what they hold.
    const kept = path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
    return new Response(file.bytes, {headers: {"Content-Type": file.type, "Cache-Control": kept}});
  }
  const isPage = !path.startsWith("/api/") && !/\.\w+$/.test(path);
  return isPage ? context.html(page, 200, {"Cache-Control": "no-cache"}) : null;
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
