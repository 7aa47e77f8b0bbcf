import {StoreError} from "../base/index.ts";

/** A store that cannot be opened, in the project's words. */
export function unreadable(path: string, cause: unknown): StoreError {
  const reason = messageOf(cause);
  if (isDiskFull(reason)) return diskFull(path, cause);
  const locked = /could not set lock|conflicting lock/i.test(reason);
  return new StoreError(locked ? "store-locked" : "store-unreadable", {
    message: locked
      ? `another process is writing "${path}"`
      : `"${path}" cannot be opened: ${firstLine(reason)}`,
    where: path,
    hint: locked
      ? "wait for it to end, or name another file with --store"
      : "make it anew with: roundabout build",
    cause,
  });
}

/** True when the message of an engine's or the system's error says that a disk has no room. */
export function isDiskFull(reason: string): boolean {
  return /no space left|ENOSPC|EDQUOT|quota exceeded|disk.{0,20}full/i.test(reason);
}

/** The error for a full disk, whoever met it. The store being written is a new file, so the old one is as it was. */
export function diskFull(path: string, cause: unknown, statement?: string): StoreError {
  return new StoreError("disk-full", {
    message: `the disk is full while writing "${path}"`,
    where: path,
    hint: "free some space and run the same command again; the old store is untouched",
    ...(statement === undefined ? {} : {sql: statement}),
    cause,
  });
}

/** A statement that the engine refused, with its text. */
export function refusal(cause: unknown, statement: string, path: string): StoreError {
  const reason = messageOf(cause);
  if (isDiskFull(reason)) return diskFull(path, cause, statement);
  return new StoreError("statement-refused", {
    message: reason.trim(),
    where: path,
    hint: "see the statement in the error",
    sql: statement,
    cause,
  });
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

function firstLine(text: string): string {
  return text.split("\n")[0] ?? text;
}
