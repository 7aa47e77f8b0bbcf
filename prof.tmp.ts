const t0=performance.now();
const {openReader} = await import("./src/store/index.ts"); const t1=performance.now();
const {channelsFinding} = await import("./src/analyses/index.ts"); const t2=performance.now();
const s = await openReader("/tmp/rb/p.duckdb"); const t3=performance.now();
await channelsFinding(s,{}); const t4=performance.now();
await channelsFinding(s,{}); const t5=performance.now();
const rep = await import("./src/report/index.ts"); const t6=performance.now();
console.log({boot:t0, store:t1-t0, analyses:t2-t1, open:t3-t2, first:t4-t3, second:t5-t4, report:t6-t5});
