package org.medchain.node.files;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * Rendezvous hashing (Thaler and Ravishankar 1998; FILE-9): every holder has for every file a rank
 * that all compute alike; a join or departure changes no other holder's rank.
 */
public final class RendezvousHashing {
  private RendezvousHashing() {}

  /** The holders in the order in which they are to hold the file, each once. */
  public static List<PublicKey> rank(Hash file, Collection<PublicKey> holders) {
    return holders.stream()
        .distinct()
        .sorted(
            Comparator.comparing((PublicKey holder) -> weight(file, holder))
                .reversed()
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private static Hash weight(Hash file, PublicKey holder) {
    return Hash.of(new Encoder().text("medchain/holder/1").hash(file).value(holder).toBytes());
  }
}
