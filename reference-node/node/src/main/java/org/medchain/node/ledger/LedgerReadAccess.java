package org.medchain.node.ledger;

import java.util.Optional;
import java.util.OptionalLong;
import org.medchain.application.HistorySearch;
import org.medchain.application.ListKey;
import org.medchain.application.RecordSearch;
import org.medchain.contract.ChainState;
import org.medchain.contract.StateEntries;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.StoredRecord;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.node.transport.Peer;

/**
 * Read access to the ledger (LIGHT-8; decision 0162). Nodes that keep the ledger have all of it
 * anyway. All others may read what the contract gives for free: their own entries, roles, and
 * records that they own, made or bought; records, consent and the audit trail of whom they act for;
 * their own orders, and those that say who acts for them.
 */
public final class LedgerReadAccess {
  private static final int KEY_OF_A_PARTICIPANT = 1 + PublicKey.SIZE;
  private static final int KEY_OF_A_RECORD = 1 + Hash.SIZE;
  private static final int KEY_OF_A_PARTY = 1 + Hash.SIZE + PublicKey.SIZE;

  private LedgerReadAccess() {}

  /**
   * Whether the requester may see the entry, or its absence.
   *
   * @param timeMs of the block that the state is of; if it is not known, nobody acts for an owner
   */
  static boolean mayReadEntry(Peer asker, Bytes key, ChainState state, OptionalLong timeMs) {
    // CON-32: what a participant has stands under its name; numbers of requests are its key's.
    PublicKey own = state.nameOf(asker.key());
    return asker.role().keepsLedger()
        || concerns(own, key)
        || key.equals(StateEntries.executedRequests(asker.key()).key())
        || isPublicDirectory(key)
        || isPartyOf(key, own, state)
        || isRecordOf(key, own, state, timeMs)
        || ConsentReadAccess.allows(key, own, state, timeMs)
        || SearchReadAccess.allows(key, own, state, timeMs)
        || TradeReadAccess.allows(key, own, state);
  }

  /**
   * Whether the requester may see the transaction: one's own, by any of one's keys (CON-32), and
   * what others order about who acts for one (PROC-15).
   */
  public static boolean mayReadTransaction(Peer asker, Transaction asked, ChainState state) {
    PublicKey sender = asked.request().sender();
    PublicKey own = state.nameOf(asker.key());
    return asker.role().keepsLedger()
        || sender.equals(asker.key())
        || state.nameOf(sender).equals(own)
        || ListKey.actedFor(asked).equals(Optional.of(own));
  }

  /** Whether the requester may see the record with this id, and its location. */
  public static boolean mayReadRecord(Peer asker, Hash id, ChainState state) {
    return mayReadEntry(asker, StateEntries.record(id).key(), state, OptionalLong.empty());
  }

  /** Whether the requester may search so: patients and doctors among their own records only. */
  public static boolean mayFind(Peer asker, RecordSearch search, ChainState state) {
    Optional<PublicKey> own = Optional.of(state.nameOf(asker.key()));
    return asker.role().keepsLedger()
        || search.patient().equals(own)
        || search.doctor().equals(own);
  }

  /**
   * Whether the requester may look among all records for those that it was drawn to judge: {@link
   * #isToJudge} says which these are, and it is shown no others (GAME-1).
   */
  public static boolean mayFindToJudge(Peer asker, RecordSearch search, ChainState state) {
    boolean verifies =
        state
            .role(state.nameOf(asker.key()))
            .filter(role -> role.has(Role.Duty.VERIFY))
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
  public static boolean isToJudge(Peer asker, Hash record, ChainState state, long height) {
    PublicKey own = state.nameOf(asker.key());
    return state.record(record).filter(StoredRecord::isPending).isPresent()
        && state
            .verification(record)
            .filter(open -> height < open.until() && open.awaitsVoteOf(own))
            .isPresent();
  }

  /** Whether the requester may see what was ordered about itself, or its own record. */
  public static boolean mayReadHistory(Peer asker, Hash subject, ChainState state) {
    PublicKey own = state.nameOf(asker.key());
    return asker.role().keepsLedger()
        || subject.equals(HistorySearch.ofHolder(own))
        || subject.equals(HistorySearch.ofDelegates(own))
        || state.record(subject).filter(each -> each.owner().equals(own)).isPresent();
  }

  /** Whether the requester may see its part of the market: it takes part (AGENCY-11). */
  public static boolean mayReadMarket(Peer asker, ChainState state) {
    return asker.role().keepsLedger() || state.role(state.nameOf(asker.key())).isPresent();
  }

  private static boolean concerns(PublicKey own, Bytes key) {
    return key.equals(StateEntries.balance(own).key())
        || key.equals(StateEntries.level(own).key())
        || key.equals(StateEntries.lastingBytes(own).key())
        || key.equals(StateEntries.departure(own).key());
  }

  /**
   * Roles, revoked keys, the members: certificates show the same to all. The rules, which are for
   * all. And how well holders keep what they hold, and what buyers say of records: that is what
   * they are chosen by (GAME-3, GAME-4).
   */
  private static boolean isPublicDirectory(Bytes key) {
    if (key.equals(StateEntries.members().key())
        || key.equals(StateEntries.rules().key())
        || key.equals(StateEntries.audit().key())) {
      return true;
    }
    if (key.size() != KEY_OF_A_PARTICIPANT) {
      return false;
    }
    PublicKey named = new PublicKey(key.slice(1, key.size()));
    return key.equals(StateEntries.role(named).key())
        || key.equals(StateEntries.revokedSince(named).key())
        || key.equals(StateEntries.score(named).key())
        || key.equals(StateEntries.rating(named).key())
        || key.equals(StateEntries.currentKey(named).key())
        || key.equals(StateEntries.nameOfKey(named).key());
  }

  /** Purchases and holdings: for the reader or holder, and for the record's owner. */
  private static boolean isPartyOf(Bytes key, PublicKey own, ChainState state) {
    if (key.size() != KEY_OF_A_PARTY) {
      return false;
    }
    Hash record = hash(key.slice(1, 1 + Hash.SIZE));
    PublicKey party = new PublicKey(key.slice(1 + Hash.SIZE, key.size()));
    boolean named =
        key.equals(StateEntries.purchase(record, party).key())
            || key.equals(StateEntries.holding(record, party).key());
    return named
        && (party.equals(own)
            || state.record(record).filter(each -> each.owner().equals(own)).isPresent());
  }

  /** The absence of a record is public, as in the contract. */
  private static boolean isRecordOf(
      Bytes key, PublicKey own, ChainState state, OptionalLong timeMs) {
    if (key.size() != KEY_OF_A_RECORD) {
      return false;
    }
    Hash id = hash(key.slice(1, key.size()));
    if (!key.equals(StateEntries.record(id).key())
        && !key.equals(StateEntries.attestation(id).key())) {
      return false;
    }
    Optional<StoredRecord> record = state.record(id);
    return record.isEmpty()
        || ConsentReadAccess.isFor(record.get().owner(), own, state, timeMs)
        || record.get().doctor().equals(own)
        || state.purchase(id, own).isPresent();
  }

  private static Hash hash(Bytes bytes) {
    return Decoder.decode(bytes, Decoder::hash);
  }
}
