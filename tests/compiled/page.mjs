// Plays the module as a page would: all it has are engine.wasm, an image and its description.
import { readFileSync } from "node:fs";

const [folder, seed, first, count] = process.argv.slice(2).map((word, at) => at ? BigInt(word) : word);
const file = (name) => readFileSync(`${folder}/${name}`);
const about = JSON.parse(file("about.json"));
const crisis = BigInt(about.crisis);

// tables lie behind the image: the numbers of runs twice (their own, and those of later dice)
const tables = [["runs", 1], ["laters", 1], ...about.tables];
const places = {};
let end = about.end + (-about.end & 15);
for (const [name, columns] of tables) {
  places[name] = end;
  end += 8 * Number(count) * columns;
}
const memory = new WebAssembly.Memory({ initial: Math.ceil(end / 65536) });
new Uint8Array(memory.buffer).set(file("image.bin"), about.start);
const view = new DataView(memory.buffer);

const module = await WebAssembly.instantiate(file("engine.wasm"), { env: { memory } });
const { begin_run, play_turns, play_block } = module.instance.exports;

for (let row = 0n; row < count; row++) {
  for (const name of ["runs", "laters"]) {
    view.setBigInt64(places[name] + 8 * Number(row), first + row, true);
  }
}
play_block(crisis, seed, count, ...tables.map(([name]) => BigInt(places[name])));
const columns = about.tables.find(([name]) => name === "ending")[1];
const cells = new BigInt64Array(memory.buffer, places.ending, Number(count) * columns);
const ending = Array.from(cells, Number);

// one run turn by turn, reading where the first actor stands after each turn
const { at, fields } = about.arrays.actors;
const rung = at + fields.find(([name]) => name === "rung")[2];
const rungs = [];
begin_run(crisis, seed, first, first);
for (let turn = 1n, over = 0n; !over; turn++) {
  over = play_turns(crisis, turn);
  rungs.push(Number(view.getBigInt64(rung, true)));
}
console.log(JSON.stringify({ ending, rungs }));
