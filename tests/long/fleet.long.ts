import { describeFleet } from './fleet-suite.ts';

describeFleet({ villages: 100, terminalsEach: 10, processes: 4, quiet: 5_000, lasted: 21_000, away: 5_000 });
