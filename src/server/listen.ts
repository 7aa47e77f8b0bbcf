import {createAdaptorServer, type ServerType} from "@hono/node-server";
import type {Hono} from "hono";
import {UsageError} from "../base/index.ts";

/** Only this machine may ask. */
const HOST = "127.0.0.1";
const FIRST_PORT = 4173;
/** Ports tried after the first when nobody named one. */
const MORE_PORTS = 20;

export interface RunningServer {
  readonly url: string;
  /** Stops listening and ends open connections. */
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1.
 *
 * @param port a port to use and no other, 0 for any; null for 4173 or the next free one
 * @throws UsageError "port-busy" when the port, or every port tried, is taken
 */
export async function listen(app: Hono, port: number | null): Promise<RunningServer> {
  const last = port ?? FIRST_PORT + MORE_PORTS;
  for (let at = port ?? FIRST_PORT; at <= last; at++) {
    const server = createAdaptorServer({fetch: app.fetch, hostname: HOST});
    if (await listens(server, at)) return running(server);
  }
  throw new UsageError("port-busy", {
    message: port === null ? `no port from ${FIRST_PORT} to ${last} is free` : `port ${port} is in use`,
    where: "--port",
    hint:
      port === null
        ? "name a free one with --port"
        : "name another, or leave --port away to take the next free one",
  });
}

/** False when the port is taken. */
function listens(server: ServerType, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once("error", (failure: NodeJS.ErrnoException) => {
      if (failure.code === "EADDRINUSE") resolve(false);
      else reject(failure.code === "EACCES" ? forbiddenPort(port, failure) : failure);
    });
    server.listen(port, HOST, () => resolve(true));
  });
}

function forbiddenPort(port: number, cause: Error): UsageError {
  return new UsageError("port-forbidden", {
    message: `port ${port} may not be used by this user`,
    where: "--port",
    hint: "name a port from 1024 on",
    cause,
  });
}

function running(server: ServerType): RunningServer {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://${HOST}:${port}/`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((failure) => (failure === undefined ? resolve() : reject(failure)));
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}
