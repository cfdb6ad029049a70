/** Fills the `{name}` placeholders of a template. A placeholder without data stays, so that a mistake shows. */
export function renderMessage(template: string, data: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => data[name] ?? whole);
}
