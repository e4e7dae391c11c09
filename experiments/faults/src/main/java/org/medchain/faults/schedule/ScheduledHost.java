package org.medchain.faults.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.HostCore;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.faults.oracle.Coverage.CoverageMark;
import org.medchain.faults.oracle.RegisterStateMachine;
import org.medchain.faults.schedule.Endpoint.TimedEndpoint;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/**
 * A host of one replica, which takes every liberty that the outputs leave it (SCH-1): it signs,
 * makes durable and executes late, lets go of each output as soon as its tokens allow and not
 * before, and loses in a crash all that was not durable.
 *
 * <p>It does not use the {@link org.medchain.consensus.OutputInterpreter} that the other hosts
 * share. That one has a fixed order of turns and one durability gate, and a schedule has to show
 * that the replica is right in every order that the tokens allow; and a defect in the shared code
 * would be on both sides of the check.
 */
final class ScheduledHost extends TimedEndpoint {
  /**
   * The work that the host defers until a step allows it.
   *
   * @param sign signing
   * @param force making the log durable
   * @param execute executing committed blocks
   */
  record DeferredWork(boolean sign, boolean force, boolean execute) {
    /** Everything at once. */
    static final DeferredWork NONE = new DeferredWork(false, false, false);
  }

  private final boolean honest;
  private final Supplier<Replica> replicaFactory;
  final CrashableDisk disk = new CrashableDisk();
  private final Deque<Message> unsigned = new ArrayDeque<>();
  private final Deque<Output> pendingExecutions = new ArrayDeque<>();
  private final List<Output> held = new ArrayList<>();
  private final Deque<Transaction> reads = new ArrayDeque<>();
  private final List<Output.Truncate> truncations = new ArrayList<>();
  private Optional<Replica> replica = Optional.empty();
  private HostCore core;
  private Optional<Header> mining = Optional.empty();
  private RegisterStateMachine stateMachine;
  private DeferredWork deferredWork;
  private long clockNs;
  private boolean performing;

  ScheduledHost(
      String name,
      KeyPair keys,
      boolean honest,
      DeferredWork laziness,
      ScheduledSystem world,
      Supplier<Replica> maker) {
    super(name, keys, world);
    this.honest = honest;
    this.deferredWork = laziness;
    this.replicaFactory = maker;
    this.stateMachine = world.setup.freshStateMachine();
  }

  boolean isHonest() {
    return honest;
  }

  @Override
  boolean isUp() {
    return replica.isPresent();
  }

  /** The replica, while the host is up. */
  Optional<Replica> replica() {
    return replica;
  }

  RegisterStateMachine stateMachine() {
    return stateMachine;
  }

  Optional<Header> mining() {
    return mining;
  }

  int unsigned() {
    return unsigned.size();
  }

  int unforcedEntries() {
    return disk.pendingItems();
  }

  /** Whether a commit, revert or restore can be carried out now. */
  boolean canExecute() {
    return !pendingExecutions.isEmpty() && isDurable(waitsFor(pendingExecutions.peek()));
  }

  /** From now on nothing is put off. */
  void stopDeferring() {
    deferredWork = DeferredWork.NONE;
    performDue();
  }

  void tick(long ns) {
    clockNs += ns;
  }

  @Override
  long nowNs() {
    return system.nowNs() + clockNs;
  }

  /** Starts with what the disk holds, which is nothing at first. */
  void start() {
    stateMachine = system.setup.freshStateMachine();
    Replica fresh = replicaFactory.get();
    replica = Optional.of(fresh);
    core = new HostCore(fresh, this::nowNs, this::step);
    core.start(disk.log());
  }

  /** A link to a host comes up, for the first time or again. */
  void reachable(PublicKey peer) {
    core.reachable(peer);
  }

  void crash(int forced) {
    if (!isUp()) {
      return;
    }
    disk.crash(forced);
    replica = Optional.empty();
    unsigned.clear();
    pendingExecutions.clear();
    held.clear();
    reads.clear();
    truncations.clear();
    timers.clear();
    mining = Optional.empty();
    system.oracle.crashed(this);
  }

  /** It starts with what its disk holds. */
  void restart() {
    if (!isUp()) {
      if (honest) {
        system.oracle.coverage().reach(CoverageMark.RESTARTED);
      }
      start();
      system.links.comeUp(this);
    }
  }

  /** A copy takes the place of its disk. */
  void putBack(int copy) {
    if (!isUp()) {
      disk.putBack(copy);
    }
  }

  @Override
  void receive(SharedEnvelope mail) {
    Optional<AuthenticationResult> read =
        system.plan.screens()
            ? core.authenticate(mail::authentication)
            : Optional.of(mail.authentication());
    read.ifPresent(result -> core.receive(mail.envelope(), result));
  }

  void found(Header sealed) {
    mining = Optional.empty();
    step(new Input.NonceFound(nowNs(), sealed));
  }

  void sign() {
    if (!unsigned.isEmpty()) {
      Message message = unsigned.remove();
      step(new Input.MessageSigned(nowNs(), message, system.seal(keys, message)));
    }
  }

  void force(int count) {
    Optional<DurabilityToken> token = disk.force(count);
    if (token.isPresent()) {
      release();
      step(new Input.Persisted(nowNs(), token.get()));
    }
  }

  private void release() {
    List<Output> waiting = List.copyOf(held);
    held.clear();
    waiting.forEach(this::sendIfDurable);
    truncations.removeIf(
        each -> {
          boolean due = disk.isDurable(each.first());
          if (due) {
            disk.truncate(each.first(), each.height());
          }
          return due;
        });
  }

  /** Carries out the oldest commit, revert or restore. */
  void execute() {
    if (!canExecute()) {
      return;
    }
    switch (pendingExecutions.remove()) {
      case Output.Commit commit when !system.oracle.hasStateBelow(this, commit.block()) -> {}
      case Output.Commit commit -> {
        system.oracle.committed(this, commit.block(), commit.certificate());
        ExecutionResult execution = stateMachine.apply(commit.block());
        system.oracle.executed(this, execution);
        step(new Input.Executed(nowNs(), execution));
      }
      case Output.Revert revert -> {
        stateMachine.revertTo(revert.height());
        system.oracle.reverted(this, revert.height());
      }
      case Output.Restore restore -> {
        Optional<Hash> root = load(restore);
        system.oracle.offered(this, restore, root);
        step(new Input.Restored(nowNs(), restore.height(), root));
      }
      default -> throw new IllegalStateException("not an operation on the chain");
    }
  }

  private Optional<Hash> load(Output.Restore restore) {
    Optional<Bytes> content =
        restore.state().or(() -> disk.snapshot(restore.height()).map(kept -> kept.state().bytes()));
    try {
      return content.map(state -> stateMachine.restore(restore, state));
    } catch (MalformedInput e) {
      return Optional.empty();
    }
  }

  @Override
  void step(Input input) {
    if (replica.isEmpty()) {
      return; // it crashed meanwhile
    }
    system.oracle.onInput(this, input);
    List<Output> outputs;
    try {
      outputs = replica.get().step(input);
    } catch (RuntimeException e) {
      if (!honest) {
        return;
      }
      StackTraceElement[] trace = e.getStackTrace();
      system.oracle.onReplicaFailure(this, e + (trace.length > 0 ? " at " + trace[0] : ""));
      return;
    }
    system.stepped(this, input, outputs);
    outputs.forEach(this::perform);
    performDue();
  }

  /** Does undeferred work at once, and the steps that follow from it. */
  private void performDue() {
    if (performing) {
      return; // the caller's loop continues
    }
    performing = true;
    boolean busy = true;
    while (busy && isUp() && !system.oracle.hasViolation()) {
      if (!reads.isEmpty()) {
        Receipt answer = stateMachine.read(reads.remove());
        step(new Input.ReadAnswered(nowNs(), stateMachine.height(), answer));
      } else if (!deferredWork.sign() && !unsigned.isEmpty()) {
        sign();
      } else if (!deferredWork.force() && disk.pendingItems() > 0) {
        force(disk.pendingItems());
      } else if (!deferredWork.execute() && canExecute()) {
        execute();
      } else {
        busy = false;
      }
    }
    performing = false;
    if (isUp() && pendingExecutions.isEmpty() && !system.oracle.hasViolation()) {
      system.oracle.onIdle(this);
    }
  }

  private void perform(Output output) {
    system.oracle.onOutput(this, output);
    switch (output) {
      case Output.Persist persist -> disk.append(persist.token(), persist.entry());
      case Output.Sign sign -> unsigned.add(sign.message());
      case Output.Send send -> sendIfDurable(send);
      case Output.Broadcast broadcast -> sendIfDurable(broadcast);
      case Output.Reply reply -> sendIfDurable(reply);
      case Output.StartTimer start -> timers.start(start.timer(), system.nowNs() + start.delayNs());
      case Output.StopTimer stop -> timers.stop(stop.timer());
      case Output.Mine mine -> mining = Optional.of(mine.header());
      case Output.StopMining stop -> mining = Optional.empty();
      case Output.Commit commit -> pendingExecutions.add(commit);
      case Output.Revert revert -> pendingExecutions.add(revert);
      case Output.Restore restore -> pendingExecutions.add(restore);
      case Output.TakeSnapshot take ->
          disk.storeSnapshot(
              take.token(),
              take.height(),
              new Snapshot(take.context(), stateMachine.snapshot(take.height())));
      case Output.ServeSnapshot serve -> serve(serve);
      case Output.Truncate truncate -> {
        truncations.add(truncate);
        release();
      }
      case Output.Read read -> reads.add(read.request());
      case Output.Reject reject -> {}
      case Output.Accepted accepted -> {}
      case Output.Refused refused -> {}
    }
  }

  private void serve(Output.ServeSnapshot serve) {
    disk.snapshot(serve.height())
        .map(this::servedSnapshot)
        .flatMap(snapshot -> Snapshot.part(serve.height(), snapshot.encoded(), serve.part()))
        .ifPresent(part -> system.send(this, serve.to(), system.seal(keys, part)));
  }

  private Snapshot servedSnapshot(Snapshot own) {
    if (!system.plan.byzantine().containsValue(ByzantineKinds.WRONG_STATE) || honest) {
      return own;
    }
    byte[] state = own.state().bytes().toArray();
    state[state.length - 1] ^= 2; // how often a request was executed, or how many were
    return new Snapshot(own.context(), Bytes.of(state));
  }

  private void sendIfDurable(Output output) {
    if (!isDurable(waitsFor(output))) {
      held.add(output);
      return;
    }
    switch (output) {
      case Output.Send send -> system.send(this, send.to(), send.envelope());
      case Output.Broadcast broadcast -> system.broadcast(this, broadcast.envelope());
      case Output.Reply reply -> {
        Envelope sealed = system.seal(keys, reply.message());
        system.send(this, reply.client(), sealed);
      }
      default -> throw new IllegalStateException("not something to send");
    }
  }

  private boolean isDurable(List<DurabilityToken> tokens) {
    return tokens.stream().allMatch(disk::isDurable);
  }

  private static List<DurabilityToken> waitsFor(Output output) {
    return switch (output) {
      case Output.Send send -> send.waitsFor();
      case Output.Broadcast broadcast -> broadcast.waitsFor();
      case Output.Reply reply -> reply.waitsFor();
      case Output.Commit commit -> commit.waitsFor();
      default -> List.of();
    };
  }
}
