import fc from 'fast-check';

/** One seed for every property test of a run, so that a run can be repeated; SEED tries another. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.SEED ?? 20261124) });
