const silent = Object.assign(() => {}, {enabled: false});

/** Stands in for `debug`, which the proxy agents use: with DEBUG set in the environment it would write headers and keys through the screen. --debug has an account of its own. */
export default function createDebug(): typeof silent {
  return silent;
}
