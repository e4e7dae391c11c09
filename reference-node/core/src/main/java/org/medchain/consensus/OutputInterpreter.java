package org.medchain.consensus;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.medchain.consensus.snapshot.DeferredBytes;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.network.Message;

/**
 * Carries out one replica's outputs, for every host alike (CONS-3): which output leaves when, and
 * which input follows it. The differences between hosts are in {@link HostEffects}.
 *
 * <p>Turns are taken one after the other. A turn is an external input, or an earlier turn's work
 * for the processor ({@link HostWork}): so a replica's own signed message and the result of an
 * execution come back to it before the next external input. The drawing of this loop is in {@link
 * org.medchain.consensus.pbft}.
 *
 * <p>For one thread. Calls of {@link #take} from within an effect are turns of their own.
 */
public final class OutputInterpreter {
  private final Replica replica;
  private final StateMachine stateMachine;
  private final HostEffects host;
  private final DurabilityGate gate = new DurabilityGate();
  private final Deque<Runnable> turns = new ArrayDeque<>();
  private boolean running;
  private boolean closed;

  /** For a replica that has taken no step, and a state machine at its genesis state. */
  public OutputInterpreter(Replica replica, StateMachine stateMachine, HostEffects host) {
    this.replica = replica;
    this.stateMachine = stateMachine;
    this.host = host;
  }

  /**
   * Takes an external input, and all the turns that it causes. With {@link Input.Persisted}, the
   * outputs that waited for the token leave first.
   */
  public void take(Input input) {
    if (running) {
      turns.add(() -> step(input));
    } else {
      run(input);
    }
  }

  /**
   * One write is on the disk: the first of those handed over that were not. A host whose disk
   * reports each of them calls this before it gives {@link Input.Persisted}.
   *
   * @return whether everything up to the token is durable
   */
  public boolean written(DurabilityToken token) {
    return gate.durable(token);
  }

  /** Whether an output is held back until the disk has forced something. */
  public boolean awaitsDisk() {
    return gate.hasHeldOutputs();
  }

  /** Sends to one receiver when the processor's turn for it comes. */
  public void reply(PublicKey to, Message message) {
    turns.add(
        () -> host.process(new HostWork.Reply(message)).ifPresent(at -> host.reply(to, message)));
  }

  /** The node crashes: the turns that wait are not taken. */
  public void dropTurns() {
    turns.clear();
  }

  /** No more turns are taken, now or later. */
  public void close() {
    closed = true;
  }

  /** The input has its turn at once, unless some that were put off come before it. */
  private void run(Input input) {
    running = true;
    try {
      if (turns.isEmpty() && !closed) {
        step(input);
      } else {
        turns.add(() -> step(input));
      }
      for (Runnable turn = turns.poll(); turn != null && !closed; turn = turns.poll()) {
        turn.run();
      }
    } finally {
      running = false;
    }
  }

  private void step(Input input) {
    if (input instanceof Input.Persisted persisted) {
      gate.durableUpTo(persisted.token());
      gate.release().forEach(this::leave);
    }
    List<Output> outputs = replica.step(input);
    host.stepped(input, outputs);
    for (int i = 0; i < outputs.size(); i++) {
      perform(outputs.get(i));
    }
  }

  private void perform(Output output) {
    switch (output) {
      case Output.Persist persist -> writing(persist.token(), host.append(persist));
      case Output.TakeSnapshot take -> takeSnapshot(take);
      case Output.Truncate truncate -> host.truncate(truncate.first(), truncate.height());
      case Output.ServeSnapshot serve ->
          host.part(serve.height(), serve.part()).ifPresent(part -> reply(serve.to(), part));
      case Output.Sign sign -> sign(sign.message());
      case Output.Read read -> read(read);
      case Output.Send send -> leaveWhenDurable(send, send.waitsFor(), false);
      case Output.Broadcast broadcast -> leaveWhenDurable(broadcast, broadcast.waitsFor(), false);
      case Output.Reply reply -> leaveWhenDurable(reply, reply.waitsFor(), false);
      case Output.Commit commit -> leaveWhenDurable(commit, commit.waitsFor(), true);
      case Output.Revert revert -> leaveWhenDurable(revert, List.of(), true);
      case Output.Restore restore -> leaveWhenDurable(restore, List.of(), true);
      case Output.StartTimer start -> host.startTimer(start.timer(), start.delayNs());
      case Output.StopTimer stop -> host.stopTimer(stop.timer());
      case Output.Mine mine -> host.mine(mine.header());
      case Output.StopMining stop -> host.stopMining();
      case Output.Reject reject -> host.reject(reject);
      case Output.Accepted accepted -> throw clients();
      case Output.Refused refused -> throw clients();
    }
  }

  private static IllegalStateException clients() {
    return new IllegalStateException("a replica accepts no result: only a client does");
  }

  private void writing(DurabilityToken token, boolean isHandedOver) {
    if (isHandedOver) {
      gate.persisting(token);
    }
  }

  private void takeSnapshot(Output.TakeSnapshot take) {
    Snapshot snapshot = new Snapshot(take.context(), stateMachine.snapshot(take.height()));
    writing(take.token(), host.keep(take.token(), take.height(), snapshot));
  }

  private void sign(Message message) {
    answer(
        new HostWork.Sign(message),
        nowNs -> new Input.MessageSigned(nowNs, message, host.seal(message)));
  }

  private void read(Output.Read read) {
    long height = stateMachine.height();
    Receipt receipt = stateMachine.read(read.request());
    answer(new HostWork.Read(), nowNs -> new Input.ReadAnswered(nowNs, height, receipt));
  }

  private void leaveWhenDurable(Output output, List<DurabilityToken> waitsFor, boolean ordered) {
    if (gate.mayRelease(output, waitsFor, ordered)) {
      leave(output);
    }
  }

  /** Lets out what waits for nothing any more. */
  private void leave(Output output) {
    switch (output) {
      case Output.Send send -> host.send(send.to(), send.envelope());
      case Output.Broadcast broadcast -> host.broadcast(broadcast.envelope());
      case Output.Reply reply -> reply(reply.client(), reply.message());
      case Output.Commit commit -> commit(commit);
      case Output.Revert revert -> {
        stateMachine.revertTo(revert.height());
        host.reverted(revert.height());
      }
      case Output.Restore restore -> restore(restore);
      default -> throw new IllegalStateException("nothing holds back " + output);
    }
  }

  /** The state changes at once, so that a revert in the same step finds the block executed. */
  private void commit(Output.Commit commit) {
    host.committed(commit.block(), commit.certificate());
    ExecutionResult execution = stateMachine.apply(commit.block());
    host.executed(commit.block(), commit.certificate(), execution);
    answer(new HostWork.Execute(execution), nowNs -> new Input.Executed(nowNs, execution));
  }

  private void restore(Output.Restore restore) {
    Optional<DeferredBytes> state =
        restore.state().map(DeferredBytes::of).or(() -> host.state(restore.height()));
    Optional<Hash> root = state.flatMap(content -> load(restore, content));
    if (root.filter(restore.stateRoot()::equals).isPresent()) {
      host.restored(restore.tip(), restore.certificate());
    }
    answer(
        new HostWork.Restore(state.map(DeferredBytes::size).orElse(0L)),
        nowNs -> new Input.Restored(nowNs, restore.height(), root));
  }

  private Optional<Hash> load(Output.Restore restore, DeferredBytes state) {
    try {
      return Optional.of(
          stateMachine.restore(restore.height(), restore.block(), restore.stateRoot(), state));
    } catch (MalformedInput e) {
      return Optional.empty();
    }
  }

  /** When the turn of the work comes, the replica takes the input that it gives. */
  private void answer(HostWork work, LongFunction<Input> input) {
    turns.add(() -> host.process(work).ifPresent(nowNs -> step(input.apply(nowNs))));
  }
}
