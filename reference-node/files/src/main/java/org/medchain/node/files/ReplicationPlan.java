package org.medchain.node.files;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * The plan by which r holders hold a file (STO-7, FILE-9, FILE-10; decision 0155): pure, so that
 * holders with the same view come to the same plan.
 *
 * @param holding the live holders of whole copies, in their order
 * @param copyTo holders that get a copy now
 * @param surplus holders that may release their copy, because r live ones of higher rank hold the
 *     file
 * @param responsible the holder that copies: the first live one with a whole copy; empty if there
 *     is none
 */
record ReplicationPlan(
    List<PublicKey> holding,
    List<PublicKey> copyTo,
    List<PublicKey> surplus,
    Optional<PublicKey> responsible) {
  /** A holder's status for a file. */
  enum HolderStatus {
    /** Live, with a whole copy. */
    HOLDS,
    /** Live, without one. */
    LACKS,
    /** Live, and did not take it lately. */
    REFUSES,
    /** Not live, held it at the last contact, and that is not long ago: it may come back. */
    AWAY,
    /** Not live for too long, or never held it. */
    GONE,
    /** Live, with a whole copy, and no candidate any more: others copy from it, it counts not. */
    LEAVING
  }

  /** The plan for one file; former candidates are not in the view. */
  static ReplicationPlan of(Hash file, Map<PublicKey, HolderStatus> view, int replicas) {
    List<PublicKey> ranked = RendezvousHashing.rank(file, view.keySet());
    List<PublicKey> holding = with(ranked, view, HolderStatus.HOLDS);
    List<PublicKey> leaving = with(ranked, view, HolderStatus.LEAVING);
    List<PublicKey> sources = Stream.concat(holding.stream(), leaving.stream()).toList();
    int counted = holding.size() + with(ranked, view, HolderStatus.AWAY).size();
    int lacking = sources.isEmpty() ? 0 : Math.max(0, replicas - counted);
    return new ReplicationPlan(
        holding,
        with(ranked, view, HolderStatus.LACKS).stream().limit(lacking).toList(),
        holding.size() < replicas ? List.of() : sources.stream().skip(replicas).toList(),
        sources.stream().findFirst());
  }

  private static List<PublicKey> with(
      List<PublicKey> ranked, Map<PublicKey, HolderStatus> view, HolderStatus standing) {
    return ranked.stream().filter(holder -> view.get(holder) == standing).toList();
  }
}
