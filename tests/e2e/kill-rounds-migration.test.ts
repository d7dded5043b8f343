import { itSurvivesKills } from '../long/rounds/suite.ts';

itSurvivesKills('migration', 20);
