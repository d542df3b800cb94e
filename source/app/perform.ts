import {EXIT_CODE, SIGNAL_EXIT_CODE} from '../base/exit-code.js';
import type {TaskStore} from '../poll/snapshot.js';
import type {Effect} from '../view/state/step.js';
import type {Copied} from './copy-text.js';

/** What the terminal's owner does for the screen. */
export type TerminalActions = {
  readonly leave: (exitCode: number, message?: string) => void;
  readonly redraw: () => void;
  readonly suspend: () => void;

  readonly copy: (text: string) => Promise<Copied>;
};

/**
The one place where what a key asks for is done.
@param tellCopied Is told of a text that was to be copied where it is now.
*/
export function perform(
  effect: Effect,
  store: TaskStore,
  terminal: TerminalActions,
  tellCopied: (text: string, where: Copied) => void,
): void {
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
      void terminal.copy(effect.text).then(where => tellCopied(effect.text, where));
      return;
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
