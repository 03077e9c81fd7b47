import type { Command } from './command.js';
import { corsApply } from './commands/apply.js';
import { corsCheck } from './commands/check.js';
import { corsConvert } from './commands/convert.js';
import { corsDelete } from './commands/delete.js';
import { explain } from './commands/explain.js';
import { corsGet } from './commands/get.js';
import { local } from './commands/local.js';
import { corsPlan } from './commands/plan.js';
import { corsPut } from './commands/put.js';
import { corsRequired } from './commands/required.js';
import { corsUndo } from './commands/undo.js';

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  corsGet,
  corsPut,
  corsDelete,
  corsCheck,
  corsPlan,
  corsApply,
  corsUndo,
  corsConvert,
  corsRequired,
  explain,
  local,
];
