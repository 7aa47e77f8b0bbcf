const t0 = performance.now();
await import("../../src/store/index.ts"); const t1 = performance.now();
await import("../../src/ingest/index.ts"); const t2 = performance.now();
await import("../../sources/index.ts"); const t3 = performance.now();
const {buildFrom} = await import("./standing-store.ts"); const t4 = performance.now();
console.log({store: t1 - t0, ingest: t2 - t1, sources: t3 - t2, rest: t4 - t3});
for (const n of ["1000", "1000", "100000"]) { const t = performance.now(); await buildFrom("/tmp/scratch/k/z.duckdb", "/tmp/scratch/k/" + n); console.log(n, performance.now() - t); }
