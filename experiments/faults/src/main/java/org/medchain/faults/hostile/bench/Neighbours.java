package org.medchain.faults.hostile.bench;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.medchain.faults.hostile.HostileRole;

/**
 * What runs beside the load in a row of the table.
 *
 * @param name of the row
 * @param inMembersPlace whether one of the four members is missing, for a hostile one to take its
 *     place
 * @param roles of the hostile peers
 */
record Neighbours(String name, boolean inMembersPlace, Set<HostileRole> roles) {
  private static final Set<HostileRole> CLIENTS =
      EnumSet.of(
          HostileRole.FOLLOWER,
          HostileRole.AGENCY,
          HostileRole.ENTITY,
          HostileRole.LIGHT_CLIENT,
          HostileRole.REVOKED);

  /** All rows, in their order: what is compared with what stands side by side. */
  static List<Neighbours> all() {
    List<Neighbours> rows = new ArrayList<>();
    rows.add(new Neighbours("baseline", false, Set.of()));
    for (HostileRole role : CLIENTS) {
      rows.add(new Neighbours(role.word(), false, Set.of(role)));
    }
    rows.add(new Neighbours("member-absent", true, Set.of()));
    rows.add(new Neighbours(HostileRole.MEMBER.word(), true, Set.of(HostileRole.MEMBER)));
    Set<HostileRole> everybody = EnumSet.copyOf(CLIENTS);
    everybody.add(HostileRole.MEMBER);
    rows.add(new Neighbours("all", true, everybody));
    return rows;
  }

  /** The roles that need a certificate of their own. */
  static Set<HostileRole> clients() {
    return CLIENTS;
  }
}
