import {setFlagsFromString} from 'node:v8';

/**
Keeps V8's young generation at its first size. A screen makes much garbage and keeps little; left alone, the space for it grows to 30 MiB within minutes and stays (measured: 130 MiB resident after a minute, 103 with this).
*/
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
