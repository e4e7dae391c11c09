package org.medchain.node.ledger;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.medchain.application.HistoryEntry;
import org.medchain.application.HistorySearch;
import org.medchain.application.ListKey;
import org.medchain.application.RecordSearch;
import org.medchain.contract.attestation.Attestations;
import org.medchain.contract.center.ConsensusNodes;
import org.medchain.contract.consent.AccessLog;
import org.medchain.contract.consent.Delegates;
import org.medchain.contract.consent.Directives;
import org.medchain.contract.datasharing.Deal;
import org.medchain.contract.datasharing.Deals;
import org.medchain.contract.datasharing.RequestData;
import org.medchain.contract.datasharing.Trade;
import org.medchain.contract.economy.Levels;
import org.medchain.contract.economy.Quotas;
import org.medchain.contract.economy.Scores;
import org.medchain.contract.engine.RequestWindow;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.Role.Duty;
import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Purchases;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.registration.KeyNames;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.search.SearchDelegates;
import org.medchain.contract.search.SearchIndexes;
import org.medchain.contract.storageproof.Audits;
import org.medchain.contract.verdict.Verdicts;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.node.transport.Peer;

/**
 * An asker's read access to the ledger (LIGHT-8; decisions 0160, 0240, 0195 and 0274). Nodes that
 * keep the ledger have all of it anyway. All others may read what the contract gives for free:
 * their own entries, roles, and records that they own, made or bought; records, consent and the
 * audit trail of whom they act for; their own orders, and those that say who acts for them. For an
 * entry that is not shown, the answer is not "absent" either: this by itself would say whom an
 * owner lets read.
 *
 * @param asker the key that asks, and its certified role
 * @param own the name of its participant, under which the state has all its entries (CON-32)
 * @param state that is read
 * @param timeMs of the block behind the state; if it is not known, nobody acts for an owner
 */
public record LedgerReadAccess(Peer asker, PublicKey own, WorldState state, OptionalLong timeMs) {
  /** Of a participant or a record: keys and hashes have one size. */
  private static final int OF_ONE = 1 + PublicKey.SIZE;

  private static final int NUMBERED = OF_ONE + 8;
  private static final int OF_A_PARTY = OF_ONE + PublicKey.SIZE;

  /** The access to a state whose time is not known. */
  public static LedgerReadAccess of(Peer asker, WorldState state) {
    return new LedgerReadAccess(
        asker, KeyNames.name(state, asker.key()), state, OptionalLong.empty());
  }

  /** The same of a block of this time. */
  LedgerReadAccess at(long blockTimeMs) {
    return new LedgerReadAccess(asker, own, state, OptionalLong.of(blockTimeMs));
  }

  private boolean isShownAll() {
    return asker.role().keepsLedger();
  }

  /**
   * Whether the transaction is shown: the asker's own, by any of its keys (CON-32), and others'
   * orders about its delegates (PROC-15).
   */
  public boolean showsTransaction(Transaction asked) {
    PublicKey sender = asked.request().sender();
    return isShownAll()
        || sender.equals(asker.key())
        || KeyNames.name(state, sender).equals(own)
        || ListKey.actedFor(asked).equals(Optional.of(own));
  }

  /** Whether the record with this id, and its location, is shown. */
  public boolean showsRecord(Hash id) {
    return shows(Records.entry(id).key());
  }

  /** Whether it may search so: patients and doctors among their own records only. */
  public boolean mayFind(RecordSearch search) {
    return isShownAll()
        || search.patient().equals(Optional.of(own))
        || search.doctor().equals(Optional.of(own));
  }

  /**
   * Whether it may look among all records for those that it was drawn to judge: {@link #isToJudge}
   * says which these are, and it is shown no others (GAME-1).
   */
  public boolean mayFindToJudge(RecordSearch search) {
    return Registration.role(state, own).filter(role -> role.has(Duty.VERIFY)).isPresent()
        && search.patient().isEmpty()
        && search.doctor().isEmpty()
        && search.type().isEmpty();
  }

  /**
   * Whether a vote of the asker on a record is due. How others voted it is not told: it is to look
   * at the record itself.
   *
   * @param height of the last block
   */
  public boolean isToJudge(Hash record, long height) {
    return Records.find(state, record).filter(StoredRecord::isPending).isPresent()
        && Verdicts.of(state, record)
            .filter(open -> height < open.until() && open.awaitsVoteOf(own))
            .isPresent();
  }

  /** Whether it is shown what was ordered about this: about itself, or its own record. */
  public boolean showsHistory(Hash subject) {
    return isShownAll()
        || subject.equals(HistorySearch.ofHolder(own))
        || subject.equals(HistorySearch.ofDelegates(own))
        || Records.find(state, subject).filter(each -> each.owner().equals(own)).isPresent();
  }

  /** Whether it is shown its part of the market: it takes part (AGENCY-11). */
  public boolean showsMarket() {
    return isShownAll() || Registration.role(state, own).isPresent();
  }

  /**
   * Whether the asker may see a line of the market (decision 0195): the orders of offers if it may
   * demand, since an offer says who has which type of data, and its own ones; the data requests on
   * which a deal may still be drawn. An order without a request, or with an ended one, is not
   * shown.
   *
   * @param nowMs of the last block, milliseconds of Unix time
   */
  public boolean showsOrder(HistoryEntry line, long nowMs) {
    return line.kind() == RequestData.TYPE.number()
        ? Deals.requestEntry(line.record())
            .in(state)
            .filter(request -> !request.isOver(nowMs))
            .isPresent()
        : isShownAll()
            || Registration.role(state, own).filter(role -> role.has(Duty.DEMAND)).isPresent()
            || KeyNames.name(state, line.request().sender()).equals(own);
  }

  /** Whether the entry, or its absence, is shown. */
  boolean shows(Bytes key) {
    // The rules are for all; numbers of requests are a key's, and not its participant's.
    return isShownAll()
        || isOne(key, ConsensusNodes.entry(), WorldState.rulesEntry(), Audits.roundEntry())
        || isOne(key, RequestWindow.entry(asker.key()))
        || isOwn(key)
        || (key.size() == OF_ONE && (showsParticipant(key) || showsHash(key)))
        || (key.size() == NUMBERED && showsNumbered(key))
        || (key.size() == OF_A_PARTY && showsParty(key))
        || (key.size() > OF_ONE && showsOffer(key));
  }

  private static boolean isOne(Bytes key, StateEntry<?>... entries) {
    return Arrays.stream(entries).anyMatch(each -> each.key().equals(key));
  }

  private static PublicKey firstName(Bytes key) {
    return new PublicKey(key.slice(1, OF_ONE));
  }

  private static Hash hash(Bytes key) {
    return Decoder.decode(key.slice(1, OF_ONE), Decoder::hash);
  }

  private boolean showsParticipant(Bytes key) {
    PublicKey named = firstName(key);
    return isPublic(key, named)
        || (isOfConsent(key, named) && isFor(named))
        || (isOne(key, SearchIndexes.headEntry(named), SearchDelegates.entry(named))
            && searchesFor(named))
        // A delegate that has left gets no more keys, which the owner has to know.
        || (isOne(key, Registration.departureEntry(named))
            && SearchDelegates.isNamed(state, own, named));
  }

  /**
   * Roles and revoked keys: certificates show the same to all. So are the scores of holders, and
   * the ratings of records: they are the grounds for choosing (GAME-3, GAME-4).
   */
  private static boolean isPublic(Bytes key, PublicKey named) {
    return isOne(
        key,
        Registration.roleEntry(named),
        Registration.revokedSinceEntry(named),
        Scores.entry(named),
        Verdicts.ratingEntry(named),
        KeyNames.currentEntry(named),
        KeyNames.nameEntry(named));
  }

  private static boolean isOfConsent(Bytes key, PublicKey named) {
    return isOne(
        key, Directives.countEntry(named), Delegates.entry(named), AccessLog.trailEntry(named));
  }

  private boolean isOwn(Bytes key) {
    return isOne(
            key,
            WorldState.balanceEntry(own),
            Levels.entry(own),
            Quotas.entry(own),
            Registration.departureEntry(own),
            SearchIndexes.billEntry(own))
        || (Registration.role(state, own).isPresent()
            && isOne(key, Deals.bookEntry(own), Trade.positionsEntry(own)));
  }

  private boolean showsHash(Bytes key) {
    Hash id = hash(key);
    if (isOne(key, Records.entry(id), Attestations.entry(id))) {
      return showsStored(id);
    }
    if (isOne(key, Directives.entry(id))) {
      return Directives.entry(id).in(state).filter(each -> isFor(each.terms().owner())).isPresent();
    }
    // Data requests are for all participants, a deal for its two parties.
    return Registration.role(state, own).isPresent()
        && (isOne(key, Deals.requestEntry(id))
            || (isOne(key, Deals.dealEntry(id))
                && Deals.dealEntry(id).in(state).stream().allMatch(this::isParty)));
  }

  /** The absence of a record is public, as in the contract. */
  private boolean showsStored(Hash id) {
    Optional<StoredRecord> record = Records.find(state, id);
    return record.isEmpty()
        || isFor(record.get().owner())
        || record.get().doctor().equals(own)
        || Purchases.of(state, id, own).isPresent();
  }

  /** That there is no such deal, or no longer, is public, as of a record. */
  private boolean isParty(Deal deal) {
    return own.equals(deal.demander()) || own.equals(deal.provider());
  }

  private boolean showsNumbered(Bytes key) {
    PublicKey owner = firstName(key);
    long number = Decoder.decode(key.slice(OF_ONE, NUMBERED), Decoder::int64);
    boolean consent =
        isOne(key, Directives.placeEntry(owner, number), AccessLog.lineEntry(owner, number));
    return (consent && isFor(owner))
        || (isOne(key, SearchIndexes.journalEntry(owner, number)) && searchesFor(owner))
        || (isOne(key, SearchIndexes.lineEntry(owner, number)) && owner.equals(own));
  }

  /** Purchases and holdings: for the reader or holder, and for the record's owner. */
  private boolean showsParty(Bytes key) {
    Hash record = hash(key);
    PublicKey party = new PublicKey(key.slice(OF_ONE, OF_A_PARTY));
    return isOne(key, Purchases.entry(record, party), Audits.holdingEntry(record, party))
        && (party.equals(own)
            || Records.find(state, record).filter(each -> each.owner().equals(own)).isPresent());
  }

  /**
   * Offers are for those who may demand: an offer also shows its records and the demanders that
   * wait for them, which other patients need not know.
   */
  private boolean showsOffer(Bytes key) {
    PublicKey provider = firstName(key);
    Optional<Role> role = Registration.role(state, own);
    try {
      String type = Decoder.decode(key.slice(OF_ONE, key.size()), Decoder::text);
      return role.filter(it -> it.has(Duty.DEMAND) || provider.equals(own)).isPresent()
          && isOne(key, Trade.offerEntry(provider, type));
    } catch (MalformedInput e) {
      return false;
    }
  }

  /** Whether the participant is the owner, or acts for it at this time. */
  private boolean isFor(PublicKey owner) {
    return owner.equals(own)
        || (timeMs.isPresent() && Delegates.acts(state, owner, own, timeMs.getAsLong()));
  }

  /** The same of its search index; entries of that are shown to nobody: nodes match them. */
  private boolean searchesFor(PublicKey owner) {
    return owner.equals(own)
        || (timeMs.isPresent() && SearchDelegates.searches(state, owner, own, timeMs.getAsLong()));
  }
}
