/** An address of this console to go on to; whatever leads elsewhere leads to the first page. */
export function localPath(given: string | undefined): string {
  if (given === undefined || !/^\/(?![/\\])[\u0021-\u007e]*$/.test(given)) return '/';
  return given;
}
