import { defineLiveCheck, placed, type RuleReport } from './shared/define.js';
import { clientPlace, organisation } from './shared/live.js';
import type { LiveContext } from '../../src/model/index.js';

export const clientState = defineLiveCheck({
  id: 'client-state',
  title: 'The OAuth client is switched off or due for deletion',
  severity: 'error',
  identity: [],
  messages: {
    off: 'The OAuth client of `{client}` is {state}.',
    deleted: 'The OAuth client of `{client}` is to be deleted on {date}.',
  },
  check(context) {
    const { state, dateToDelete } = context.authority.client ?? {};
    const off: RuleReport<'off'>[] =
      state === undefined || state === 'active'
        ? []
        : [
            {
              ...shared(context),
              messageId: 'off',
              data: { client: context.client.name.text, state },
              why: `${organisation(context)} says so: ${state === 'disabled' ? 'its tokens do not count any more' : 'it gets no new tokens'}.`,
              fix: 'Make the client active again, or move the application to another client.',
            },
          ];
    const deleted: RuleReport<'deleted'>[] =
      dateToDelete === undefined
        ? []
        : [
            {
              ...shared(context),
              messageId: 'deleted',
              data: { client: context.client.name.text, date: dateToDelete.slice(0, 10) },
              why: `${organisation(context)} has marked it for deletion; from then on every login and every token of it is refused.`,
              fix: 'Have the deletion taken back, or move the application to another client before that day.',
            },
          ];
    return [...off, ...deleted];
  },
});

function shared(context: LiveContext): Pick<RuleReport<never>, 'places'> {
  return { places: placed([clientPlace(context, 'the client')]) };
}
