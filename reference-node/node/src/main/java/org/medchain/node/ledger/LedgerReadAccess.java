package org.medchain.node.ledger;

import java.util.Optional;
import java.util.OptionalLong;
import org.medchain.application.HistorySearch;
import org.medchain.application.ListKey;
import org.medchain.application.RecordSearch;
import org.medchain.contract.engine.Role.Duty;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.registration.KeyNames;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.verdict.Verdicts;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.node.transport.Peer;

/**
 * Read access to the ledger (LIGHT-8; decision 0162). Nodes that keep the ledger have all of it
 * anyway. All others may read what the contract gives for free: their own entries, roles, and
 * records that they own, made or bought; records, consent and the audit trail of whom they act for;
 * their own orders, and those that say who acts for them. {@link EntryReadAccess} has the entries.
 */
public final class LedgerReadAccess {
  private LedgerReadAccess() {}

  /**
   * Whether the requester may see the entry, or its absence.
   *
   * @param timeMs of the block that the state is of; if it is not known, nobody acts for an owner
   */
  static boolean mayReadEntry(Peer asker, Bytes key, WorldState state, OptionalLong timeMs) {
    return asker.role().keepsLedger()
        || new EntryReadAccess(asker.key(), KeyNames.name(state, asker.key()), state, timeMs)
            .shows(key);
  }

  /**
   * Whether the requester may see the transaction: one's own, by any of one's keys (CON-32), and
   * what others order about who acts for one (PROC-15).
   */
  public static boolean mayReadTransaction(Peer asker, Transaction asked, WorldState state) {
    PublicKey sender = asked.request().sender();
    PublicKey own = KeyNames.name(state, asker.key());
    return asker.role().keepsLedger()
        || sender.equals(asker.key())
        || KeyNames.name(state, sender).equals(own)
        || ListKey.actedFor(asked).equals(Optional.of(own));
  }

  /** Whether the requester may see the record with this id, and its location. */
  public static boolean mayReadRecord(Peer asker, Hash id, WorldState state) {
    return mayReadEntry(asker, Records.entry(id).key(), state, OptionalLong.empty());
  }

  /** Whether the requester may search so: patients and doctors among their own records only. */
  public static boolean mayFind(Peer asker, RecordSearch search, WorldState state) {
    Optional<PublicKey> own = Optional.of(KeyNames.name(state, asker.key()));
    return asker.role().keepsLedger()
        || search.patient().equals(own)
        || search.doctor().equals(own);
  }

  /**
   * Whether the requester may look among all records for those that it was drawn to judge: {@link
   * #isToJudge} says which these are, and it is shown no others (GAME-1).
   */
  public static boolean mayFindToJudge(Peer asker, RecordSearch search, WorldState state) {
    boolean verifies =
        Registration.role(state, KeyNames.name(state, asker.key()))
            .filter(role -> role.has(Duty.VERIFY))
            .isPresent();
    return verifies
        && search.patient().isEmpty()
        && search.doctor().isEmpty()
        && search.type().isEmpty();
  }

  /**
   * Whether a vote of the requester on a record is due. How others voted it is not told: it is to
   * look at the record itself.
   *
   * @param height of the last block
   */
  public static boolean isToJudge(Peer asker, Hash record, WorldState state, long height) {
    PublicKey own = KeyNames.name(state, asker.key());
    return Records.find(state, record).filter(StoredRecord::isPending).isPresent()
        && Verdicts.of(state, record)
            .filter(open -> height < open.until() && open.awaitsVoteOf(own))
            .isPresent();
  }

  /** Whether the requester may see what was ordered about itself, or its own record. */
  public static boolean mayReadHistory(Peer asker, Hash subject, WorldState state) {
    PublicKey own = KeyNames.name(state, asker.key());
    return asker.role().keepsLedger()
        || subject.equals(HistorySearch.ofHolder(own))
        || subject.equals(HistorySearch.ofDelegates(own))
        || Records.find(state, subject).filter(each -> each.owner().equals(own)).isPresent();
  }

  /** Whether the requester may see its part of the market: it takes part (AGENCY-11). */
  public static boolean mayReadMarket(Peer asker, WorldState state) {
    return asker.role().keepsLedger()
        || Registration.role(state, KeyNames.name(state, asker.key())).isPresent();
  }
}
