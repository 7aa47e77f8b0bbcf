import {createServer} from "node:net";
import {Hono} from "hono";
import {expect, test} from "vitest";
import {listen} from "./listen.ts";

const app = new Hono().get("/", (context) => context.text("here"));

test("it answers on 127.0.0.1 on any free port, and stops", async () => {
  const server = await listen(app, 0);
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  expect(await (await fetch(server.url)).text()).toBe("here");
  await server.close();
  await expect(fetch(server.url)).rejects.toThrow();
});

test("a port that was named and is taken is a usage error; an unnamed one gives way to the next", async () => {
  const first = await listen(app, null);
  const taken = Number(new URL(first.url).port);
  await expect(listen(app, taken)).rejects.toThrow(expect.objectContaining({code: "port-busy", exit: 2}));
  const second = await listen(app, null);
  expect(Number(new URL(second.url).port)).toBeGreaterThan(taken);
  await Promise.all([first.close(), second.close()]);
});

// Only Linux answers on all of 127.0.0.0/8.
test.skipIf(process.platform !== "linux")(
  "nothing but this machine's own address is listened on",
  async () => {
    const server = await listen(app, 0);
    const port = Number(new URL(server.url).port);
    // The same port is still free on another address of the machine.
    const other = createServer();
    await new Promise<void>((resolve, reject) =>
      other.once("error", reject).listen(port, "127.0.0.2", resolve),
    );
    other.close();
    await server.close();
  },
);
