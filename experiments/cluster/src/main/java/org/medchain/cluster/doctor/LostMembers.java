package org.medchain.cluster.doctor;

import java.util.Set;

/**
 * Members that cannot take part again with what they have.
 *
 * @param members how many there are in all
 * @param names of those
 * @param withoutStore of those whose stores are lost or old copies, and of who runs elsewhere
 */
public record LostMembers(int members, Set<String> names, Set<String> withoutStore) {
  /** Copies the sets. */
  public LostMembers {
    names = Set.copyOf(names);
    withoutStore = Set.copyOf(withoutStore);
  }
}
