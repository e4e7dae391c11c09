package org.medchain.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Timer;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.data.state.StateTree;

/** ADV-21, PBFT-35, PBFT-36: takes part correctly, but serves snapshots with drawn faults. */
final class FaultyHolder implements Replica {
  enum HolderFault {
    EMPTY_STATE,
    NO_STATE,
    CHANGED_VALUE,
    TRUNCATED,
    WRONG_NUMBER,
    WRONG_TOTAL,
    CONTEXT_OF_ANOTHER_HEIGHT,
    SWAPPED_PARTS,
    SILENCE,
    SLOWNESS,
    ENDLESS_PARTS,
    MORE_PARTS,
    SHORT_PARTS,
    REVOKED_MEMBERS,
    INVENTED_RIGHTS
  }

  private static final HolderFault[] FAULTS = HolderFault.values();
  private static final long MS = 1_000_000;
  private static final int MORE = 40;
  private static final Bytes FULL = Bytes.of(new byte[SnapshotPart.BYTES]);

  private final Replica correct;
  private final Supplier<MedicalContract> contract;
  private final ForgedStates forged;
  private final SplittableRandom random;
  private final Map<HolderFault, Integer> drawn;
  private final TreeMap<Long, Snapshot> snapshots = new TreeMap<>();
  private final Map<PublicKey, HolderFault> current = new HashMap<>();
  private final Map<Timer, Output> delayed = new HashMap<>();

  private int next;

  /** Around a correct replica; the first fault has this number, the others are drawn. */
  FaultyHolder(
      Replica correct,
      Supplier<MedicalContract> contract,
      ForgedStates forged,
      int first,
      SplittableRandom random,
      Map<HolderFault, Integer> drawn) {
    this.correct = correct;
    this.contract = contract;
    this.forged = forged;
    this.next = Math.floorMod(first, FAULTS.length);
    this.random = random;
    this.drawn = drawn;
  }

  @Override
  public List<Output> step(Input input) {
    if (input instanceof Input.TimerFired fired && delayed.containsKey(fired.timer())) {
      return List.of(delayed.remove(fired.timer()));
    }
    List<Output> outputs = new ArrayList<>();
    for (Output output : correct.step(input)) {
      if (output instanceof Output.TakeSnapshot take) {
        Bytes state = contract.get().snapshot(take.height()).bytes();
        snapshots.put(take.height(), new Snapshot(take.context(), state));
      }
      if (output instanceof Output.ServeSnapshot serve && snapshots.containsKey(serve.height())) {
        serve(serve, outputs);
      } else {
        outputs.add(output);
      }
    }
    return outputs;
  }

  private void serve(Output.ServeSnapshot serve, List<Output> outputs) {
    if (serve.part() == 0 || !current.containsKey(serve.to())) {
      HolderFault fault = FAULTS[next];
      next = random.nextInt(FAULTS.length);
      current.put(serve.to(), fault);
      drawn.merge(fault, 1, Integer::sum);
    }
    part(current.get(serve.to()), serve)
        .map(part -> new Output.Reply(serve.to(), part, List.of()))
        .ifPresent(
            reply -> {
              if (current.get(serve.to()) == HolderFault.SLOWNESS) {
                Timer timer = new Timer("faulty-holder", random.nextLong());
                delayed.put(timer, reply);
                outputs.add(new Output.StartTimer(timer, random.nextLong(MS, 5_000 * MS)));
              } else {
                outputs.add(reply);
              }
            });
  }

  private Optional<SnapshotPart> part(HolderFault fault, Output.ServeSnapshot serve) {
    long height = serve.height();
    int number = serve.part();
    Bytes truth = snapshots.get(height).encoded();
    int total = (int) SnapshotPart.countFor(truth.size());
    return switch (fault) {
      case SILENCE -> Optional.empty();
      case WRONG_NUMBER -> Snapshot.part(height, truth, (number + 1) % total);
      case WRONG_TOTAL ->
          relabelled(Snapshot.part(height, truth, number), number, total + random.nextInt(-1, 2));
      case SWAPPED_PARTS ->
          relabelled(Snapshot.part(height, truth, (number + 1) % total), number, total);
      case ENDLESS_PARTS ->
          Optional.of(new SnapshotPart(height, number, SnapshotPart.MAX_PARTS, FULL));
      case MORE_PARTS ->
          number >= MORE
              ? Optional.empty()
              : Optional.of(new SnapshotPart(height, number, MORE, FULL));
      case SHORT_PARTS -> Optional.of(new SnapshotPart(height, number, number + MORE, Bytes.EMPTY));
      default -> Snapshot.part(height, whole(fault, height), number);
    };
  }

  private static Optional<SnapshotPart> relabelled(
      Optional<SnapshotPart> part, int number, int total) {
    return part.filter(each -> number < total)
        .map(each -> new SnapshotPart(each.height(), number, total, each.content()));
  }

  private Bytes whole(HolderFault fault, long height) {
    Snapshot truth = snapshots.get(height);
    return switch (fault) {
      case EMPTY_STATE -> new Snapshot(truth.context(), StateTree.EMPTY.encoded()).encoded();
      case NO_STATE -> new Snapshot(truth.context(), Bytes.EMPTY).encoded();
      case CHANGED_VALUE -> new Snapshot(truth.context(), changed(truth.state().bytes())).encoded();
      case TRUNCATED -> truth.encoded().slice(0, random.nextInt(truth.encoded().size() - 1));
      case CONTEXT_OF_ANOTHER_HEIGHT ->
          new Snapshot(snapshots.firstEntry().getValue().context(), truth.state()).encoded();
      case REVOKED_MEMBERS -> new Snapshot(truth.context(), forged.revokedMembers).encoded();
      case INVENTED_RIGHTS -> new Snapshot(truth.context(), forged.inventedRights).encoded();
      default -> truth.encoded();
    };
  }

  /** As long as the true one, and well-formed. */
  private static Bytes changed(Bytes state) {
    byte[] bytes = state.toArray();
    bytes[bytes.length - 1] ^= 1;
    return Bytes.of(bytes);
  }
}
