import { Argument, Command } from 'commander';

export function explainCommand(): Command {
  return new Command('explain')
    .description('say what a rule of `values check` and `values from-set` is about; without an id, list them')
    .addArgument(new Argument('[id]', 'such as T01'))
    .addHelpText('after', '\nExit codes: 0 printed, 2 no such rule')
    .action(async (id: string | undefined) => {
      const { ruleList, ruleText } = await import('../check/report/rule-text.ts');
      const { allRules, ruleById } = await import('../check/rules/all-rules.ts');
      const rule = id === undefined ? undefined : ruleById(id);
      if (id !== undefined && rule === undefined) {
        process.stderr.write(`There is no rule ${id}. There are:\n${ruleList(allRules)}`);
        process.exitCode = 2;
      } else process.stdout.write(rule === undefined ? ruleList(allRules) : ruleText(rule));
    });
}
