package org.medchain.contract.storageproof;

import java.util.List;
import org.medchain.contract.engine.Invariant;
import org.medchain.contract.engine.WorldState;

/** The rules on the tables of the module, which hold after every block (CON-25). */
public final class AuditInvariants {
  private AuditInvariants() {}

  /** The rules that hold after every block. */
  public static List<Invariant> all() {
    return List.of(
        new Invariant("what is held is accounted up to the next audit", AuditInvariants::accounted),
        new Invariant("of few penalties each is for later audits", AuditInvariants::ascending));
  }

  private static boolean accounted(WorldState state) {
    boolean[] all = {true};
    long next = Audits.round(state).number() + 1;
    Audits.HOLDINGS.forEach(state, (key, holding) -> all[0] &= holding.nextAudit() <= next);
    return all[0];
  }

  private static boolean ascending(WorldState state) {
    boolean[] all = {true};
    AuditPenalties.PENALTIES.forEach(
        state,
        (key, penalties) -> {
          all[0] &= penalties.size() <= AuditPenalties.MAX_KEPT;
          for (int i = 1; i < penalties.size(); i++) {
            all[0] &= penalties.get(i - 1).first() < penalties.get(i).first();
          }
        });
    return all[0];
  }
}
