package org.medchain.contract;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.StateTree;
import org.medchain.incentive.Account;
import org.medchain.incentive.CreditPoints;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointLedger;
import org.medchain.incentive.Supply;
import org.medchain.network.Membership;

/**
 * The state of the chain after a block, as a typed view of a {@link StateTree}: immutable. Anybody
 * may read it; only this layer makes a changed one.
 */
public final class ChainState {
  /**
   * First bytes of this layer's keys in the state; the layer under it ends at 0x1F, and those of
   * {@link IncentiveState} begin at 0x28.
   */
  private static final int PARAMETERS = 0x20;

  private static final int ROLE = 0x21;
  private static final int REQUESTS = 0x22;
  private static final int RECORD = 0x23;
  static final int RIGHT = 0x24;
  static final int PURCHASE = 0x25;
  private static final int OFFER = 0x26;
  private static final int MEMBERS = 0x27;

  private static final Bytes MARK = new Encoder().uint8(1).toBytes();
  static final Bytes MEMBERS_KEY = new Encoder().uint8(MEMBERS).toBytes();

  private final StateTree tree;

  /**
   * Keys of offers that are full, of valid records of their provider's own: nothing of the state,
   * which no root and no snapshot holds, but what somebody found who looked (CON-24).
   */
  private final StateTree fullOfOwn;

  ChainState(StateTree tree) {
    this(tree, StateTree.EMPTY);
  }

  private ChainState(StateTree tree, StateTree fullOfOwn) {
    this.tree = tree;
    this.fullOfOwn = fullOfOwn;
  }

  /** Changed where it says nothing of offers and records. */
  ChainState over(StateTree changed) {
    return new ChainState(changed, fullOfOwn);
  }

  /** The map behind this view, which gives the state root and proofs. */
  public StateTree tree() {
    return tree;
  }

  /** What the holder of {@code key} is registered as. */
  public Optional<Role> role(PublicKey key) {
    return get(roleKey(key), Role::decode);
  }

  /** The same; nothing if it has left (GAME-7), or was revoked (CON-23). */
  Optional<Role> activeRole(PublicKey key) {
    return incentives().hasLeft(key) || isRevoked(key) ? Optional.empty() : role(key);
  }

  /** What is known of a revoked certificate; nothing if it was not revoked (CON-22). */
  public Optional<Revocation> revocation(BigInteger serial) {
    return Revocations.of(this, serial);
  }

  /** The height of the block that revoked this key; nothing if it counts (CON-23). */
  public Optional<Long> revokedSince(PublicKey key) {
    return Revocations.since(this, key);
  }

  /** Whether the center revoked this key. */
  public boolean isRevoked(PublicKey key) {
    return revokedSince(key).isPresent();
  }

  /** The last revocation list; nothing before the first. */
  public Optional<RevocationList> revocationList() {
    return Revocations.list(this);
  }

  /** What the state knows of the incentive game. */
  public IncentiveState incentives() {
    return new IncentiveState(this);
  }

  /** The points in the participant's account. */
  public long balance(PublicKey participant) {
    return PointLedger.over(tree).balanceOf(Account.of(participant));
  }

  /** Where all points are. */
  public Supply supply() {
    return PointLedger.over(tree).supply();
  }

  /** The rules of the incentive layer in force. */
  public IncentiveRules rules() {
    return CreditPoints.rulesOf(tree);
  }

  /** The consensus nodes in the order that numbers them (CON-17). */
  public Membership members() {
    return get(MEMBERS_KEY, in -> new Membership(in.list(PublicKey.SIZE, PublicKey::decode)))
        .orElseThrow(() -> new IllegalStateException("the state names no consensus nodes"));
  }

  /** Whether the consensus nodes are the same in both states, in the same order. */
  boolean hasMembersOf(ChainState other) {
    return tree.get(MEMBERS_KEY).equals(other.tree.get(MEMBERS_KEY));
  }

  ChainState withMembers(List<PublicKey> nodes) {
    return over(tree.put(MEMBERS_KEY, new Encoder().list(nodes).toBytes()));
  }

  /** The accepted record with this id. */
  public Optional<StoredRecord> record(Hash id) {
    return get(recordKey(id), StoredRecord::decode);
  }

  /** What the owner granted {@code reader} on the record with this id. */
  public Optional<Right> right(Hash record, PublicKey reader) {
    return get(readerKey(RIGHT, record, reader), Right::decode);
  }

  /** The agreement by which {@code reader} bought access to the record with this id. */
  public Optional<Hash> purchase(Hash record, PublicKey reader) {
    return get(readerKey(PURCHASE, record, reader), Decoder::hash);
  }

  CreditPoints points() {
    return CreditPoints.over(tree);
  }

  ChainState with(CreditPoints points) {
    return over(points.state());
  }

  /** Writes what all nodes agreed on before they started, so that the root binds it (CON-14). */
  ChainState withParameters(Bytes parameters) {
    return over(tree.put(new Encoder().uint8(PARAMETERS).toBytes(), parameters));
  }

  ChainState withRole(PublicKey key, Role role) {
    return over(tree.put(roleKey(key), new Encoder().uint8(role.code()).toBytes()));
  }

  Optional<Role> role(SenderKeys sender) {
    return tree.get(sender.role()).map(value -> Decoder.decode(value, Role::decode));
  }

  boolean hasLeft(SenderKeys sender) {
    return tree.get(sender.departure()).isPresent();
  }

  boolean isRevoked(SenderKeys sender) {
    return tree.get(sender.revocation()).isPresent();
  }

  RequestWindow requests(SenderKeys sender) {
    return tree.get(sender.requests())
        .map(value -> Decoder.decode(value, RequestWindow::decode))
        .orElse(RequestWindow.EMPTY);
  }

  ChainState withRequests(SenderKeys sender, RequestWindow window) {
    return over(tree.put(sender.requests(), window.encoded()));
  }

  ChainState withRecord(Hash id, StoredRecord record) {
    ChainState changed = put(recordKey(id), record);
    // One that is new is under no offer yet.
    return record.isValid() || record(id).isEmpty()
        ? changed
        : changed.lookedAtNoMore(offerKey(record.owner(), record.type()));
  }

  ChainState withRight(Hash record, PublicKey reader, Right right) {
    Bytes value = new Encoder().uint8(right.code()).toBytes();
    return over(tree.put(readerKey(RIGHT, record, reader), value));
  }

  ChainState withoutRight(Hash record, PublicKey reader) {
    return over(tree.remove(readerKey(RIGHT, record, reader)));
  }

  ChainState withPurchase(Hash record, PublicKey reader, Hash agreement) {
    return over(tree.put(readerKey(PURCHASE, record, reader), agreement.toBytes()));
  }

  Optional<OpenOffer> offer(PublicKey provider, String type) {
    return get(offerKey(provider, type), OpenOffer::decode);
  }

  ChainState withOffer(PublicKey provider, String type, OpenOffer offer) {
    Bytes key = offerKey(provider, type);
    return put(key, offer).lookedAtNoMore(key);
  }

  ChainState withoutOffer(PublicKey provider, String type) {
    Bytes key = offerKey(provider, type);
    return over(tree.remove(key)).lookedAtNoMore(key);
  }

  /** Whether it is known that the offer is full, and that nothing can be taken out of it. */
  boolean isFullOfOwn(PublicKey provider, String type) {
    return fullOfOwn.get(offerKey(provider, type)).isPresent();
  }

  /**
   * The same state, in which that is known. Only a verdict on a record of the provider, or a change
   * of the offer itself, can make it untrue: to own records nobody else has to give access.
   */
  ChainState knownFullOfOwn(PublicKey provider, String type) {
    return new ChainState(tree, fullOfOwn.put(offerKey(provider, type), MARK));
  }

  private ChainState lookedAtNoMore(Bytes offerKey) {
    return new ChainState(tree, fullOfOwn.remove(offerKey));
  }

  <T> Optional<T> get(Bytes key, Function<Decoder, T> reader) {
    return tree.get(key).map(value -> Decoder.decode(value, reader));
  }

  boolean has(Bytes key) {
    return tree.get(key).isPresent();
  }

  ChainState put(Bytes key, Encodable value) {
    return over(tree.put(key, value.encoded()));
  }

  /** That the key is there says all. */
  ChainState mark(Bytes key) {
    return over(tree.put(key, MARK));
  }

  ChainState without(Bytes key) {
    return over(tree.remove(key));
  }

  static Bytes roleKey(PublicKey key) {
    return new Encoder(1 + PublicKey.SIZE).uint8(ROLE).value(key).toBytes();
  }

  static Bytes requestsKey(PublicKey sender) {
    return new Encoder(1 + PublicKey.SIZE).uint8(REQUESTS).value(sender).toBytes();
  }

  static Bytes recordKey(Hash id) {
    return new Encoder(1 + Hash.SIZE).uint8(RECORD).hash(id).toBytes();
  }

  static Bytes readerKey(int first, Hash record, PublicKey reader) {
    int size = 1 + Hash.SIZE + PublicKey.SIZE;
    return new Encoder(size).uint8(first).hash(record).value(reader).toBytes();
  }

  private static Bytes offerKey(PublicKey provider, String type) {
    return new Encoder().uint8(OFFER).value(provider).text(type).toBytes();
  }
}
