// What a reader of answers takes: for the first page of a start, loading it included, and for many once it is warm. Prints a `ParseFigures` as JSON. Plain JavaScript, so that nothing is loaded before it is measured.
const {readFileSync} = require('node:fs');
const {enableCompileCache} = require('node:module');
const process = require('node:process');
const {getHeapStatistics} = require('node:v8');

/** Passes over all pages; only the last is measured. */
const PASSES = 5;

const {reader, pages, cache} = JSON.parse(process.argv[2]);
const bodies = pages.map(file => readFileSync(file));
const now = () => {
  const {user, system} = process.cpuUsage();
  return {cpuMs: (user + system) / 1000, bytes: getHeapStatistics().total_allocated_bytes};
};
const since = before => {
  const after = now();
  return {cpuMs: after.cpuMs - before.cpuMs, mb: (after.bytes - before.bytes) / 1e6};
};
const readAll = async (read, some) => {
  let tasks = 0;
  for (const body of some) {
    tasks += await read(body);
  }
  return tasks;
};

async function measure() {
  enableCompileCache(cache);
  const begin = now();
  const {read} = require(reader);
  const loaded = since(begin);
  const tasks = await readAll(read, bodies.slice(0, 1));
  const cold = since(begin);
  let warm;
  for (let pass = 1; pass <= PASSES; pass++) {
    const before = now();
    await readAll(read, bodies);
    warm = since(before);
  }

  console.log(JSON.stringify({tasks, loaded, cold, warm}));
}

measure();
