import process from 'node:process';

/** The other side of `runBundled`: gives what was asked for to `measure`, and prints what it found. The screen takes uncaught errors for itself, so they are caught here. */
export function runProgram<Options, Figures>(
  measure: (options: Options) => Promise<Figures>,
): void {
  measure(JSON.parse(process.argv[2] ?? '')).then(
    figures => process.stdout.write(JSON.stringify(figures), () => process.exit()),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}
