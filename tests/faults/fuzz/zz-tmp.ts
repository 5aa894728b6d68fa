import { tapSchemas } from '/work/main/tests/faults/fuzz/support/tap-schemas.ts';
import { targetMaker } from '/work/main/tests/faults/fuzz/support/start-target.ts';
import { listRoutes } from '/work/main/tests/faults/fuzz/support/list-routes.ts';
import { fuzzRest } from '/work/main/tests/faults/fuzz/support/fuzz-rest.ts';
const askedSchemas = tapSchemas();
const startTarget = await targetMaker();
const routes = await listRoutes();
const t=Date.now();
const f = await fuzzRest({ seed: Number(process.argv[2]??1), inputs: Number(process.argv[3] ?? 2000), routes, startTarget, askedSchemas });
console.log(routes.length, 'routes', f.inputs, [...f.ends].sort().join(' '), f.faults.length, Date.now()-t, 'ms');
const seen = new Set();
for (const x of f.faults) { const k=x.split('\n').slice(0,2).join(' ').replace(/seed \d+/,'').slice(0,150); if(!seen.has(k)){seen.add(k); console.log(x.slice(0,1200));} }
