import {EXIT_CODE, SIGNAL_EXIT_CODE} from '../base/exit-code.js';
import type {TaskStore} from '../poll/snapshot.js';
import type {Effect} from '../view/state/step.js';

/** What the terminal's owner does for the screen. */
export type TerminalActions = {
  readonly leave: (exitCode: number, message?: string) => void;
  readonly redraw: () => void;
  readonly suspend: () => void;

  /** False where the terminal can't be given a text, or not one that long. */
  readonly copy: (text: string) => boolean;
};

/** The one place where what a key asks for is done. @returns What is to be told of it, if anything. */
export function perform(
  effect: Effect,
  store: TaskStore,
  terminal: TerminalActions,
): string | undefined {
  switch (effect.type) {
    case 'loadOlder':
      store.loadOlder(effect.priority);
      return;
    case 'loadAll':
      store.loadAll();
      return;
    case 'stopLoading':
      store.stopLoading();
      return;
    case 'changeScope':
      store.setScope(effect.scope);
      return;
    case 'pollNow':
      store.refresh();
      return;
    case 'pause':
      store.pause();
      return;
    case 'resume':
      store.resume();
      return;
    case 'setInterval':
      store.setInterval(effect.ms);
      return;
    case 'copy':
      return `${terminal.copy(effect.text) ? 'copied' : "can't be copied here:"} ${effect.text}`;
    case 'redraw':
      terminal.redraw();
      return;
    case 'suspend':
      terminal.suspend();
      return;
    case 'quit':
      terminal.leave(EXIT_CODE.ok);
      return;
    case 'interrupt':
      terminal.leave(SIGNAL_EXIT_CODE.SIGINT);
      return;
  }
}
