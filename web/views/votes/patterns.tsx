import type {Choice} from "./roll-call-layout.ts";

/** Fill of a choice: colour and pattern, so that it reads without colour too. */
export function fillOf(choice: Choice): string {
  return `url(#vote-${choice})`;
}

/** The patterns of the choices, for the defs of a picture. */
export function VotePatterns() {
  return (
    <defs>
      <pattern id="vote-yes" width="4" height="4" patternUnits="userSpaceOnUse">
        <rect className="vote-yes-ground" width="4" height="4" />
      </pattern>
      <pattern
        id="vote-abstain"
        width="5"
        height="5"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect className="vote-abstain-ground" width="5" height="5" />
        <line className="vote-abstain-line" x1="0" x2="0" y1="0" y2="5" />
      </pattern>
      <pattern id="vote-no" width="6" height="6" patternUnits="userSpaceOnUse">
        <rect className="vote-no-ground" width="6" height="6" />
        <path className="vote-no-line" d="M0 0L6 6M6 0L0 6" />
      </pattern>
      <pattern id="vote-none" width="5" height="5" patternUnits="userSpaceOnUse">
        <rect className="vote-none-ground" width="5" height="5" />
        <circle className="vote-none-dot" cx="2.5" cy="2.5" r="1" />
      </pattern>
      <pattern id="vote-missing" width="4" height="4" patternUnits="userSpaceOnUse">
        <rect className="vote-missing-ground" width="4" height="4" />
      </pattern>
    </defs>
  );
}
