package org.medchain.consensus.pbft.message;

import java.util.List;
import java.util.TreeMap;
import org.medchain.consensus.ClientTable;
import org.medchain.consensus.OrderingRight;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.Natural;

/**
 * The data besides the state that a replica needs to continue from a checkpoint; part of every
 * snapshot (PBFT-15). Without the client table a request executed before could be executed again.
 *
 * <p>It is kept encoded, since a client table is large, and a snapshot, the log and other replicas
 * get the same bytes.
 *
 * @param summary the part without the client table
 * @param encoded the summary's encoding and the client table's
 */
public record CheckpointContext(ContextSummary summary, Bytes encoded) implements Encodable {
  /**
   * Makes the context of a checkpoint (PBFT-15): a pure function, so that several replicas in one
   * process may be given one and the same result (decision 0222).
   */
  @FunctionalInterface
  public interface ContextMaker {
    /** Every replica encodes for itself. */
    ContextMaker ALONE =
        (height, roots, epochs, clients) -> CheckpointContext.of(roots, epochs, clients);

    /**
     * The context of a checkpoint.
     *
     * @param height of the checkpoint
     * @param roots of the last heights executed, by height
     * @param epochs who decides the heights above
     * @param clients after the block at that height; it changes with the next one
     */
    CheckpointContext make(
        long height, TreeMap<Long, ExecutionRoots> roots, Epochs epochs, ClientTable clients);
  }

  /**
   * The part that stays small, from which the context's hash can be computed.
   *
   * @param roots of the last W heights executed, which the next headers carry, by height
   * @param epochs who decides the heights above
   * @param clients hash of the client table's encoding
   */
  public record ContextSummary(TreeMap<Long, ExecutionRoots> roots, Epochs epochs, Hash clients)
      implements Encodable {
    public static final Codec<ContextSummary> CODEC =
        Codec.of(
            ContextSummary.class,
            Codec.of(RootsAtHeight.class)
                .list()
                .map(RootsAtHeight::byHeight, RootsAtHeight::listed),
            Epochs.CODEC,
            Codec.HASH);

    /** The roots that the header at a height carries, in the wire format. */
    public record RootsAtHeight(@Natural long height, ExecutionRoots roots) implements Encodable {
      private static TreeMap<Long, ExecutionRoots> byHeight(List<RootsAtHeight> listed) {
        TreeMap<Long, ExecutionRoots> roots = new TreeMap<>();
        listed.forEach(each -> roots.put(each.height(), each.roots()));
        if (!listed(roots).equals(listed)) {
          throw new MalformedInput("roots are in the order of heights");
        }
        return roots;
      }

      private static List<RootsAtHeight> listed(TreeMap<Long, ExecutionRoots> roots) {
        return roots.entrySet().stream()
            .map(entry -> new RootsAtHeight(entry.getKey(), entry.getValue()))
            .toList();
      }
    }

    /** The part that a proof of the members shows. */
    public ContextDigest digest() {
      Encoder rest = new Encoder().list(RootsAtHeight.listed(roots)).hash(epochs.genesis());
      rest.list(epochs.ending().stream().toList()).hash(clients);
      return new ContextDigest(epochs.current(), Hash.of(rest.toBytes()));
    }

    /** The hash that a CHECKPOINT signs. */
    public Hash hash() {
      return digest().hash();
    }
  }

  /**
   * The content that a CHECKPOINT signs: the members of today, with those before them only by hash,
   * so that a proof of their change is as long for a late epoch as for an early one (PBFT-21).
   *
   * @param current who decides the heights above
   * @param rest hash of all else in the summary
   */
  public record ContextDigest(Epoch current, Hash rest) implements Encodable {
    public Hash hash() {
      return Hash.of(encoded());
    }
  }

  public static CheckpointContext of(
      TreeMap<Long, ExecutionRoots> roots, Epochs epochs, ClientTable clientTable) {
    Bytes clients = clientTable.encoded();
    return of(new ContextSummary(roots, epochs, Hash.of(clients)), clients);
  }

  /** Of the part without the client table, and the table's encoding. */
  public static CheckpointContext of(ContextSummary summary, Bytes clients) {
    Bytes head = summary.encoded();
    Encoder out = new Encoder(head.size() + Encoder.sizeOf(clients));
    return new CheckpointContext(summary, out.raw(head).bytes(clients).toBytes());
  }

  public static CheckpointContext decode(Decoder in) {
    ContextSummary summary = ContextSummary.CODEC.decode(in);
    Bytes clients = in.bytes();
    if (!Hash.of(clients).equals(summary.clients())) {
      throw new MalformedInput("the client table is not the one that the context names");
    }
    return of(summary, clients);
  }

  /**
   * A new copy of the client table: the copy changes, this context does not.
   *
   * @param right whose requests the chain orders
   */
  public ClientTable table(OrderingRight right) {
    return Decoder.decode(clients(), in -> ClientTable.decode(in, right));
  }

  /** The client table's encoding. */
  public Bytes clients() {
    return Decoder.decode(
        encoded,
        in -> {
          ContextSummary.CODEC.decode(in);
          return in.bytes();
        });
  }

  @Override
  public void encode(Encoder out) {
    out.raw(encoded);
  }
}
