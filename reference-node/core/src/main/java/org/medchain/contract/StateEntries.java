package org.medchain.contract;

import java.util.List;
import org.medchain.contract.attestation.Attestations;
import org.medchain.contract.attestation.CounterSignature;
import org.medchain.contract.center.ConsensusNodes;
import org.medchain.contract.center.Freezing;
import org.medchain.contract.consent.AccessEntry;
import org.medchain.contract.consent.AccessLog;
import org.medchain.contract.consent.AccessTrail;
import org.medchain.contract.consent.ConsentDirective;
import org.medchain.contract.consent.Delegates;
import org.medchain.contract.consent.Delegation;
import org.medchain.contract.consent.Directives;
import org.medchain.contract.datasharing.DataRequest;
import org.medchain.contract.datasharing.Deal;
import org.medchain.contract.datasharing.DealBook;
import org.medchain.contract.datasharing.Deals;
import org.medchain.contract.datasharing.OpenOffer;
import org.medchain.contract.datasharing.Position;
import org.medchain.contract.datasharing.Trade;
import org.medchain.contract.economy.HeldLevel;
import org.medchain.contract.economy.Levels;
import org.medchain.contract.economy.Quotas;
import org.medchain.contract.economy.Scores;
import org.medchain.contract.economy.Voucher;
import org.medchain.contract.economy.Vouchers;
import org.medchain.contract.engine.RequestWindow;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.engine.Table.Mark;
import org.medchain.contract.records.Purchases;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.registration.Departure;
import org.medchain.contract.registration.KeyNames;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.search.JournalLine;
import org.medchain.contract.search.SearchBill;
import org.medchain.contract.search.SearchDelegates;
import org.medchain.contract.search.SearchDelegation;
import org.medchain.contract.search.SearchIndexHead;
import org.medchain.contract.search.SearchIndexes;
import org.medchain.contract.search.SearchLine;
import org.medchain.contract.storageproof.AuditRound;
import org.medchain.contract.storageproof.Audits;
import org.medchain.contract.storageproof.Holding;
import org.medchain.contract.verdict.Rating;
import org.medchain.contract.verdict.Verdicts;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.Account;
import org.medchain.incentive.CreditPoints;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.Score;
import org.medchain.network.Membership;

/** The entries of the state that clients with headers alone have proved (LIGHT-6). */
public final class StateEntries {
  private StateEntries() {}

  /** The registration of a key. */
  public static StateEntry<Role> role(PublicKey participant) {
    return Registration.roleEntry(participant);
  }

  /** A participant's points; absence means 0. */
  public static StateEntry<Long> balance(PublicKey participant) {
    return new StateEntry<>(Account.of(participant).key(), Decoder::int64);
  }

  /** The level that a participant bought last, over or not; absence means none (GAME-5). */
  public static StateEntry<HeldLevel> level(PublicKey participant) {
    return Levels.entry(participant);
  }

  /** The bytes that a participant's orders left and that it did not buy; absence: none (CON-44). */
  public static StateEntry<Long> lastingBytes(PublicKey participant) {
    return Quotas.entry(participant);
  }

  /** A claim for cash, whether paid or not (GAME-6). */
  public static StateEntry<Voucher> voucher(Hash id) {
    return Vouchers.entry(id);
  }

  /** Which of a participant's requests were executed; absence means none. */
  public static StateEntry<RequestWindow> executedRequests(PublicKey participant) {
    return RequestWindow.entry(participant);
  }

  /** The entry of the accepted record with this id. */
  public static StateEntry<StoredRecord> record(Hash id) {
    return Records.entry(id);
  }

  /** The doctor's signature under a record; absence means that it is not verified (CON-29). */
  public static StateEntry<CounterSignature> attestation(Hash record) {
    return Attestations.entry(record);
  }

  /** A directive that was not revoked (CON-30). */
  public static StateEntry<ConsentDirective> directive(Hash id) {
    return Directives.entry(id);
  }

  /** How many directives an owner has; absence means none. */
  public static StateEntry<Long> directiveCount(PublicKey owner) {
    return Directives.countEntry(owner);
  }

  /** The id of an owner's directive, by its place from 0. */
  public static StateEntry<Hash> directivePlace(PublicKey owner, long place) {
    return Directives.placeEntry(owner, place);
  }

  /** Who acts for an owner; absence means nobody (CON-31). */
  public static StateEntry<List<Delegation>> delegates(PublicKey owner) {
    return Delegates.entry(owner);
  }

  /** How long an owner's audit trail is, and what covers it; absence means that it is empty. */
  public static StateEntry<AccessTrail> accessTrail(PublicKey owner) {
    return AccessLog.trailEntry(owner);
  }

  /** A line of an owner's audit trail, by its place. */
  public static StateEntry<AccessEntry> accessLine(PublicKey owner, long place) {
    return AccessLog.lineEntry(owner, place);
  }

  /** The agreement by which a reader bought access to a record. */
  public static StateEntry<Hash> purchase(Hash record, PublicKey reader) {
    return Purchases.entry(record, reader);
  }

  /** A provider's open offer of a type (CON-10). */
  public static StateEntry<OpenOffer> offer(PublicKey provider, String type) {
    return Trade.offerEntry(provider, type);
  }

  /** The open offers that a participant made, or has an agreement on that waits; absence: none. */
  public static StateEntry<List<Position>> positions(PublicKey participant) {
    return Trade.positionsEntry(participant);
  }

  /** An open data request (CON-37). */
  public static StateEntry<DataRequest> request(Hash id) {
    return Deals.requestEntry(id);
  }

  /** A deal that was not signed (CON-38). */
  public static StateEntry<Deal> deal(Hash id) {
    return Deals.dealEntry(id);
  }

  /** What requests and deals a participant has open; absence means none. */
  public static StateEntry<DealBook> dealBook(PublicKey participant) {
    return Deals.bookEntry(participant);
  }

  /** The height of the block that revoked a key (CON-23). */
  public static StateEntry<Long> revokedSince(PublicKey key) {
    return Registration.revokedSinceEntry(key);
  }

  /** The key that signs for a participant's name; absence means the name itself (CON-32). */
  public static StateEntry<PublicKey> currentKey(PublicKey name) {
    return KeyNames.currentEntry(name);
  }

  /** Whose a key is that replaced another; absence means that it replaced none. */
  public static StateEntry<PublicKey> nameOfKey(PublicKey key) {
    return KeyNames.nameEntry(key);
  }

  /** That the center froze a participant's account (GAME-8). */
  public static StateEntry<Mark> frozen(PublicKey participant) {
    return Freezing.entry(participant);
  }

  /** That a participant has left. */
  public static StateEntry<Departure> departure(PublicKey participant) {
    return Registration.departureEntry(participant);
  }

  /** The file of a record that its owner entrusted to a holder (GAME-4). */
  public static StateEntry<Holding> holding(Hash record, PublicKey holder) {
    return Audits.holdingEntry(record, holder);
  }

  /** The last audit of all holders; absent before the first. */
  public static StateEntry<AuditRound> audit() {
    return Audits.roundEntry();
  }

  /** How a participant stores and shares; absence means that nothing was counted. */
  public static StateEntry<Score> score(PublicKey participant) {
    return Scores.entry(participant);
  }

  /** What users say of a participant's records; absence means that none was evaluated. */
  public static StateEntry<Rating> rating(PublicKey participant) {
    return Verdicts.ratingEntry(participant);
  }

  /** The rules of the incentive layer in force (GAME-9). */
  public static StateEntry<IncentiveRules> rules() {
    return new StateEntry<>(CreditPoints.RULES_KEY, IncentiveRules.CODEC::decode);
  }

  /** The consensus nodes that the state names. */
  public static StateEntry<Membership> members() {
    return ConsensusNodes.entry();
  }

  /** How far an owner's search index is. */
  public static StateEntry<SearchIndexHead> searchHead(PublicKey owner) {
    return SearchIndexes.headEntry(owner);
  }

  /** The masked value at an address of an owner's search index. */
  public static StateEntry<Bytes> searchEntry(PublicKey owner, Hash address) {
    return SearchIndexes.valueEntry(owner, address);
  }

  /** The journal line of an update of an owner's search index. */
  public static StateEntry<JournalLine> searchJournal(PublicKey owner, long number) {
    return SearchIndexes.journalEntry(owner, number);
  }

  /** Who searches an owner's index. */
  public static StateEntry<List<SearchDelegation>> searchDelegates(PublicKey owner) {
    return SearchDelegates.entry(owner);
  }

  /** A line of an owner's search log, by place. */
  public static StateEntry<SearchLine> searchLine(PublicKey owner, long place) {
    return SearchIndexes.lineEntry(owner, place);
  }

  /** The bill of a participant's last search. */
  public static StateEntry<SearchBill> searchBill(PublicKey searcher) {
    return SearchIndexes.billEntry(searcher);
  }
}
