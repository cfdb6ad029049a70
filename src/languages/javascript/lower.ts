import type { Program } from '../../model/program.js';
import { declareStatements } from './hoist.js';
import { inFunction, run } from './functions.js';
import { Lowering, opaque, TOO_DEEP, type Problem } from './lowering.js';
import { cut, type Piece } from './page.js';
import { lowerStatements } from './statements.js';
import { ts } from './typescript.js';
import { declareVars } from './vars.js';

interface Parsed {
  source: ts.SourceFile;
  piece: Piece;
}

/** Turns one file into the common program form. Never throws on bad input. */
export function lower(text: string, path: string): Program {
  const { pieces, scripts } = cut(text, path);
  const problems: Problem[] = [];
  const parsed: Parsed[] = [];
  for (const piece of pieces) guard(problems, piece.base, () => parsed.push({ source: parse(piece.text, path, piece.syntax), piece }));
  const l = new Lowering(parsed[0]?.source ?? parse('', path, 'js'), problems);
  guard(problems, 0, () => {
    lowerPieces(l, parsed);
  });
  return {
    file: path,
    language: 'javascript',
    kind: l.isModule || (pieces.length > 0 && pieces.every((piece) => piece.module)) ? 'module' : 'script',
    lineStarts: lineStarts(text),
    imports: l.imports,
    exports: l.exports,
    functions: l.functions,
    classes: l.classes,
    types: l.types,
    variables: l.variables,
    pageScripts: scripts,
    problems,
  };
}

/** The parser walks by recursion: text that is nested without end exhausts the stack, which is a problem of the file. */
function guard(problems: Problem[], at: number, step: () => void): void {
  try {
    step();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.push({ at, message: TOO_DEEP });
  }
}

const SYNTAX = { js: ts.ScriptKind.JS, ts: ts.ScriptKind.TS, tsx: ts.ScriptKind.TSX };

function parse(text: string, path: string, syntax: Piece['syntax']): ts.SourceFile {
  const options = { languageVersion: ts.ScriptTarget.ESNext, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
  return ts.createSourceFile(path, text, options, false, SYNTAX[syntax]);
}

/** All pieces share one top level: first every name is declared, then they run in order. */
function lowerPieces(l: Lowering, parsed: readonly Parsed[]): void {
  for (const { source, piece } of parsed) {
    l.enter(source, piece.base);
    addProblems(l, source, piece.base);
    if (ts.isExternalModule(source)) l.isModule = true;
    if (piece.handler) continue;
    declareVars(l, source.statements);
    declareStatements(l, source.statements);
  }
  const body = l.functions[0]?.body ?? [];
  for (const { source, piece } of parsed) {
    l.enter(source, piece.base);
    if (!piece.handler) {
      lowerStatements(l, source.statements, body);
      continue;
    }
    const index = inFunction(l, { name: '', role: 'function' }, false, piece.base, (draft) => {
      declareVars(l, source.statements);
      declareStatements(l, source.statements);
      lowerStatements(l, source.statements, draft.body);
    });
    body.push(run(opaque([{ k: 'function', index, at: piece.base }], piece.base)));
  }
}

/** Errors beyond these follow from the first ones. */
const MOST_PROBLEMS = 10;

function addProblems(l: Lowering, source: ts.SourceFile & { parseDiagnostics?: readonly ts.DiagnosticWithLocation[] }, base: number): void {
  for (const { start, messageText } of source.parseDiagnostics?.slice(0, MOST_PROBLEMS) ?? [])
    l.problem(base + start, ts.flattenDiagnosticMessageText(messageText, ' '));
}

function lineStarts(text: string): number[] {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
  for (const end of text.matchAll(/\r\n?|\n/g)) starts.push(end.index + end[0].length);
  return starts;
}
