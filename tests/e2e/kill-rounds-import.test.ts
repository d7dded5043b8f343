import { itSurvivesKills } from '../long/rounds/suite.ts';

itSurvivesKills('import', 20);
