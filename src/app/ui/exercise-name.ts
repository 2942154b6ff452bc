/** As attendees read it: the id alone where the title says no more. */
export function nameOf({ id, title }: { readonly id: string; readonly title: string }): string {
  return id === title ? id : `${id} ${title}`;
}
