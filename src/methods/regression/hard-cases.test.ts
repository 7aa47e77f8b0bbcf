import {expect, test} from "vitest";
import {seeded} from "../../base/index.ts";
import type {Design, Fit} from "./design.ts";
import {fitLeastSquares} from "./least-squares.ts";
import {column, design, effect, madePanel, regressor} from "./made-designs.ts";
import {fitPoisson} from "./poisson.ts";

const x = regressor(
  "x",
  column(40, (row) => Math.sin(3 * row)),
);
const y = column(40, (row) => (row * 7) % 11);
const group = effect(
  "group",
  column(40, (row) => row % 4),
);
const plain = design({y, regressors: [x], effects: [group]});

/** Relative difference allowed between two ways to the same estimate: both are solved to 1e-10. */
const SAME = 1e-9;

function close(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = SAME): void {
  expect(actual.length).toBe(expected.length);
  for (let at = 0; at < expected.length; at++) {
    const [a, b] = [actual[at] ?? Number.NaN, expected[at] ?? Number.NaN];
    expect(Math.abs(a - b)).toBeLessThanOrEqual(tolerance * Math.max(Math.abs(b), 1e-8));
  }
}

function allFinite(fit: Fit): void {
  const columns = Array.from(
    {length: fit.partialled.length},
    (_, at) => fit.partialled.at(at) ?? new Float64Array([NaN]),
  );
  for (const numbers of [fit.beta, fit.bread, fit.mu, fit.residual, fit.workingWeight, ...columns]) {
    expect(numbers.every(Number.isFinite)).toBe(true);
  }
}

async function code(made: Design): Promise<unknown> {
  return fitPoisson(made).then(
    () => "no error",
    (error: {code: string}) => error.code,
  );
}

test("an all-zero outcome is refused", async () => {
  expect(await code({...plain, y: new Float64Array(40)})).toBe("all-zero-outcome");
});

test("no rows are refused, and so are rows that are all missing", async () => {
  expect(await code(design({y: new Float64Array(0)}))).toBe("no-rows");
  expect(await code({...plain, y: new Float64Array(40).fill(Number.NaN)})).toBe("no-rows-left");
});

test("infinite values, negative outcomes and negative weights are refused by name", async () => {
  const bad = Float64Array.from(y);
  bad[3] = Infinity;
  expect(await code({...plain, y: bad})).toBe("infinite-value");
  bad[3] = -1;
  expect(await code({...plain, y: bad})).toBe("negative-outcome");
  expect(await code({...plain, weights: bad})).toBe("negative-weight");
  await expect(
    fitPoisson({...plain, regressors: [{name: "log(dist)", values: bad.fill(-Infinity, 5, 6)}]}),
  ).rejects.toThrow('regressor "log(dist)" is "-Infinity" in row 5');
});

test("missing values and zero weights leave their rows out, as if they had never been there", async () => {
  const given = {...plain, weights: column(40, (row) => (row % 9 === 2 ? 0 : 1)), y: Float64Array.from(y)};
  given.y[5] = Number.NaN;
  const fit = await fitPoisson(given);
  expect([...(fit.audit.dropped.get("missing") ?? [])]).toEqual([5]);
  expect([...(fit.audit.dropped.get("zero-weight") ?? [])]).toEqual([2, 11, 20, 29, 38]);
  const rows = [...fit.rows];
  const pick = (values: Float64Array | Int32Array) => rows.map((row) => values[row] ?? Number.NaN);
  const kept = design({
    y: Float64Array.from(pick(y)),
    regressors: [regressor("x", pick(x.values))],
    effects: [effect("group", pick(group.codes))],
  });
  close(fit.beta, (await fitPoisson(kept)).beta);
});

test("one row cannot tell anything but its own mean", async () => {
  const fit = await fitPoisson(design({y: Float64Array.of(5)}));
  close(fit.beta, [Math.log(5)]);
  allFinite(fit);
});

test("two rows and one effect: what is left is a perfect fit or a singleton", async () => {
  const two = {y: Float64Array.of(1, 2), regressors: [regressor("x", [0, 1])]};
  close((await fitPoisson(design({...two, effects: [effect("f", [0, 0])]}))).beta, [Math.log(2)]);
  expect(await code(design({...two, effects: [effect("f", [0, 1])]}))).toBe("no-rows-left");
});

test("an outcome of 1e15 gives the same coefficients", async () => {
  const large = await fitPoisson({...plain, y: y.map((value) => value * 1e15)});
  const small = await fitPoisson(plain);
  close(large.beta, small.beta);
  close([large.mu[0] ?? 0], [(small.mu[0] ?? 0) * 1e15]);
  allFinite(large);
});

test("badly scaled regressors give coefficients scaled the other way", async () => {
  const fit = await fitPoisson(plain);
  const tiny = await fitPoisson({
    ...plain,
    regressors: [
      regressor(
        "x",
        x.values.map((v) => v * 1e-12),
      ),
    ],
  });
  // Adding 1e8 leaves 8 of 16 digits of x.
  const shifted = await fitPoisson({
    ...plain,
    regressors: [
      regressor(
        "x",
        x.values.map((v) => v + 1e8),
      ),
    ],
  });
  close(
    tiny.beta.map((b) => b * 1e-12),
    fit.beta,
  );
  close(shifted.beta, fit.beta, 1e-6);
});

test("a coarser effect that nests another changes nothing", async () => {
  const coarse = effect(
    "half",
    group.codes.map((level) => level % 2),
  );
  const fit = await fitPoisson({...plain, effects: [group, coarse]});
  close(fit.beta, (await fitPoisson(plain)).beta);
  expect(fit.effectParameters).toBe(4);
});

test("disconnected components count one redundant level each", async () => {
  const first = effect(
    "first",
    column(40, (row) => row % 4),
  );
  const second = effect(
    "second",
    column(40, (row) => 2 * (row % 2) + (Math.floor(row / 4) % 2)),
  );
  const fit = await fitPoisson({...plain, effects: [first, second]});
  expect(fit.effectParameters).toBe(4 + 4 - 2);
  allFinite(fit);
});

test("a perfect fit has deviance 0 and the right coefficient", async () => {
  const exact = column(40, (row) => Math.exp(1 + 0.5 * (x.values[row] ?? Number.NaN) + (row % 4)));
  const fit = await fitPoisson({...plain, y: exact});
  close(fit.beta, [0.5]);
  expect(fit.deviance).toBeLessThan(1e-10);
  const squares = await fitLeastSquares({...plain, y: exact.map(Math.log)});
  close(squares.beta, [0.5]);
  expect(squares.deviance).toBeLessThan(1e-20);
});

test("an offset takes the place of a regressor with coefficient 1", async () => {
  const offset = column(40, (row) => 1 + (row % 3));
  const fit = await fitPoisson({...plain, offset});
  const scaled = await fitPoisson({
    ...plain,
    y: y.map((value, row) => value / Math.exp(offset[row] ?? Number.NaN)),
    weights: offset.map(Math.exp),
  });
  close(fit.beta, scaled.beta);
  expect(await code({...plain, offset: offset.map((value) => value * 1000)})).toBe("offset-range");
});

test("an empty cell of two crossed effects is no trouble, an empty level is dropped", async () => {
  const other = effect(
    "other",
    column(40, (row) => Math.floor(row / 10)),
  );
  const holed = {
    ...plain,
    effects: [group, {...other, levels: 9}],
    y: y.map((value, row) => (row % 4 === 1 && row < 10 ? 0 : value)),
  };
  const fit = await fitPoisson(holed);
  allFinite(fit);
  expect(fit.effects[1]?.levels).toBe(4);
});

test("ten interacted effects converge", async () => {
  const rows = 600;
  const effects = Array.from({length: 10}, (_, at) =>
    effect(
      `f${at}^g${at}`,
      column(rows, (row) => (row * (at + 3) + Math.floor(row / (at + 2))) % (6 + at)),
    ),
  );
  const made = design({
    y: column(rows, (row) => 1 + ((row * row) % 17)),
    regressors: [
      regressor(
        "x",
        column(rows, (row) => Math.sin(row * row)),
      ),
    ],
    effects,
  });
  const fit = await fitPoisson(made);
  const dummies = effects.flatMap(({name, codes, levels}) =>
    Array.from({length: levels - 1}, (_, level) =>
      regressor(
        `${name}::${level}`,
        column(rows, (row) => (codes[row] === level ? 1 : 0)),
      ),
    ),
  );
  const explicit = await fitPoisson({...made, effects: [], regressors: [...made.regressors, ...dummies]});
  close(fit.beta, explicit.beta.subarray(1, 2), 1e-7);
});

test("more parameters than rows: what the rows cannot tell is named as collinear", async () => {
  const many = Array.from({length: 6}, (_, at) =>
    regressor(
      `x${at}`,
      column(4, (row) => Math.sin(row * (at + 1) + at)),
    ),
  );
  const fit = await fitPoisson(design({y: Float64Array.of(1, 2, 3, 5), regressors: many}));
  expect(fit.names).toEqual(["(Intercept)", "x0", "x1", "x2"]);
  expect(fit.audit.collinear).toEqual(["x3", "x4", "x5"]);
  close(fit.mu, [1, 2, 3, 5]);
});

test("collinear regressors and those that the effects explain are dropped in the order given", async () => {
  const twice = regressor(
    "twice",
    x.values.map((value) => 2 * value + 3),
  );
  const byGroup = regressor(
    "byGroup",
    column(40, (row) => (row % 4) ** 2),
  );
  for (const fitter of [fitPoisson, fitLeastSquares]) {
    const fit = await fitter({...plain, regressors: [byGroup, x, twice]});
    expect(fit.audit.collinear).toEqual(["byGroup", "twice"]);
    close(fit.beta, (await fitter(plain)).beta);
  }
});

test("a regressor that is constant is collinear, and without any regressor there is still a fit", async () => {
  const fit = await fitPoisson({...plain, regressors: [regressor("one", new Float64Array(40).fill(0.1))]});
  expect(fit.audit.collinear).toEqual(["one"]);
  expect(fit.beta.length).toBe(0);
  allFinite(fit);
});

test("a chain of movers, each firm linked to the next by one worker, converges", async () => {
  const [workers, per] = [3000, 4];
  const made = design({
    y: column(workers * per, (row) => 1 + ((row * 7919) % 101) / 10),
    regressors: [
      regressor(
        "x",
        column(workers * per, (row) => Math.sin(row * 1.3)),
      ),
    ],
    effects: [
      effect(
        "worker",
        column(workers * per, (row) => Math.floor(row / per)),
      ),
      effect(
        "firm",
        column(workers * per, (row) => Math.floor((row + 2) / per)),
      ),
    ],
  });
  const fit = await fitPoisson(made);
  expect(fit.convergence.relativeScore).toBeLessThan(1e-6);
  expect(fit.effectParameters).toBe(3000 + 3001 - 1);
});

/** Workers of ten years with one firm each, but for one in seven who moves to the next; years as a third effect. */
function stayers(workers: number, firms: number): Design {
  const random = seeded(2);
  const rows = workers * 10;
  const home = column(workers, () => Math.floor(random() * firms));
  const firm = column(rows, (row) => {
    const worker = Math.floor(row / 10);
    const moved = worker % 7 === 0 && row % 10 >= 1 + (worker % 9);
    return Math.min(firms - 1, (home[worker] ?? Number.NaN) + (moved ? 1 : 0));
  });
  return design({
    y: column(rows, (row) => (random() < 0.4 ? 0 : Math.exp(4 * random() + Math.sin(row)))),
    regressors: [
      regressor(
        "x",
        column(rows, () => random()),
      ),
    ],
    effects: [
      effect(
        "worker",
        column(rows, (row) => Math.floor(row / 10)),
      ),
      effect("firm", firm),
      effect(
        "year",
        column(rows, (row) => row % 10),
      ),
    ],
  });
}

// A unit that stays at one level tells nothing of that level. Its zero was once a difference of rounded sums, and entries
// of the approximate inverse counted its rows in full: Newton's steps took 174 instead of 7, and least squares was refused.
for (const [workers, firms] of [
  [100, 4],
  [300, 13],
  [1000, 43],
] as const) {
  test(`${workers} workers of whom few move between ${firms} firms: both estimators converge in few passes`, async () => {
    const made = stayers(workers, firms);
    for (const effects of [made.effects, made.effects.slice(0, 2)]) {
      const squares = await fitLeastSquares({...made, effects});
      expect(squares.convergence.relativeScore).toBeLessThan(1e-7);
      const poisson = await fitPoisson({...made, effects});
      expect(poisson.convergence.relativeScore).toBeLessThan(1e-7);
      expect(poisson.convergence.iterations).toBeLessThan(15);
      expect(Math.max(squares.convergence.passes, poisson.convergence.passes)).toBeLessThan(400);
    }
  });
}

test("a fit can be watched and ended", async () => {
  const stages = new Set<string>();
  const made = madePanel(seeded(4), {units: 50, firms: 7, periods: 8});
  await fitPoisson(made, {progress: ({stage}) => stages.add(stage)});
  expect([...stages]).toEqual(["sample", "solve", "partial"]);
  const stop = new AbortController();
  const ended = fitPoisson(made, {signal: stop.signal, progress: () => stop.abort(new Error("enough"))});
  await expect(ended).rejects.toThrow("enough");
});

test("through the origin: no constant is put in unasked, collinear and separated are told as elsewhere", async () => {
  const x = [1, 2, 3, 4, 5, 6];
  const given = design({
    y: Float64Array.of(2, 3, 5, 9, 0, 0),
    regressors: [
      regressor("x", x),
      regressor(
        "twice",
        x.map((value) => 2 * value),
      ),
      regressor("late", [0, 0, 0, 0, 1, 1]),
    ],
    constant: false,
  });
  const squares = await fitLeastSquares(given);
  expect(squares.names).toEqual(["x", "late"]);
  expect(squares.audit.collinear).toEqual(["twice"]);
  // Σxy ÷ Σx² of the first four rows, and of the last two about their mean.
  expect(squares.beta[0]).toBeCloseTo((2 + 6 + 15 + 36) / (30 + 0.5), 12);
  const poisson = await fitPoisson(given);
  expect(poisson.names).toEqual(["x"]);
  expect([...(poisson.audit.dropped.get("separated") ?? [])]).toEqual([4, 5]);
  expect(poisson.audit.collinear).toEqual(["twice", "late"]);
  const score = [1, 2, 3, 4].reduce(
    (sum, value) =>
      sum + value * ((given.y[value - 1] ?? Number.NaN) - Math.exp(value * (poisson.beta[0] ?? Number.NaN))),
    0,
  );
  expect(Math.abs(score)).toBeLessThan(1e-9);
});

test("through the origin without any regressor the mean is what the offset says", async () => {
  const offset = Float64Array.of(0, 1, 2);
  const given = design({y: Float64Array.of(1, 2, 9), offset, constant: false});
  expect((await fitPoisson(given)).mu).toEqual(offset.map(Math.exp));
  expect((await fitLeastSquares(given)).mu).toEqual(offset);
});
