package org.medchain.claims.copies;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.simulation.load.RequestArrival;

/**
 * A load in which every second request is altered by one bit. The sender's key stays: a reason
 * would go to the holder of another one.
 *
 * @param arrivals all requests at their times
 * @param altered ids of the altered ones
 */
record AlteredUploads(List<RequestArrival> arrivals, Set<Hash> altered) {
  private static final int SENDER_BITS = 8 * PublicKey.SIZE;

  /** Alters every second request; what no client could send is drawn again. */
  static AlteredUploads of(List<RequestArrival> arrivals, UniformRandomProvider random) {
    Set<RequestId> names = new LinkedHashSet<>();
    arrivals.forEach(each -> names.add(each.transaction().request()));
    List<RequestArrival> all = new ArrayList<>();
    Set<Hash> altered = new LinkedHashSet<>();
    for (int i = 0; i < arrivals.size(); i++) {
      RequestArrival usual = arrivals.get(i);
      if (i % 2 == 0) {
        all.add(usual);
        continue;
      }
      // Its own name is free again; a client has no two open requests of one name.
      names.remove(usual.transaction().request());
      Transaction other = altered(usual.transaction(), names, random);
      names.add(other.request());
      altered.add(other.id());
      all.add(new RequestArrival(usual.atNs(), usual.client(), other));
    }
    return new AlteredUploads(List.copyOf(all), Set.copyOf(altered));
  }

  private static Transaction altered(
      Transaction usual, Set<RequestId> names, UniformRandomProvider random) {
    Bytes encoded = usual.encoded();
    while (true) {
      // The encoding begins with the sender's key.
      int bit = SENDER_BITS + random.nextInt(8 * encoded.size() - SENDER_BITS);
      Optional<Transaction> other = decoded(BitFlips.flip(encoded, bit));
      if (other.isPresent() && !names.contains(other.get().request())) {
        return other.get();
      }
    }
  }

  private static Optional<Transaction> decoded(Bytes bytes) {
    try {
      return Optional.of(Decoder.decode(bytes, Transaction::decode));
    } catch (MalformedInput e) {
      return Optional.empty();
    }
  }
}
