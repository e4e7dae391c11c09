package org.medchain.contract;

import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;
import org.medchain.contract.center.ConsensusNodes;
import org.medchain.contract.center.Freezing;
import org.medchain.contract.consent.ConsentDirective;
import org.medchain.contract.consent.Delegates;
import org.medchain.contract.consent.Directives;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadAnswer;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.datasharing.DataRequest;
import org.medchain.contract.datasharing.Deal;
import org.medchain.contract.datasharing.Deals;
import org.medchain.contract.datasharing.OpenOffer;
import org.medchain.contract.datasharing.Position;
import org.medchain.contract.datasharing.Trade;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.RequestWindow;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.TransactionExecution;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Purchases;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.registration.KeyNames;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.registration.Revocation;
import org.medchain.contract.search.SearchBill;
import org.medchain.contract.search.SearchDelegates;
import org.medchain.contract.search.SearchIndexHead;
import org.medchain.contract.search.SearchIndexes;
import org.medchain.contract.storageproof.AuditRound;
import org.medchain.contract.storageproof.Audits;
import org.medchain.contract.storageproof.Holding;
import org.medchain.contract.verdict.Verdicts;
import org.medchain.contract.verdict.Verification;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.data.metadata.MetadataForm;
import org.medchain.data.state.StateTree;
import org.medchain.incentive.Account;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.Supply;
import org.medchain.network.Membership;

/**
 * The state of the chain after a block, as its readers ask for it: every query goes to the module
 * that owns the data.
 *
 * @param world the state
 */
public record ChainState(WorldState world) {
  /** The state in {@code tree}. */
  public static ChainState of(StateTree tree) {
    return new ChainState(WorldState.of(tree));
  }

  /** The map behind this view, which gives the state root and proofs. */
  public StateTree tree() {
    return world.tree();
  }

  /** The role and data of {@code key}. */
  public Optional<Role> role(PublicKey key) {
    return Registration.role(world, key);
  }

  /** Whether the participant has left, for good (GAME-7). */
  public boolean hasLeft(PublicKey participant) {
    return Registration.hasLeft(world, participant);
  }

  /** The entry of a revoked certificate; nothing if it was not revoked (CON-22). */
  public Optional<Revocation> revocation(BigInteger serial) {
    return Registration.revocation(world, serial);
  }

  /** The height of the block that revoked this key; nothing if it counts (CON-23). */
  public Optional<Long> revokedSince(PublicKey key) {
    return Registration.revokedSince(world, key);
  }

  /** Whether the center revoked this key. */
  public boolean isRevoked(PublicKey key) {
    return Registration.isRevoked(world, key);
  }

  /** Whose key it is or was: a participant's name is its first key (CON-32). */
  public PublicKey nameOf(PublicKey key) {
    return KeyNames.name(world, key);
  }

  /** Whether the center froze the participant's account (GAME-8). */
  public boolean isFrozen(PublicKey participant) {
    return Freezing.isFrozen(world, participant);
  }

  /**
   * The receipt that an operation which asks for no time would have as the next transaction
   * (TRA-3): the state is another when it is executed.
   */
  public Receipt foretell(Transaction transaction) {
    return new TransactionExecution(MedicalModules.REGISTRY, 1, OptionalLong.empty())
        .execute(world, transaction, 0)
        .receipt();
  }

  /** The highest number of the participant's executed requests; 0 before the first (CON-3). */
  public long lastRequest(PublicKey participant) {
    return RequestWindow.highestOf(world, participant);
  }

  /** The points in the participant's account. */
  public long balance(PublicKey participant) {
    return world.balance(participant);
  }

  /** The points of the participant's bond. */
  public long bond(PublicKey participant) {
    return world.points().ledger().balanceOf(Account.bondOf(participant));
  }

  /** What of the participant's points may be redeemed. */
  public long redeemable(PublicKey participant) {
    return world.points().redeemable(participant);
  }

  /** Where all points are. */
  public Supply supply() {
    return world.supply();
  }

  /** The rules of the incentive layer in force. */
  public IncentiveRules rules() {
    return world.rules();
  }

  /** How descriptions and types of records stand on this chain (PRIV-6). */
  public MetadataForm metadata() {
    return Records.metadata(world);
  }

  /** The consensus nodes in the order that numbers them (CON-17). */
  public Membership members() {
    return ConsensusNodes.of(world);
  }

  /** The record with this id that came in. */
  public Optional<StoredRecord> record(Hash id) {
    return Records.find(world, id);
  }

  /** Whether the owner of this record has left, and all that the record leads to ended (GAME-7). */
  public boolean ownerHasLeft(Hash record) {
    return Records.ownersExit(world, record).isPresent();
  }

  /**
   * What reading a record for a purpose in a block of this height and time would be answered
   * (CON-31), leaving aside whether the reader has the points that it may cost; nothing if there is
   * no such record or reader.
   */
  public Optional<ReadAnswer> readAnswer(
      Hash record, PublicKey reader, Purpose purpose, long height, long timeMs) {
    return ReadRecord.answer(world, record, reader, purpose, height, timeMs);
  }

  /** A directive that was not revoked. */
  public Optional<ConsentDirective> directive(Hash id) {
    return Directives.find(world, id);
  }

  /** Whether a participant acts for an owner at this block time. */
  public boolean actsFor(PublicKey owner, PublicKey who, long timeMs) {
    return Delegates.acts(world, owner, who, timeMs);
  }

  /** The agreement by which {@code reader} bought access to the record with this id. */
  public Optional<Hash> purchase(Hash record, PublicKey reader) {
    return Purchases.of(world, record, reader);
  }

  /** A provider's open offer of a type (CON-10). */
  public Optional<OpenOffer> offer(PublicKey provider, String type) {
    return Trade.offer(world, new Position(provider, type));
  }

  /** An open data request (CON-37). */
  public Optional<DataRequest> request(Hash id) {
    return Deals.request(world, id);
  }

  /** A deal that was not signed (CON-38). */
  public Optional<Deal> deal(Hash id) {
    return Deals.deal(world, id);
  }

  /** A file that is entrusted to {@code holder}: none whose owner has left (GAME-7). */
  public Optional<Holding> holding(Hash record, PublicKey holder) {
    return Audits.holding(world, record, holder);
  }

  /** The last audit; nothing before the first. */
  public Optional<AuditRound> audit() {
    return Audits.last(world);
  }

  /** The proceedings about a record; nothing if it came in when there were no verifiers. */
  public Optional<Verification> verification(Hash record) {
    return Verdicts.of(world, record);
  }

  /** Whether a participant may search an owner's index at this time, as its delegate. */
  public boolean searchesFor(PublicKey owner, PublicKey who, long timeMs) {
    return SearchDelegates.searches(world, owner, who, timeMs);
  }

  /** Whether an owner named a participant as a delegate of search, and nobody has ended that. */
  public boolean letsSearch(PublicKey owner, PublicKey who) {
    return SearchDelegates.isNamed(world, owner, who);
  }

  /** Why a participant may not search an owner's index at this time; nothing if it may (CON-36). */
  public Optional<Outcome> searchObjection(PublicKey owner, PublicKey searcher, long timeMs) {
    return SearchDelegates.objection(world, owner, searcher, timeMs);
  }

  /** How far an owner's search index is. */
  public SearchIndexHead searchHead(PublicKey owner) {
    return SearchIndexes.head(world, owner);
  }

  /** The bill of a participant's last search. */
  public Optional<SearchBill> searchBill(PublicKey searcher) {
    return SearchIndexes.bill(world, searcher);
  }

  /** The masked value at an address of an owner's search index. */
  public Optional<Bytes> searchValue(PublicKey owner, Hash address) {
    return SearchIndexes.value(world, owner, address);
  }
}
