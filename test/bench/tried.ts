/** What was tried to reach the figures that have a limit, and what stands in the way: the table tells it while a limit isn't reached. With figures. */
export const TRIED = {
  once: "Node itself takes 25 of 125 ms of CPU, reading over the built file (1.3 MB of plain JavaScript) 27, loading meow 15, of which 8 are ICU's, woken by the licence tables of a package behind it, `node:tls` 6. Kept code with the functions that have run instead of Node's cache: 223 to 193 ms. One function a chunk: 162 to 149. Node's modules at the first call, meow told only of the flags that are given, patterns made when they are used: 10 together. Left out because packages are not edited for it: meow's licence tables, 8. In a comment, which V8 skips, the program would be read over in 8 instead of 27, but no tool could scan it. No gain: terser, oxc or swc for esbuild (2 %), fewer threads, other flags of V8.",
  firstRow:
    "As for `--once`; then the first run of React, Ink and yoga in V8's interpreter (33 ms) and string-width's pattern of all emoji (16, not edited out). Kept code: 490 to 356 ms of CPU, yoga's WebAssembly as it comes instead of deflated: 3, meow and the pattern edited out: 20 more, taken back.",
  front:
    'Node and reading over the built file are 1.95 times `node -e 0` by themselves; in a comment they would be 1.25, but no tool could scan it. What then runs takes 10 ms, kept compiled code for it saves nothing. One function a chunk: 75 to 67 ms; patterns of Unicode properties made when they are used: 2.',
  executable:
    "Node 24 with an empty program in it takes 29 ms of the aws command's 408, loading `node:https` 16, string-width's pattern of all emoji 16, V8's reading of compiled code 10. The compiled code of a run in it: 0.48 to 0.33. A snapshot of the heap with all modules loaded and all functions compiled: no faster, since it takes 25 ms to read (The build in source/readme.md). Fewer threads, a larger young generation and other flags of V8: within the noise. Left is the first run of the SDK, React, Ink and yoga in V8's interpreter.",
  lists:
    'Rows are counted by kind (state, bucket, source) and only those of the page are listed, what a search finds in a chunk is kept for all filters and orders, texts go to Ink as it would write them. 13 to 25 ms at 100,000 tasks where the machine is free; 8 to 12 of it are React and Ink drawing a whole page, and the first search of all joins the texts of every task (50 ms, once).',
  manyTasks: undefined,
  burst:
    'Its heap is 14 MiB; 40 are malloc, most of it free in the arenas of the threads that collect garbage, which never rest here, and 5 the XML of the account that the process plays. Old generation by 60 % and moved together, optimizing on the main thread: 143 to 116. Collecting on the main thread: 127, since marking falls behind.',
  halfHour:
    'With the garbage of frames it moves between 102 and 116 MiB, median 109; between 126 and 135 before. Of it 55 are the file of Node itself, 14 live heap, up to 18 free memory in the arenas of V8\'s threads, which only flags of Node before the start avoid. See "Where the memory goes".',
  longTable: undefined,
  wholeTick:
    "V8's heap is kept small for the sake of memory, which costs a key at 100,000 tasks 10 of 31 ms of CPU (source/base/small-heap.ts); a tick of the store itself takes 1 ms, Ink and React the rest.",
  idleRunning:
    'A poll that finds nothing new draws one frame instead of two, and reads and compares no list that says what the last one said: 0.49 to 0.23 % side by side in minutes 1 to 4. Of the rest two thirds are React, Ink and the garbage of their frame, whose head tells the time of the poll.',
  idle: "As with three running: 0.130 to 0.094 % over 16 minutes side by side. The first of these minutes has V8's own tidying of the heap in it, once, 28 to 37 s after the start: three collections, some 80 ms; the later ones have 45 to 70 ms, of which the engine's threads that compile take a third in the first five. No difference beyond the noise: one thread for the garbage, a young generation of 2 or of 4 MiB; more without optimizing compilers.",
} as const satisfies Readonly<Record<string, string | undefined>>;
