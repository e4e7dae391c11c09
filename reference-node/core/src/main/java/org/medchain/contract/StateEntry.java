package org.medchain.contract;

import java.util.function.Function;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.Account;
import org.medchain.network.Membership;

/**
 * One entry of the state that whoever holds headers alone can have proved: where it stands, and how
 * what stands there is read (LIGHT-6). That nothing stands there says something as well: not
 * registered, no such record, no right, 0 points, not revoked.
 *
 * @param <T> what is read
 * @param key in the {@link org.medchain.data.StateTree}
 * @param reader of the value
 */
public record StateEntry<T>(Bytes key, Function<Decoder, T> reader) {
  /** What a key is registered as. */
  public static StateEntry<Role> role(PublicKey participant) {
    return new StateEntry<>(ChainState.roleKey(participant), Role::decode);
  }

  /** A participant's points; nothing stands for 0. */
  public static StateEntry<Long> balance(PublicKey participant) {
    return new StateEntry<>(Account.of(participant).key(), Decoder::int64);
  }

  /** What is known of the accepted record with this id. */
  public static StateEntry<StoredRecord> record(Hash id) {
    return new StateEntry<>(ChainState.recordKey(id), StoredRecord::decode);
  }

  /** What the owner of a record granted a reader. */
  public static StateEntry<Right> right(Hash record, PublicKey reader) {
    return new StateEntry<>(ChainState.readerKey(ChainState.RIGHT, record, reader), Right::decode);
  }

  /** The agreement by which a reader bought access to a record. */
  public static StateEntry<Hash> purchase(Hash record, PublicKey reader) {
    return new StateEntry<>(
        ChainState.readerKey(ChainState.PURCHASE, record, reader), Decoder::hash);
  }

  /** The height of the block that revoked a key (CON-23). */
  public static StateEntry<Long> revokedSince(PublicKey key) {
    return new StateEntry<>(Revocations.keyKey(key), Decoder::int64);
  }

  /** That a participant has left. */
  public static StateEntry<Departure> departure(PublicKey participant) {
    return new StateEntry<>(
        IncentiveState.key(IncentiveState.DEPARTURE, participant), Departure::decode);
  }

  /** The consensus nodes that the state names. */
  public static StateEntry<Membership> members() {
    return new StateEntry<>(
        ChainState.MEMBERS_KEY, in -> new Membership(in.list(PublicKey.SIZE, PublicKey::decode)));
  }

  /**
   * What a value says.
   *
   * @throws org.medchain.data.MalformedInput if it is none of this entry
   */
  public T read(Bytes value) {
    return Decoder.decode(value, reader);
  }
}
