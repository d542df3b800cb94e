const BEGIN_FRAME = '\u{1B}[?2026h';
const END_FRAME = '\u{1B}[?2026l';
const HOME = '\u{1B}[H';
const ERASE_LINE = '\u{1B}[K';
const ERASE_BELOW = '\u{1B}[J';
const NEXT_LINES = /(?:\u{1B}\[E){2,}/gu;
const NEXT_LINE_LENGTH = 3;

export type ThriftyOutput = {
  /** What Ink draws to: the terminal, with fewer bytes and one write a frame. Its `resize` event never comes. */
  readonly stream: NodeJS.WriteStream;

  /** The next frame is a whole one, and takes the place of all that is on the screen. */
  readonly paintOver: () => void;

  /** Runs something whose output is thrown away. */
  readonly muted: (action: () => void) => void;

  /** Writes a control sequence, between two frames. False when it is dropped: the terminal isn't ours, or hasn't been read for long. */
  readonly write: (sequence: string) => boolean;

  /** True while the terminal takes nothing; what only the newest counts of can wait for `drain`. */
  readonly isBlocked: () => boolean;

  /** Lets go of the terminal. */
  readonly stop: () => void;
};

export type ThriftyOutputOptions = {
  readonly stdout: NodeJS.WriteStream;

  /** Asked before each write: in the background nothing is written. @default always */
  readonly isOurs?: () => boolean;

  /** Called when all that had to wait is written. @param isBehind Whether frames were left out meanwhile, so that what is shown is old. */
  readonly onDrain?: (isBehind: boolean) => void;
};

/** How much may wait for a terminal that nobody reads, in bytes; frames stop long before. */
const MAX_WAITING = 64 * 1024;

/**
Stands between Ink and the terminal.
- Ink steps over unchanged lines one by one, three bytes each; one step over all of them says the same.
- Ink writes a frame in three pieces; a terminal without synchronized output seldom shows half of what comes in one.
- Ink answers a resize by drawing the old frame once more in the new width; here whoever owns the screen draws it anew.
- While nobody reads the terminal, frames are left out. Ink only writes what differs from the frame before, so that the next one has to be a whole one.
*/
export function createThriftyOutput({
  stdout,
  isOurs = () => true,
  onDrain = () => {},
}: ThriftyOutputOptions): ThriftyOutput {
  let frame: string | undefined;
  let isBehind = false;
  let isPaintedOver = false;
  let isMuted = false;

  const isBlocked = () => stdout.writableNeedDrain === true;
  const drained = () => {
    const wasBehind = isBehind;
    isBehind = false;
    onDrain(wasBehind);
  };

  stdout.on('drain', drained);
  const send = (text: string, begin = '', end = '') => {
    const lines = isPaintedOver ? paintedOver(text) : text.replaceAll(NEXT_LINES, joinSteps);
    isPaintedOver = false;
    return stdout.write(begin + lines + end);
  };

  const draw = (whole: string) => {
    if (isBlocked()) {
      isBehind = true;
      return false;
    }

    return send(whole, BEGIN_FRAME, END_FRAME);
  };

  const take = (chunk: string) => {
    const isBetween = frame === undefined;
    if (isMuted || chunk === '' || (isBetween && !isOurs())) {
      return true;
    }

    if (chunk === BEGIN_FRAME) {
      frame = '';
      return true;
    }

    if (frame === undefined) {
      return send(chunk);
    }

    if (chunk !== END_FRAME) {
      frame += chunk;
      return true;
    }

    const whole = frame;
    frame = undefined;
    return whole === '' || draw(whole);
  };

  // Ink waits for its last write, and must not wait for a terminal that nobody reads.
  const write = (chunk: string, ...rest: readonly unknown[]) => {
    const done = rest.find(value => typeof value === 'function') as (() => void) | undefined;
    const isTaken = take(chunk);
    done?.();
    return isTaken;
  };

  return {
    stream: new Proxy(stdout, {
      get(target, name) {
        if (name === 'write') {
          return write;
        }

        if (name === 'on') {
          return (event: string, listener: () => void) =>
            event === 'resize' ? target : target.on(event, listener);
        }

        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    }),
    write(sequence) {
      const isTaken = isOurs() && (stdout.writableLength ?? 0) < MAX_WAITING;
      if (isTaken) {
        stdout.write(sequence);
      }

      return isTaken;
    },
    isBlocked,
    stop: () => stdout.off('drain', drained),
    paintOver() {
      isPaintedOver = true;
    },
    muted(action) {
      isMuted = true;
      try {
        action();
      } finally {
        isMuted = false;
      }
    },
  };
}

/** Line by line: a screen that is erased first is empty for a moment. */
function paintedOver(frame: string): string {
  const lines = frame.split('\n');
  const last = lines.length - 1;
  return HOME + lines.map((line, at) => (at < last ? ERASE_LINE : ERASE_BELOW) + line).join('\n');
}

function joinSteps(steps: string): string {
  return `\u{1B}[${steps.length / NEXT_LINE_LENGTH}E`;
}
