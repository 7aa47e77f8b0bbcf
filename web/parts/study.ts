/** The bloc whose states are shown before a person asks for others. */
export const STUDY = "post-soviet";
/** The states that are compared as poles before a person names others; a bloc is none of them. */
export const POLES: readonly string[] = ["RUS", "USA", "CHN", "TUR"];
