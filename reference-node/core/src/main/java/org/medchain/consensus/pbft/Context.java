package org.medchain.consensus.pbft;

import java.util.TreeMap;
import org.medchain.consensus.ClientTable;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;

/**
 * What a replica has to know besides the state to go on from a checkpoint; part of every snapshot
 * (PBFT-15). Without the client table a request executed before could be executed again.
 *
 * @param summary what can be told without the client table
 * @param clients the client table's encoding
 */
record Context(Summary summary, Bytes clients) implements Encodable {
  /**
   * The part that stays small, from which the context's hash can be computed.
   *
   * @param roots of the last W heights executed, which the next headers carry, by height
   * @param epochs who decides the heights above
   * @param clients hash of the client table's encoding
   */
  record Summary(TreeMap<Long, DecidedChain.Roots> roots, Epochs epochs, Hash clients)
      implements Encodable {
    private static final int ROOTS_SIZE = 8 + 2 * Hash.SIZE;

    record RootsAt(long height, DecidedChain.Roots roots) implements Encodable {
      static RootsAt decode(Decoder in) {
        return new RootsAt(Numbers.decode(in), new DecidedChain.Roots(in.hash(), in.hash()));
      }

      @Override
      public void encode(Encoder out) {
        out.int64(height).hash(roots.state()).hash(roots.receipts());
      }
    }

    static Summary decode(Decoder in) {
      TreeMap<Long, DecidedChain.Roots> roots = new TreeMap<>();
      for (RootsAt each : in.list(ROOTS_SIZE, RootsAt::decode)) {
        if (!roots.isEmpty() && each.height() <= roots.lastKey()) {
          throw new MalformedInput("roots stand in the order of heights");
        }
        roots.put(each.height(), each.roots());
      }
      return new Summary(roots, Epochs.decode(in), in.hash());
    }

    @Override
    public void encode(Encoder out) {
      out.list(
          roots.entrySet().stream()
              .map(entry -> new RootsAt(entry.getKey(), entry.getValue()))
              .toList());
      out.value(epochs).hash(clients);
    }

    /** What a CHECKPOINT signs. */
    Hash hash() {
      return Hash.of(encoded());
    }
  }

  static Context of(
      TreeMap<Long, DecidedChain.Roots> roots, Epochs epochs, ClientTable clientTable) {
    Bytes clients = clientTable.encoded();
    return new Context(new Summary(roots, epochs, Hash.of(clients)), clients);
  }

  static Context decode(Decoder in) {
    Context context = new Context(Summary.decode(in), in.bytes());
    if (!Hash.of(context.clients).equals(context.summary.clients())) {
      throw new MalformedInput("the client table is not the one that the context names");
    }
    return context;
  }

  /** The client table, made anew: it changes, this does not. */
  ClientTable table() {
    return Decoder.decode(clients, ClientTable::decode);
  }

  @Override
  public void encode(Encoder out) {
    out.value(summary).bytes(clients);
  }
}
