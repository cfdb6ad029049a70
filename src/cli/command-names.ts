/** The commands, to suggest one where a path that does not exist looks like it. */
export const COMMAND_NAMES: readonly string[] = ['audit', 'calls', 'explain', 'doctor', 'verify', 'usage', 'diff', 'pbom', 'guard', 'broker', 'what-if', 'fix', 'init', 'report', 'rules', 'config', 'completions', 'catalog'];
