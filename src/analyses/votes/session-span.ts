/** Sessions as people write them: runs of three and more as their ends. */
export function shownSessions(sessions: readonly number[]): string {
  const runs: number[][] = [];
  for (const session of sessions) {
    const open = runs.at(-1);
    if (open !== undefined && open.at(-1) === session - 1) open.push(session);
    else runs.push([session]);
  }
  return runs.map((run) => (run.length > 2 ? `${run[0]} to ${run.at(-1)}` : run.join(", "))).join(", ");
}
