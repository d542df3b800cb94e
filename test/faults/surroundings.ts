import type {Ec2Endpoint} from '../../source/demo/endpoint/ec2-endpoint.js';
import type {DemoRequest, Fault} from '../../source/demo/endpoint/fault.js';
import type {FaultCertificate} from '../helpers/fault-certificate.js';
import type {FaultFront} from '../helpers/fault-front.js';
import type {PtyScenario} from '../helpers/pty-scenario.js';

/** What goes wrong with an answer; a function decides for each request. */
export type Wire = Fault | ((request: DemoRequest) => Fault | undefined);

/** Everything around the program that can go wrong. */
export type Surroundings = {
  /** The program's home. */
  readonly home: string;
  readonly scenario: PtyScenario;
  readonly endpoint: Ec2Endpoint;

  /** Between the program and the endpoint. */
  readonly front: FaultFront;

  /** What the endpoint does to its answers. */
  wire: Wire | undefined;

  /** Requests whose outcome is decided: answered by the front, or come to the endpoint. One that is still between the two meets what is so when it arrives there. */
  readonly decided: () => number;

  /** Access key IDs that the service takes for expired. */
  readonly expiredKeys: Set<string>;

  /** Writes a file of the home folder. */
  readonly write: (name: string, text: string) => void;
  readonly read: (name: string) => string;
  readonly remove: (name: string) => void;

  /** Sets the machine's clock off, or what names it resolves (see `machine.cjs`). */
  readonly setMachine: (machine: Machine) => void;

  /** Moves the service's clock as well, as while the machine sleeps. */
  serviceShiftMs: number;
  readonly certificate: (name: CertificateName) => FaultCertificate;
};

export type Machine = {readonly shiftMs?: number; readonly names?: readonly string[]};

/** `good`: the endpoint's own. `stranger`: one that nobody trusts. `wrong-name`: trusted, but another host's. */
export type CertificateName = 'good' | 'stranger' | 'wrong-name';
