/** Stands in a key for the file's own name, which the store puts in its place. */
export const FILE_NAME: string = '$' + '{filename}';
