package org.medchain.claims.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.contract.engine.Operation;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;

/**
 * What drawn operations are about: few participants and few records, so that they meet.
 *
 * @param cast the participants
 * @param chain on which the operations are executed
 * @param records each of one of the patients; not uploaded at first
 * @param vouchers ids of those that were issued so far
 * @param random the draws
 */
record OperationContext(
    ChainCast cast,
    MadeChain chain,
    List<MedicalRecord> records,
    List<Hash> vouchers,
    UniformRandomProvider random) {
  /**
   * An operation and who sends it.
   *
   * @param sender mostly one who may
   */
  record SentOperation(KeyPair sender, Operation operation) {
    /** The same of another sender. */
    SentOperation by(KeyPair other) {
      return new SentOperation(other, operation);
    }
  }

  /** A number from 0 up to, not including, {@code bound}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** True once in {@code times} on average. */
  boolean oneIn(int times) {
    return below(times) == 0;
  }

  /** One of a list that is not empty. */
  <T> T one(List<T> of) {
    return of.get(below(of.size()));
  }

  /** Any of the records. */
  MedicalRecord record() {
    return one(records);
  }

  /** The id of any record. */
  Hash recordId() {
    return record().id();
  }

  /** The keys of a record's patient. */
  KeyPair ownerOf(MedicalRecord record) {
    return keysOf(record.patient()).orElseThrow();
  }

  /** The keys of a sender; nothing if it is another's key. */
  Optional<KeyPair> keysOf(PublicKey key) {
    return cast.senders().stream().filter(each -> each.publicKey().equals(key)).findFirst();
  }

  /** A hospital or an institution. */
  KeyPair user() {
    List<KeyPair> users = new ArrayList<>(cast.hospitals());
    users.addAll(cast.institutions());
    return one(users);
  }

  /** Any of those who may send, the center included. */
  KeyPair anybody() {
    return one(cast.senders());
  }

  /** A key that is in no use. */
  PublicKey newKey() {
    return new PublicKey(drawnHash().toBytes());
  }

  /** A hash that is nothing's. */
  Hash drawnHash() {
    return new Hash(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }

  /** By the center. */
  SentOperation byCenter(Operation operation) {
    return new SentOperation(cast.center(), operation);
  }

  /** By a hospital or an institution. */
  SentOperation byUser(Operation operation) {
    return new SentOperation(user(), operation);
  }

  /** By any participant or the center. */
  SentOperation byAnybody(Operation operation) {
    return new SentOperation(anybody(), operation);
  }
}
