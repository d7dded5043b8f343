import { describeFleet } from '../long/fleet-suite.ts';

describeFleet({ villages: 30, terminalsEach: 5, processes: 2, quiet: 1_500, lasted: 0, away: 5_000 });
