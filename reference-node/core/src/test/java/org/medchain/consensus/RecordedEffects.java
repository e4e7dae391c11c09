package org.medchain.consensus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.consensus.snapshot.DeferredBytes;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/** Effects that only write down, one line each, their orders. */
final class RecordedEffects implements HostEffects {
  private final KeyPair keys;
  final List<String> lines = new ArrayList<>();
  final Map<Long, Snapshot> snapshots = new HashMap<>();

  /** Grows by one with each turn of the processor. */
  long nowNs;

  /** The act in the middle of the next append. */
  Runnable duringAppend = () -> {};

  /** The processor stops before this kind of work is done. */
  Optional<Class<? extends HostWork>> crashesAt = Optional.empty();

  /** Whether snapshots are handed to the disk. */
  boolean keeps = true;

  RecordedEffects(KeyPair keys) {
    this.keys = keys;
  }

  /** The identity of an envelope of this node: the beginning of its body. */
  static String content(Envelope envelope) {
    return envelope.body().toString().substring(0, 4);
  }

  @Override
  public void stepped(Input input, List<Output> outputs) {
    lines.add("step " + input.getClass().getSimpleName() + " " + input.nowNs());
  }

  @Override
  public OptionalLong process(HostWork work) {
    if (crashesAt.isPresent() && crashesAt.get().isInstance(work)) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(++nowNs);
  }

  @Override
  public Envelope seal(Message message) {
    return Envelope.seal(new TestSignatures(), Hash.ZERO, keys, message);
  }

  @Override
  public boolean append(Output.Persist entry) {
    lines.add("append " + entry.token().number());
    duringAppend.run();
    return true;
  }

  @Override
  public boolean keep(DurabilityToken token, long height, Snapshot snapshot) {
    lines.add("keep " + token.number());
    snapshots.put(height, snapshot);
    return keeps;
  }

  @Override
  public void truncate(DurabilityToken first, long height) {
    lines.add("truncate " + first.number() + " " + height);
  }

  @Override
  public Optional<DeferredBytes> state(long height) {
    return Optional.ofNullable(snapshots.get(height)).map(Snapshot::state);
  }

  @Override
  public Optional<SnapshotPart> part(long height, int part) {
    return Optional.ofNullable(snapshots.get(height))
        .flatMap(each -> Snapshot.part(height, each.pieces(), part));
  }

  @Override
  public void send(PublicKey to, Envelope envelope) {
    lines.add("send " + content(envelope));
  }

  @Override
  public void broadcast(Envelope envelope) {
    lines.add("broadcast " + content(envelope));
  }

  @Override
  public void reply(PublicKey to, Message message) {
    lines.add("reply " + message.type().name() + " " + content(seal(message)));
  }

  @Override
  public void reject(Output.Reject refused) {
    lines.add("reject " + refused.reason());
  }

  @Override
  public void startTimer(Timer timer, long delayNs) {
    lines.add("start " + timer.key());
  }

  @Override
  public void stopTimer(Timer timer) {
    lines.add("stop " + timer.key());
  }

  @Override
  public void mine(Header header) {
    lines.add("mine");
  }

  @Override
  public void stopMining() {
    lines.add("stop mining");
  }

  @Override
  public void committed(Block block, Certificate certificate) {
    lines.add("commit " + block.height());
  }

  @Override
  public void executed(Block block, Certificate certificate, ExecutionResult execution) {
    lines.add("executed " + execution.height());
  }

  @Override
  public void reverted(long height) {
    lines.add("reverted to " + height);
  }

  @Override
  public void restored(Block tip, Certificate certificate) {
    lines.add("restored " + tip.height());
  }
}
