// BACI-shaped zip: quick generator for a trial
import {openWriter, sql, fixed} from "./src/store/index.ts"; import {execFileSync} from "node:child_process"; import {mkdirSync} from "node:fs";
import {states} from "./src/reference/index.ts";
const rows=Number(process.argv[2]), years=Number(process.argv[3]), out=process.argv[4]!; mkdirSync(out,{recursive:true});
const w=await openWriter(":memory:",{threads:2});
const codes=(await w.rows(sql`SELECT DISTINCT code FROM read_csv('reference/states/codes.csv', all_varchar=true) WHERE scheme='baci' AND iso3 NOT IN ('BLX','XSA')`)).map(r=>Number(r.code)).sort((a,b)=>a-b).slice(0,220);
const hs=(await w.rows(sql`SELECT hs6 FROM read_csv('reference/hs/codes.csv', all_varchar=true) WHERE editions LIKE '%H5%'`)).map(r=>String(r.hs6));
await w.run(sql`CREATE TABLE c AS SELECT unnest(${codes}) code`); await w.run(sql`CREATE TABLE h AS SELECT unnest(${hs}) k`);
for(let y=0;y<years;y++){ const t=2017+y; const f=`${out}/BACI_HS17_Y${t}_V202501.csv`;
 await w.run(sql`COPY (SELECT ${t} AS t, a.code AS i, b.code AS j, h.k AS k, round(exp(2+2*((hash(a.code,b.code,h.k)%1000)/1000.0)+0.02*${y}),3) AS v, round(exp(1+3*((hash(h.k,b.code,a.code)%1000)/1000.0)),3) AS q FROM c a, c b, h WHERE a.code<>b.code AND hash(a.code,b.code,h.k) % 1000000 < ${fixed(String(Math.round(1e6*rows/years/(220*219*hs.length))))} ORDER BY a.code,b.code,h.k) TO ${f} (HEADER, DELIMITER ',')`);
 execFileSync("zip",["-q","-j",`${out}/BACI_HS17_V202501.zip`,f]); execFileSync("rm",[f]); }
