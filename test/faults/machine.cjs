/**
Stands for the machine that the program runs on: a clock that is off, as by a wrong setting or a sleep (the clock moves, timers don't), and names that resolve. Loaded before the program with --require; what it shall be is in the JSON file that FAULT_MACHINE names: {"shiftMs": 0, "names": ["host"]}. A name that isn't listed is looked up in earnest.
*/
'use strict';
const {readFileSync} = require('node:fs');
const dns = require('node:dns');

const RealDate = Date;
let machine = {shiftMs: 0, names: []};

const read = () => {
  try {
    machine = JSON.parse(readFileSync(process.env.FAULT_MACHINE, 'utf8'));
  } catch {
    // It is being written; the next look will do.
  }
};

read();
setInterval(read, 20).unref();

globalThis.Date = class ShiftedDate extends RealDate {
  constructor(...given) {
    super(...(given.length > 0 ? given : [RealDate.now() + machine.shiftMs]));
  }

  static now() {
    return RealDate.now() + machine.shiftMs;
  }
};

const {lookup} = dns;
dns.lookup = (name, ...rest) => lookup(machine.names.includes(name) ? '127.0.0.1' : name, ...rest);
