import {expect, test} from "vitest";
import {commands, commandsFor} from "./index.ts";

test.each(commands.map((entry) => [entry.name, entry] as const))(
  "%s is loaded under the name and summary that help lists",
  async (_, {name, summary, load}) => {
    expect(await load()).toMatchObject({name, summary});
  },
);

test("a command line loads the commands that it names, and lists the others", async () => {
  const found = await commandsFor(["help", "channels"]);
  expect(found.map(({name}) => name)).toEqual(commands.map(({name}) => name));
  expect(found.filter(({options}) => options.length > 0).map(({name}) => name)).toEqual(["channels"]);
});
