import {blocMembers, blocs, organisations, states} from "../../reference/index.ts";

/**
 * Codes of the ends a person names: a bloc stands for all that were its members at some time, and for itself where ties
 * name it.
 *
 * @throws UsageError "unknown-state" with the nearest names
 */
export function endsOf(names: readonly string[]): string[] {
  return [...new Set(names.flatMap(endOf))];
}

function endOf(name: string): string[] {
  const wanted = name.trim().toLowerCase();
  const organisation = organisations().find(({id}) => id.toLowerCase() === wanted);
  const bloc = blocs().find(({id}) => id.toLowerCase() === wanted);
  if (bloc === undefined) return [organisation === undefined ? states().toIso3(name) : organisation.id];
  const members = blocMembers().flatMap((member) => (member.bloc === bloc.id ? [String(member.iso3)] : []));
  return organisation === undefined ? members : [organisation.id, ...members];
}

/** The same for the far end: an organisation is itself, not its members. @throws UsageError "unknown-state" */
export function partnersOf(names: readonly string[]): string[] {
  return [
    ...new Set(
      names.flatMap((name) => {
        const wanted = name.trim().toLowerCase();
        const organisation = organisations().find(({id}) => id.toLowerCase() === wanted);
        return organisation === undefined ? endOf(name) : [organisation.id];
      }),
    ),
  ];
}
