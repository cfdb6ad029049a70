import { declareList, isBlockScoped } from './hoist.js';
import type { Lowering } from './lowering.js';
import { hasModifier } from './names.js';
import { ts } from './typescript.js';

type VarRule = (l: Lowering, node: never) => void;

const K = ts.SyntaxKind;
const { DeclareKeyword } = K;
const RULES: (VarRule | undefined)[] = [];
RULES[K.VariableStatement] = (l, node: ts.VariableStatement) => {
  if (!hasModifier(node, DeclareKeyword)) declareVarList(l, node.declarationList);
};
RULES[K.Block] = (l, { statements }: ts.Block) => {
  declareVars(l, statements);
};
RULES[K.IfStatement] = (l, node: ts.IfStatement) => {
  let branch: ts.Statement | undefined = node;
  while (branch !== undefined && ts.isIfStatement(branch)) {
    declareVarsIn(l, branch.thenStatement);
    branch = branch.elseStatement;
  }
  declareVarsIn(l, branch);
};
RULES[K.ForStatement] =
  RULES[K.ForInStatement] =
  RULES[K.ForOfStatement] =
    (l, { initializer, statement }: ts.ForStatement | ts.ForInStatement | ts.ForOfStatement) => {
      if (initializer !== undefined && ts.isVariableDeclarationList(initializer)) declareVarList(l, initializer);
      declareVarsIn(l, statement);
    };
RULES[K.WhileStatement] =
  RULES[K.DoStatement] =
  RULES[K.LabeledStatement] =
  RULES[K.WithStatement] =
    (l, { statement }: ts.WhileStatement | ts.DoStatement | ts.LabeledStatement | ts.WithStatement) => {
      declareVarsIn(l, statement);
    };
RULES[K.SwitchStatement] = (l, { caseBlock }: ts.SwitchStatement) => {
  for (const clause of caseBlock.clauses) declareVars(l, clause.statements);
};
RULES[K.TryStatement] = (l, { tryBlock, catchClause, finallyBlock }: ts.TryStatement) => {
  declareVarsIn(l, tryBlock);
  declareVarsIn(l, catchClause?.block);
  declareVarsIn(l, finallyBlock);
};

/** Declares the `var` names of a function body, which reach through its blocks but not into its functions. */
export function declareVars(l: Lowering, statements: readonly ts.Statement[]): void {
  for (const statement of statements) declareVarsIn(l, statement);
}

function declareVarsIn(l: Lowering, node: ts.Statement | undefined): void {
  if (node !== undefined) RULES[node.kind]?.(l, node as never);
}

function declareVarList(l: Lowering, list: ts.VariableDeclarationList): void {
  if (!isBlockScoped(list)) declareList(l, list);
}
