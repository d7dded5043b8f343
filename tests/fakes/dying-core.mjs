// Stands where the core's entry is: dies at once while the file named by SANWU_TEST_DIES is there; else it is the core.
import { existsSync } from 'node:fs';

if (existsSync(process.env.SANWU_TEST_DIES ?? '')) process.exit(7);
await import('../../main/core/main.ts');
