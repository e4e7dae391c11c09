package org.medchain.node.files;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.medchain.data.PublicKey;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.files.piece.Piece;
import org.medchain.node.transport.RefusedException;

/**
 * Fetches the pieces of a file from several holders at once (STO-6, FILE-8): a state machine, whose
 * inputs are replies and the time, and which asks its port for requests and keeping pieces.
 *
 * <p>Rarest first; each holder has a window that grows with its replies. A piece is kept only when
 * its Merkle proof holds; a peer that sends anything else is queried no more. When all pieces are
 * requested, a request without a reply for a quarter of the timeout is hedged with one more holder,
 * so that one slow holder does not delay the end.
 */
final class FileFetch {
  /**
   * How a file is fetched.
   *
   * @param initialWindow pieces requested of a holder before its first reply
   * @param maxWindow the most pieces requested of one holder at once
   * @param maxInFlight the most requested of all together: bounds memory
   * @param timeout after which a request counts as lost
   * @param maxTimeouts in a row, after which a holder counts as gone
   */
  record FetchParameters(
      int initialWindow, int maxWindow, int maxInFlight, Duration timeout, int maxTimeouts) {
    static final FetchParameters DEFAULT = new FetchParameters(2, 8, 24, Duration.ofSeconds(5), 3);
  }

  /** The effects that a fetch asks for. */
  interface FetchPort {
    /** Requests a piece of a holder, and does not wait for the reply. */
    void request(PublicKey holder, int index);

    /** Keeps a piece: it was verified. */
    void store(Piece piece) throws IOException, RefusedException;

    /** A holder gets no further request; it may have sent bytes that are not of the file. */
    void drop(PublicKey holder, boolean misbehaved);
  }

  /** The fetch's knowledge of one holder. */
  private static final class HolderState {
    private final BitSet pieces;
    private int window;
    private int inFlight;

    /** How many questions in a row it has left open. */
    private int timeouts;

    HolderState(BitSet has, int window) {
      this.pieces = (BitSet) has.clone();
      this.window = window;
    }

    boolean hasRoom() {
      return inFlight < window;
    }

    /** A fast holder replies more often, and so gets more requests. */
    void widenWindow(int mostWindow) {
      timeouts = 0;
      window = Math.min(mostWindow, window + 1);
    }

    void timedOut() {
      window = Math.max(1, window / 2);
      timeouts++;
    }
  }

  private final FileManifest file;
  private final FetchParameters rules;
  private final BitSet done;
  private final Map<PublicKey, HolderState> sources = new TreeMap<>();
  private final Map<Integer, Map<PublicKey, Long>> requestsInFlight = new TreeMap<>();

  /** Neither done nor requested; those first that the fewest holders had at the beginning. */
  private final TreeSet<Integer> open;

  private final FetchPort port;
  private int inFlight;

  /**
   * A fetch that has not begun.
   *
   * @param have pieces that are there already
   * @param holders and which pieces each has
   */
  FileFetch(
      FileManifest file,
      BitSet have,
      Map<PublicKey, BitSet> holders,
      FetchParameters rules,
      FetchPort port) {
    this.file = file;
    this.rules = rules;
    this.port = port;
    this.done = (BitSet) have.clone();
    holders.forEach(
        (holder, has) -> sources.put(holder, new HolderState(has, rules.initialWindow())));
    long[] copies = // At first: the order of a set must not change.
        IntStream.range(0, file.pieceCount())
            .mapToLong(index -> holders.values().stream().filter(has -> has.get(index)).count())
            .toArray();
    this.open =
        new TreeSet<>(
            Comparator.comparingLong((Integer index) -> copies[index])
                .thenComparing(Comparator.naturalOrder()));
    IntStream.range(0, file.pieceCount()).filter(index -> !done.get(index)).forEach(open::add);
  }

  /** A holder replied with a piece, the requested one or not. */
  void pieceReceived(PublicKey holder, int index, Piece piece)
      throws IOException, RefusedException {
    if (piece.index() != index || !piece.belongsTo(file)) {
      misbehaved(holder, index);
      return;
    }
    endRequest(holder, index);
    HolderState source = sources.get(holder);
    if (source != null) {
      source.widenWindow(rules.maxWindow());
      if (!done.get(index)) {
        done.set(index);
        open.remove(index);
        port.store(piece);
      }
    }
  }

  /** A holder refused a piece: it does not have it. */
  void refused(PublicKey holder, int index) {
    endRequest(holder, index);
    if (sources.containsKey(holder)) {
      sources.get(holder).pieces.clear(index);
    }
  }

  /** A holder sent what is not the piece: it gets no further request. */
  void misbehaved(PublicKey holder, int index) {
    endRequest(holder, index);
    if (sources.containsKey(holder)) {
      drop(holder, true);
    }
  }

  /**
   * Requests what is due: at the beginning, after each reply, and when time has passed.
   *
   * @return whether more is to come
   */
  boolean advance(long nowNs) {
    expire(nowNs);
    ask(nowNs);
    hedge(nowNs);
    return inFlight > 0 && done.cardinality() < file.pieceCount();
  }

  /** At the end, the pieces that no holder has; empty if all is there. */
  List<Integer> missing() {
    return open.stream().sorted().toList();
  }

  /** The request got a reply, or timed out. */
  private void endRequest(PublicKey holder, int index) {
    Map<PublicKey, Long> asked = requestsInFlight.getOrDefault(index, Map.of());
    if (!asked.containsKey(holder)) {
      return;
    }
    asked.remove(holder);
    inFlight--;
    HolderState source = sources.get(holder);
    if (source != null) {
      source.inFlight--;
    }
    if (asked.isEmpty()) {
      requestsInFlight.remove(index);
      if (!done.get(index)) {
        open.add(index);
      }
    }
  }

  private void expire(long nowNs) {
    for (Integer index : List.copyOf(requestsInFlight.keySet())) {
      Map<PublicKey, Long> asked = requestsInFlight.getOrDefault(index, Map.of());
      for (PublicKey holder : List.copyOf(asked.keySet())) {
        // A drop below ends all requests of its holder.
        if (nowNs - asked.getOrDefault(holder, nowNs) >= rules.timeout().toNanos()) {
          endRequest(holder, index);
          HolderState source = sources.get(holder);
          source.timedOut();
          if (source.timeouts >= rules.maxTimeouts()) {
            drop(holder, false);
          }
        }
      }
    }
  }

  private void drop(PublicKey holder, boolean lied) {
    for (Integer index : List.copyOf(requestsInFlight.keySet())) {
      endRequest(holder, index);
    }
    sources.remove(holder);
    port.drop(holder, lied);
  }

  /** One piece to each holder in turn, those first that left the fewest questions open. */
  private void ask(long nowNs) {
    boolean asked = true;
    while (asked && inFlight < rules.maxInFlight()) {
      asked = false;
      for (PublicKey holder : inOrder()) {
        HolderState source = sources.get(holder);
        if (source.hasRoom() && inFlight < rules.maxInFlight()) {
          Optional<Integer> next = open.stream().filter(source.pieces::get).findFirst();
          if (next.isPresent()) {
            send(holder, next.get(), nowNs);
            asked = true;
          }
        }
      }
    }
  }

  private List<PublicKey> inOrder() {
    List<PublicKey> holders = new ArrayList<>(sources.keySet());
    // Stable, so that equals stay in the order of their keys.
    holders.sort(Comparator.comparingInt(holder -> sources.get(holder).timeouts));
    return holders;
  }

  private void send(PublicKey holder, int index, long nowNs) {
    open.remove(index);
    requestsInFlight.computeIfAbsent(index, none -> new TreeMap<>()).put(holder, nowNs);
    sources.get(holder).inFlight++;
    inFlight++;
    port.request(holder, index);
  }

  private void hedge(long nowNs) {
    if (!open.isEmpty()) {
      return;
    }
    for (Integer index : List.copyOf(requestsInFlight.keySet())) {
      Map<PublicKey, Long> asked = requestsInFlight.get(index);
      long first = asked.values().iterator().next();
      if (!done.get(index)
          && asked.size() == 1
          && nowNs - first >= rules.timeout().toNanos() / 4
          && inFlight < rules.maxInFlight()) {
        inOrder().stream()
            .filter(holder -> !asked.containsKey(holder))
            .filter(holder -> sources.get(holder).hasRoom())
            .filter(holder -> sources.get(holder).pieces.get(index))
            .findFirst()
            .ifPresent(holder -> send(holder, index, nowNs));
      }
    }
  }
}
