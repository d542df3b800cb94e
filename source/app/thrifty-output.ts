import type {MakeOverlay, Overlay} from '../ui/ticking-lines.js';

const BEGIN_FRAME = '\u{1B}[?2026h';
const END_FRAME = '\u{1B}[?2026l';
const HOME_AND_ERASE = '\u{1B}[H\u{1B}[J';
const NEXT_LINES = /(?:\u{1B}\[E){2,}/gu;
const NEXT_LINE_LENGTH = 3;

export type ThriftyOutput = {
  /** What Ink draws to: the terminal, with fewer bytes and one write a frame. Its `resize` event never comes. */
  readonly stream: NodeJS.WriteStream;

  /** Goes out behind every frame, and in between. */
  readonly overlay: Overlay;

  /** The next frame starts on an erased screen. */
  readonly eraseFirst: () => void;

  /** Runs something whose output is thrown away. */
  readonly muted: (action: () => void) => void;
};

/**
Stands between Ink and the terminal.
- Ink steps over unchanged lines one by one, three bytes each; one step over all of them says the same. That is what the clock in the header costs most.
- Ink writes a frame in three pieces; in one, neither tmux nor a slow line shows half of it.
- Ink answers a resize by drawing the old frame once more in the new width; here whoever owns the screen draws it anew.
*/
export function createThriftyOutput(stdout: NodeJS.WriteStream): ThriftyOutput {
  let frame: string | undefined;
  let prefix = '';
  let isMuted = false;
  let makeOverlay: MakeOverlay | undefined;

  const send = (text: string, done?: () => void) => {
    const start = text ? prefix : '';
    prefix = text ? '' : prefix;
    return stdout.write(start + text.replaceAll(NEXT_LINES, joinSteps), done);
  };

  const write = (chunk: string, ...rest: readonly unknown[]) => {
    const done = rest.find(value => typeof value === 'function') as (() => void) | undefined;
    if (isMuted) {
      done?.();
      return true;
    }

    if (chunk === BEGIN_FRAME) {
      frame = '';
      return true;
    }

    if (frame === undefined) {
      return send(chunk, done);
    }

    if (chunk !== END_FRAME) {
      frame += chunk;
      done?.();
      return true;
    }

    const whole = frame;
    frame = undefined;
    return (
      whole === '' ||
      send(BEGIN_FRAME + whole + (makeOverlay?.('behind a frame') ?? '') + END_FRAME, done)
    );
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
    overlay: {
      set(make) {
        makeOverlay = make;
      },
      unset(make) {
        makeOverlay = makeOverlay === make ? undefined : makeOverlay;
      },
      paint() {
        // Before an erased screen is drawn anew there is nothing to write over.
        const text = prefix ? '' : makeOverlay?.('between frames');
        if (text) {
          stdout.write(text);
        }
      },
    },
    eraseFirst() {
      prefix = HOME_AND_ERASE;
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

function joinSteps(steps: string): string {
  return `\u{1B}[${steps.length / NEXT_LINE_LENGTH}E`;
}
