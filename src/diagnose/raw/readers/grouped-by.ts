/** Those of one key together, keys and members in the order in which they come. */
export function groupedBy<Key, Member>(
  members: readonly Member[],
  keyOf: (member: Member) => Key,
): Map<Key, Member[]> {
  const groups = new Map<Key, Member[]>();
  for (const member of members) {
    const key = keyOf(member);
    const same = groups.get(key) ?? [];
    groups.set(key, same);
    same.push(member);
  }
  return groups;
}
