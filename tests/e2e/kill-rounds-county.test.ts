import { itSurvivesKills } from '../long/rounds/suite.ts';

itSurvivesKills('county', 20);
