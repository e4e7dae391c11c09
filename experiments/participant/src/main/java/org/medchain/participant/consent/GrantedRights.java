package org.medchain.participant.consent;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.medchain.application.FoundRecord;
import org.medchain.application.HistoryEntry;
import org.medchain.application.RecordSearch;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.consent.GrantAccess;
import org.medchain.contract.consent.Right;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.RefusedException;
import org.medchain.participant.session.ParticipantSession;
import org.medchain.participant.session.RecordOrders;

/**
 * The rights without a purpose that an owner gave on its records and did not take back (CON-8). No
 * entry of the state lists them: f + 1 agencies list the orders about each record, the owner's own
 * ones say to whom, and the state proves what each of these may do now (PROC-11).
 */
public final class GrantedRights {
  private GrantedRights() {}

  /**
   * A right.
   *
   * @param record on which
   * @param reader who has it
   * @param right to read, or also to offer
   */
  public record GrantedRight(Hash record, PublicKey reader, Right right) {}

  /** Those of the identity, in the order of its records and then of the first grant. */
  public static List<GrantedRight> of(ParticipantSession session)
      throws RefusedException, InterruptedException {
    RecordSearch own = RecordSearch.all().ofPatient(session.participant());
    List<GrantedRight> rights = new ArrayList<>();
    for (FoundRecord each : RecordOrders.found(session, own)) {
      for (PublicKey reader : readers(session, each.record())) {
        session
            .light()
            .right(each.record(), reader)
            .value()
            .map(right -> new GrantedRight(each.record(), reader, right))
            .ifPresent(rights::add);
      }
    }
    return rights;
  }

  private static Set<PublicKey> readers(ParticipantSession session, Hash record)
      throws RefusedException, InterruptedException {
    Set<PublicKey> readers = new LinkedHashSet<>();
    for (HistoryEntry each : RecordOrders.of(session, record, Optional.empty())) {
      // Others' orders of this kind the contract refuses.
      if (each.kind() == GrantAccess.TYPE.number()
          && RecordOrders.isOwn(session, each)
          && MedicalModules.operation(session.light().existence(each.request()).value())
              instanceof GrantAccess grant) {
        readers.add(grant.reader());
      }
    }
    return readers;
  }
}
