import {createHash} from "node:crypto";
import type {MiddlewareHandler} from "hono";
import {secureHeaders} from "hono/secure-headers";
import {styleText} from "../report/index.ts";

/** Addresses below this one may stand in a frame of another page. */
export const EMBED = "/embed/";

const COMMON = {formAction: ["'self'"], baseUri: ["'none'"], defaultSrc: ["'none'"]};

// Plain pages carry one style element, named by its hash; nothing else may load, run or embed.
const plain = secureHeaders({
  contentSecurityPolicy: {
    ...COMMON,
    styleSrc: [`'sha256-${createHash("sha256").update(styleText).digest("base64")}'`],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: "no-referrer",
  strictTransportSecurity: false,
  xFrameOptions: "DENY",
});

// The app loads its own files and asks its own server, and nothing else; `blob:` is the picture it saves.
const APP = {
  ...COMMON,
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", "data:", "blob:"],
  connectSrc: ["'self'"],
};

const app = secureHeaders({
  contentSecurityPolicy: {...APP, frameAncestors: ["'none'"]},
  referrerPolicy: "no-referrer",
  strictTransportSecurity: false,
  xFrameOptions: "DENY",
});

const embedded = secureHeaders({
  contentSecurityPolicy: {...APP, frameAncestors: ["*"]},
  referrerPolicy: "no-referrer",
  strictTransportSecurity: false,
  xFrameOptions: false,
  crossOriginResourcePolicy: false,
});

/** The headers that a page of its kind is sent with. */
export const SECURITY: Readonly<Record<"plain" | "app" | "embedded", MiddlewareHandler>> = {
  plain,
  app,
  embedded,
};
