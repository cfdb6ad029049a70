export function buildAction(into: string): Promise<void>;
