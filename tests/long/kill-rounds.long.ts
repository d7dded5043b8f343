import { describeKillRounds } from './rounds/suite.ts';

describeKillRounds(Number(process.env.SANWU_ROUNDS ?? 200));
