import {Command as Commander, CommanderError, Option as Flag} from "commander";
import {EXIT, UsageError} from "../base/index.ts";
import type {Option, OptionBag} from "../surface/index.ts";
import type {Command} from "./shell/command.ts";
import {commonOptions, parseCommon} from "./shell/common.ts";
import type {CliEffects} from "./shell/effects.ts";
import {version} from "./shell/version.ts";

const EXITS = "Exit: 0 ok, 1 unexpected, 2 usage, 3 source, 4 check failed, 5 numerical, 130 interrupted.";

/**
 * Reads the arguments and runs the command they name. Help and version go to standard output.
 *
 * @param argv arguments after the program's name
 * @throws UsageError for unknown commands, options and arguments, with the nearest names
 */
export async function runProgram(
  argv: readonly string[],
  commands: readonly Command[],
  effects: CliEffects,
): Promise<void> {
  const printed: string[] = [];
  const program = new Commander("roundabout")
    .description(
      "Measures the channels that carry trade the long way round a closed border, and says how sure it is.",
    )
    .version(version())
    .helpCommand("help [command]", "the options and examples of a command")
    .helpOption("-h, --help", "this text")
    .addHelpText("after", `\n${EXITS}`)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void printed.push(text),
      writeErr: (text) => void printed.push(text),
      outputError: () => undefined,
      getOutHelpWidth: () => effects.stdout.width ?? 100,
      getErrHelpWidth: () => effects.stdout.width ?? 100,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  for (const command of commands) addCommand(program, command, effects);
  try {
    await program.parseAsync(argv.length === 0 ? ["--help"] : [...argv], {from: "user"});
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    if (thrown.exitCode !== EXIT.ok && thrown.code !== "commander.help")
      throw usageError(thrown, argv, commands);
  }
  if (printed.length > 0) await effects.stdout.write(printed.join(""));
}

function addCommand(program: Commander, command: Command, effects: CliEffects): void {
  const {name, summary, positional = [], options, prints, examples} = command;
  const own = program.command(name).description(summary).helpOption("-h, --help", "this text");
  for (const {name: called, meaning, required} of positional) {
    own.argument(required ? `<${called}>` : `[${called}]`, meaning);
  }
  const taken = new Set(options.map((option) => option.name));
  const all = [...options, ...commonOptions(prints).filter((option) => !taken.has(option.name))];
  for (const option of all) own.addOption(flagOf(option));
  own.option("--quiet", "no progress on standard error, only warnings");
  if (examples.length > 0)
    own.addHelpText("after", ["", "Examples:", ...examples.map((text) => `  roundabout ${text}`)].join("\n"));
  own.action(async () => {
    const given = own.opts<Readonly<Record<string, unknown>>>();
    const bag = bagOf(given, all);
    const quiet = given.quiet === true;
    const log = effects.log({quiet});
    const values = own.args;
    await command.run({
      positional: values,
      options: bag,
      common: parseCommon(bag, quiet, effects),
      effects,
      log,
    });
  });
}

function flagOf({name, value, meaning, choices, fallback}: Option): Flag {
  const listed = choices !== undefined && choices.join("|") !== value ? ` (${choices.join(", ")})` : "";
  const usual = fallback === undefined ? "" : ` (default: ${fallback})`;
  return new Flag(`--${name} <${value}>`, `${meaning}${listed}${usual}`);
}

function bagOf(given: Readonly<Record<string, unknown>>, options: readonly Option[]): OptionBag {
  const entries = options.flatMap(({name}) => {
    const value = given[name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())];
    return typeof value === "string" ? [[name, value] as const] : [];
  });
  return Object.fromEntries(entries);
}

function usageError(
  {code, message}: CommanderError,
  argv: readonly string[],
  commands: readonly Command[],
): UsageError {
  const [problem = "", guess] = message
    .replace(/^error: /, "")
    .replace(". Expected", "; expected")
    .replaceAll("'", '"')
    .split("\n");
  const named = commands.find(({name}) => name === argv[0])?.name;
  const place = named === undefined ? "roundabout" : `roundabout ${named}`;
  const near = /\((.+)\)/.exec(guess ?? "")?.[1];
  return new UsageError(
    code.replace("commander.", "").replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    {
      message: problem.replace(/\.$/, ""),
      where: place,
      hint: near === undefined ? `see: ${place} --help` : near.replace(/^D/, "d"),
    },
  );
}
