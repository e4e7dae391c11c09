package org.medchain.contract;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.PublicKey;

/**
 * Certificates and keys that the center took back (ROLE-2; CON-22, CON-23; decision 0150). A chain
 * on which nothing was revoked has nothing about it in its state.
 */
final class Revocations {
  /** First bytes of the keys; those before them are in {@link Committees}. */
  private static final int CERTIFICATE = 0x39;

  private static final int KEY = 0x3A;
  private static final int LIST = 0x3B;

  private static final Bytes LIST_KEY = new Encoder().uint8(LIST).toBytes();

  private Revocations() {}

  static Optional<Revocation> of(ChainState state, BigInteger serial) {
    return state.get(certificateKey(serial), Revocation::decode);
  }

  static Optional<Long> since(ChainState state, PublicKey key) {
    return state.get(keyKey(key), Decoder::int64);
  }

  static Optional<RevocationList> list(ChainState state) {
    return state.get(LIST_KEY, RevocationList::decode);
  }

  static Result revoke(ChainState state, Call call, RevokeCertificates operation) {
    Optional<Outcome> objection = objection(state, call, operation);
    if (objection.isPresent()) {
      return Result.refused(objection.get());
    }
    RevocationList list = new RevocationList(operation.number(), operation.list(), call.height());
    ChainState revoked = state.put(LIST_KEY, list);
    for (RevocationEntry entry : operation.entries()) {
      revoked = revoke(revoked, entry, list);
    }
    List<RevocationEntry> entries = operation.entries();
    return Result.done(
        revoked, new Event.CertificatesRevoked(operation.number(), operation.list(), entries));
  }

  private static Optional<Outcome> objection(
      ChainState state, Call call, RevokeCertificates operation) {
    if (call.role() != Role.REGULATORY_CENTER) {
      return Optional.of(Outcome.NOT_ALLOWED);
    }
    if (list(state).filter(last -> last.number() >= operation.number()).isPresent()) {
      return Optional.of(Outcome.OLD_REVOCATION_LIST);
    }
    for (RevocationEntry entry : operation.entries()) {
      // Without its key there is nobody who could order anything of the center's any more.
      if (entry.keyRevoked() && entry.key().equals(call.sender())) {
        return Optional.of(Outcome.NOT_ALLOWED);
      }
      if (of(state, entry.serial()).filter(was -> !was.key().equals(entry.key())).isPresent()) {
        return Optional.of(Outcome.OTHER_HOLDER);
      }
    }
    return Optional.empty();
  }

  /** A list repeats what stood in one before it: what was first stays. */
  private static ChainState revoke(ChainState state, RevocationEntry entry, RevocationList list) {
    Revocation before =
        of(state, entry.serial())
            .orElseGet(
                () ->
                    new Revocation(
                        entry.key(),
                        entry.reason(),
                        entry.keyRevoked(),
                        list.height(),
                        list.number()));
    Revocation after =
        entry.keyRevoked() && !before.keyRevoked() ? before.withKey(entry.reason()) : before;
    ChainState marked = state.put(certificateKey(entry.serial()), after);
    return entry.keyRevoked() ? revokeKey(marked, entry.key(), list.height()) : marked;
  }

  private static ChainState revokeKey(ChainState state, PublicKey key, long height) {
    if (since(state, key).isPresent()) {
      return state;
    }
    // A verifier that can vote no more is drawn no more (GAME-1).
    ChainState struck =
        state.activeRole(key).filter(Committees::mayVerify).isPresent()
            ? Committees.strike(state, key)
            : state;
    return struck.put(keyKey(key), out -> out.int64(height));
  }

  private static Bytes certificateKey(BigInteger serial) {
    return new Encoder().uint8(CERTIFICATE).bytes(RevocationEntry.bytesOf(serial)).toBytes();
  }

  static Bytes keyKey(PublicKey key) {
    return new Encoder(1 + PublicKey.SIZE).uint8(KEY).value(key).toBytes();
  }
}
