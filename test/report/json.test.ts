import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { auditJson } from '../../src/report/json.js';
import { CALL, FINDING, RESULT } from './sample-result.js';

const schema = JSON.parse(readFileSync(new URL('../../src/report/result.schema.json', import.meta.url), 'utf8')) as object;
const validate = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true }).compile(schema);

function errors(text: string): unknown {
  return validate(JSON.parse(text)) ? [] : validate.errors;
}

describe('auditJson', () => {
  it('agrees with the published schema', () => {
    expect(errors(auditJson(RESULT))).toEqual([]);
  });

  it('agrees with it when every field is there', () => {
    const unresolved = { file: 'a.ts', line: 1, column: 1, reason: 'unknown-path', seen: 'GET {}', via: 'http', evidence: [] } as const;
    const login = { file: 'a.ts', line: 1, column: 1, name: 'login', grant: 'pkce' } as const;
    const code = { calls: [CALL], unresolved: [unresolved], logins: [login], tests: { calls: [CALL], unresolved: [unresolved] } };
    const full = {
      ...RESULT,
      ungoverned: code,
      proposal: { permissions: [{ name: 'x', places: [{ ...FINDING.places[0] }] }], scopes: [] },
      findings: [{ ...FINDING, unproven: true, environment: 'production' }],
      problems: [{ level: 'warning' as const, code: 'x', message: 'y', place: FINDING.places[0], hint: 'z' }],
      hidden: [
        { ...FINDING, hidden: { by: 'suppression' as const, reason: 'r', place: FINDING.places[0] } },
        { ...FINDING, hidden: { by: 'off' as const } },
      ],
    };
    expect(errors(auditJson(full))).toEqual([]);
  });

  it('would not agree with a field that is missing', () => {
    expect(errors(auditJson(RESULT).replace('"exit": 1', '"left": 1'))).not.toEqual([]);
  });
});
