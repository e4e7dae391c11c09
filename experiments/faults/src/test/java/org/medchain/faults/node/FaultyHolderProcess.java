package org.medchain.faults.node;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.medchain.cluster.lifetime.OwnerWatch;
import org.medchain.cluster.local.NodeProcess;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.PublicKey;
import org.medchain.data.state.StateTree;
import org.medchain.network.Message;
import org.medchain.node.host.ForwardingReplicaNetwork;
import org.medchain.node.host.NodePorts;
import org.medchain.node.host.ReplicaNetwork;

/**
 * A node process that takes part in consensus as a correct one does, but serves snapshots falsely
 * (PBFT-35, PBFT-36); it prints a line for each.
 */
final class FaultyHolderProcess {
  static final String FALSE_PART = "false part: ";

  /** What is wrong with what it serves. */
  enum ServedFault {
    EMPTY_STATE,
    REMOVED_ENTRIES,
    INVENTED_ENTRY,
    CHANGED_VALUE,
    NO_STATE,
    NO_CONTEXT,
    TRUNCATED,
    WRONG_NUMBER,
    WRONG_HEIGHT,
    ENDLESS_PARTS,
    EMPTY_PARTS,
    SILENCE
  }

  private FaultyHolderProcess() {}

  /** The process of {@code args[0]}, a node's config, and {@code args[1]}, a seed. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    OwnerWatch.install();
    Random random = new Random(Long.parseLong(args[1]));
    NodePorts ports =
        new NodePorts() {
          @Override
          public ReplicaNetwork network(HostedNetwork own) {
            return new SnapshotFilter(own.network(), part -> said(part, random));
          }
        };
    System.exit(NodeProcess.run(Path.of(args[0]), () -> ports));
  }

  /** Sends what this gives in place of the parts of snapshots. */
  static final class SnapshotFilter extends ForwardingReplicaNetwork {
    private final Function<SnapshotPart, Optional<SnapshotPart>> served;

    SnapshotFilter(ReplicaNetwork own, Function<SnapshotPart, Optional<SnapshotPart>> served) {
      super(own);
      this.served = served;
    }

    @Override
    public void reply(PublicKey to, Message message) {
      if (message instanceof SnapshotPart part) {
        served.apply(part).ifPresent(each -> super.reply(to, each));
      } else {
        super.reply(to, message);
      }
    }
  }

  private static Optional<SnapshotPart> said(SnapshotPart part, Random random) {
    ServedFault fault = ServedFault.values()[random.nextInt(ServedFault.values().length)];
    System.out.println(FALSE_PART + fault + " at height " + part.height());
    long height = part.height();
    Bytes whole = part.content();
    return switch (fault) {
      case SILENCE -> Optional.empty();
      case WRONG_NUMBER -> Optional.of(new SnapshotPart(height, part.part() + 1, 9, whole));
      case WRONG_HEIGHT -> Optional.of(new SnapshotPart(height + 4, 0, 1, whole));
      case EMPTY_PARTS -> Optional.of(new SnapshotPart(height, part.part(), 9, Bytes.EMPTY));
      case ENDLESS_PARTS ->
          Optional.of(
              new SnapshotPart(
                  height,
                  part.part(),
                  SnapshotPart.MAX_PARTS,
                  Bytes.of(new byte[SnapshotPart.BYTES])));
      default -> Snapshot.part(height, forged(fault, whole, random), 0);
    };
  }

  /** The state of these chains fits into one part. */
  private static Bytes forged(ServedFault fault, Bytes whole, Random random) {
    Snapshot truth = Decoder.decode(whole, Snapshot::decode);
    StateTree tree = Decoder.decode(truth.state().bytes(), StateTree::decode);
    return switch (fault) {
      case EMPTY_STATE -> with(truth, StateTree.EMPTY);
      case REMOVED_ENTRIES -> with(truth, without(tree, 1 + random.nextInt(tree.size())));
      case INVENTED_ENTRY -> with(truth, tree.put(Bytes.utf8("invented"), Bytes.utf8("entry")));
      case CHANGED_VALUE -> {
        byte[] changed = truth.state().bytes().toArray();
        changed[changed.length - 1] ^= 1;
        yield new Snapshot(truth.context(), Bytes.of(changed)).encoded();
      }
      case NO_STATE -> new Snapshot(truth.context(), Bytes.EMPTY).encoded();
      case NO_CONTEXT -> new Snapshot(Bytes.EMPTY, truth.state()).encoded();
      default -> whole.slice(0, random.nextInt(whole.size()));
    };
  }

  private static Bytes with(Snapshot truth, StateTree tree) {
    return new Snapshot(truth.context(), tree.encoded()).encoded();
  }

  private static StateTree without(StateTree tree, int count) {
    StateTree left = tree;
    for (Bytes key : keys(tree).subList(0, count)) {
      left = left.remove(key);
    }
    return left;
  }

  private static List<Bytes> keys(StateTree tree) {
    List<Bytes> keys = new ArrayList<>();
    tree.forEach((key, value) -> keys.add(key));
    return keys;
  }
}
