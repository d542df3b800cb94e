/** Stands in for `restore-cursor`, which shows the cursor on stderr when the program ends, even where stderr is a file or the terminal is somebody else's by then. Whoever leaves the screen has shown it already. */
export default function restoreCursor(): void {}
