/** `npm run county -- COMMAND` (conventions.md, "County commands"). */
import { CommanderError } from 'commander';
import { addCatalogueCommands } from './catalogue-commands.ts';
import { addCommand, programNamed } from './command-tree.ts';
import { addContentCommands } from './content-commands.ts';
import { describeFailure, exitCodes } from './failure.ts';
import { addInboxCommands } from './inbox-commands.ts';
import { printProblems, processOutput } from './output.ts';
import { addPersonalCommands } from './personal-commands.ts';
import { addRegistryCommands } from './registry-commands.ts';
import { addServiceCommands } from './service-commands.ts';
import { addSettingsCommands } from './settings-commands.ts';
import { addSoftwareCommands } from './software-commands.ts';
import { usageProblem } from './usage-problem.ts';
import { addWebCommands } from './web-commands.ts';

/** Runs one command line and answers with the exit code. */
export async function runCounty(argv: readonly string[]): Promise<number> {
  const program = programNamed('county');
  addRegistryCommands(program, addCommand);
  addSettingsCommands(program, addCommand);
  addCatalogueCommands(program, addCommand);
  addContentCommands(program, addCommand);
  addSoftwareCommands(program, addCommand);
  addServiceCommands(program, addCommand);
  addInboxCommands(program, addCommand);
  addPersonalCommands(program, addCommand);
  addWebCommands(program, addCommand);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCodes.done;
  } catch (error) {
    const isUsage = error instanceof CommanderError;
    if (isUsage && error.exitCode === 0) return exitCodes.done;
    const failure = describeFailure(isUsage ? usageProblem(error) : error);
    printProblems(processOutput(argv.includes('--json')), failure.problems);
    return failure.exitCode;
  }
}

// npm runs scripts in the package's folder; file arguments are meant from where the person stands.
if (process.env.npm_lifecycle_event === 'county' && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
// Whoever reads what is said may stop early (`| head`): the work goes on to its end.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.exitCode = await runCounty(process.argv.slice(2));
