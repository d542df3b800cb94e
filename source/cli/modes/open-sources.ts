import type {Ec2Source} from '../../ec2/client.js';
import type {Options} from '../arguments/option-types.js';
import {withMemory} from '../completion/with-memory.js';
import type {CliIo} from '../io.js';
import {inCommandWords} from '../setting-words.js';

/** Opened sources, and how to let go of them. */
export type OpenSources = {
  readonly sources: readonly Ec2Source[];
  readonly close: () => Promise<void>;
};

/** The demo's endpoint takes any keys, and must never be sent real ones. */
const DEMO_ENV = {
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'example',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
} as const;

/**
Opens every profile with every Region that was asked for, or the demo.
@throws {Ec2Error} of kind `configuration`. Like those of the sources themselves it speaks of flags, on every screen and in every report.
*/
export async function openSources(
  options: Pick<Options, 'sources' | 'isDemo' | 'debug'> & {
    /** Its keys are read from stdin: no credential_process may take them away. */
    readonly hasScreen: boolean;
  },
  {openSource, env, stderr}: Pick<CliIo, 'openSource' | 'env' | 'stderr'>,
): Promise<OpenSources> {
  const debug = options.debug ? (line: string) => stderr.write(`${line}\n`) : undefined;
  if (options.isDemo) {
    return openDemos(options.sources, openSource, debug);
  }

  const processStdin = options.hasScreen ? 'ignore' : 'inherit';
  const opened = await Promise.all(
    options.sources.map(async choice => {
      try {
        return withCommandWords(await openSource({...choice, env, debug, processStdin}));
      } catch (error) {
        throw inCommandWords(error);
      }
    }),
  );
  const once = eachOnce(opened);
  // Whoever types at this machine may name these AMIs next; a script doesn't.
  const {sources, remember} =
    stderr.isTTY === true ? withMemory(once, env) : {sources: once, remember: undefined};
  return {
    sources,
    async close() {
      remember?.();
      for (const source of opened) {
        source.destroy();
      }
    },
  };
}

/** An account of made-up tasks in each Region that was asked for. */
async function openDemos(
  choices: Options['sources'],
  openSource: CliIo['openSource'],
  debug: ((line: string) => void) | undefined,
): Promise<OpenSources> {
  const {startDemo} = await import('../../demo/start-demo.js');
  const regions = [...new Set(choices.map(({region}) => region ?? 'us-east-1'))];
  const demos = await Promise.all(
    regions.map(async (region, index) => {
      const {url, close} = await startDemo({seed: index + 1});
      const source = await openSource({endpointUrl: url, region, env: DEMO_ENV, debug});
      return {source, close};
    }),
  );
  return {
    sources: demos.map(({source}) => source),
    async close() {
      for (const {source, close} of demos) {
        source.destroy();
        await close();
      }
    },
  };
}

/** Profiles may come to the same Region by themselves; to watch one list of tasks twice would double its tasks. */
function eachOnce(sources: readonly Ec2Source[]): readonly Ec2Source[] {
  const places = new Set<string>();
  return sources.filter(({profile, region}) => {
    const place = `${profile}\n${region}`;
    return !places.has(place) && places.add(place);
  });
}

function withCommandWords(source: Ec2Source): Ec2Source {
  return {
    ...source,
    async describe(request, signal) {
      try {
        return await source.describe(request, signal);
      } catch (error) {
        throw inCommandWords(error);
      }
    },
  };
}
