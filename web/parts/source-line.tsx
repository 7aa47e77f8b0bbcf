import type {Finding} from "../data/index.ts";
import {words} from "../words/index.ts";

/** The line under every figure: unit, period, and whose data. */
export function SourceLine({
  finding,
  unit,
  period,
}: {
  readonly finding: Finding;
  readonly unit: string;
  readonly period: string;
}) {
  const publishers = [...new Set(finding.lineage.map(({publisher}) => publisher))];
  return (
    <figcaption className="source-line">
      <span>
        {words.figure.unit}: {unit}
      </span>
      <span>
        {words.figure.period}: {period}
      </span>
      <span>
        {words.figure.source}: {publishers.join("; ")}
      </span>
    </figcaption>
  );
}
