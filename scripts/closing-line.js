// Plain JavaScript without dependencies: the last line of every test run, written and read in one place.

/** @typedef {{passed: number, failed: number, skipped: number}} Counts */

/** @param {Counts} counts */
export function closingLine({passed, failed, skipped}) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/**
 * @param {string} line
 * @returns {Counts | null} null when the line is another one
 */
export function parseClosing(line) {
  const found = /^(\d+) passed, (\d+) failed, (\d+) skipped$/.exec(line);
  if (found === null) return null;
  return {passed: Number(found[1]), failed: Number(found[2]), skipped: Number(found[3])};
}

/**
 * What a run comes to. A run without a closing line, one that ran nothing, and one that ended badly without a failed
 * test each count as one failure.
 *
 * @param {Counts | null} counts
 * @param {number} status exit status of the test runner
 * @returns {{counts: Counts, status: number}}
 */
export function verdict(counts, status) {
  if (counts === null) return {counts: {passed: 0, failed: 1, skipped: 0}, status: status === 0 ? 1 : status};
  const ranNothing = counts.passed + counts.failed === 0;
  const unexplained = counts.failed === 0 && (status !== 0 || ranNothing);
  const failed = unexplained ? 1 : counts.failed;
  return {counts: {...counts, failed}, status: failed > 0 && status === 0 ? 1 : status};
}
