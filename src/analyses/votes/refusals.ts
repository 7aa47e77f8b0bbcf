import {UsageError} from "../../base/index.ts";

/** The refusal of a store without any vote. */
export function noVotes(): UsageError {
  return new UsageError("no-votes", {
    message: "the store holds no roll calls",
    hint: "build it from data that has them: the README of sources/voeten/unga-votes says which files",
  });
}
