/** What findings and errors say of options, in the words of the forms: `--goods` is the field “goods”. Commands stay as they are typed. */
export function spoken(text: string): string {
  return text.replace(/(\bbuild )?--([a-z][a-z-]*)/g, (whole, command, name) =>
    command === undefined ? `“${String(name).replaceAll("-", " ")}”` : whole,
  );
}

/** The same as a sentence: with a full stop, unless it asks. */
export function sentence(text: string): string {
  const said = spoken(text);
  return /[.?!]$/.test(said) ? said : `${said}.`;
}
