package org.medchain.adversary.twins;

import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.StateMachine;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;

/**
 * The state of a twin's second copy: the host keeps only one, that of the first. Everything is done
 * at once; data that must survive a crash goes into the log.
 */
final class TwinStateMachine {
  final StateMachine machine;
  private final TreeMap<Long, Snapshot> snapshots = new TreeMap<>();

  TwinStateMachine(StateMachine machine) {
    this.machine = machine;
  }

  /** Keeps a snapshot, from which {@link #recover} makes it again after a crash. */
  Bytes takeSnapshot(Output.TakeSnapshot take) {
    Snapshot snapshot = new Snapshot(take.context(), machine.snapshot(take.height()));
    snapshots.put(take.height(), snapshot);
    return new Encoder().int64(take.height()).value(snapshot).toBytes();
  }

  void recover(Bytes kept) {
    Decoder.decode(kept, in -> snapshots.put(in.int64(), Snapshot.decode(in)));
  }

  void discardBelow(long height) {
    snapshots.headMap(height).clear();
  }

  Optional<SnapshotPart> part(Output.ServeSnapshot serve) {
    return Optional.ofNullable(snapshots.get(serve.height()))
        .map(snapshot -> new Encoder().value(snapshot).toBytes())
        .flatMap(encoded -> Snapshot.part(serve.height(), encoded, serve.part()));
  }

  Input restore(Output.Restore restore, long nowNs) {
    Optional<Snapshot> kept = Optional.ofNullable(snapshots.get(restore.height()));
    Optional<Bytes> state = restore.state().or(() -> kept.map(each -> each.state().bytes()));
    return new Input.Restored(nowNs, restore.height(), state.flatMap(each -> load(restore, each)));
  }

  private Optional<Hash> load(Output.Restore restore, Bytes state) {
    try {
      return Optional.of(machine.restore(restore, state));
    } catch (MalformedInput e) {
      return Optional.empty();
    }
  }
}
