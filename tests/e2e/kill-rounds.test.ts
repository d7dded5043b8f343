import { describeKillRounds } from '../long/rounds/suite.ts';

describeKillRounds(20);
