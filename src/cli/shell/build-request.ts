/** What a store is made from: a folder of files as published (or one file), or an embedded pack. */
export type BuildRequest =
  | {readonly from: "folder"; readonly folder: string}
  | {readonly from: "pack"; readonly pack: string};

/** The pack that a store is made from when nothing else is named. */
export const USUAL_PACK = "eurasia";
