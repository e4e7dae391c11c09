package org.medchain.node.ledger;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.Timer;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.Receipt;
import org.medchain.network.Envelope;

/**
 * A real replica over the real contract, which keeps the whole ledger; everything is done at once.
 */
public final class TestLedgerNode implements LedgerView {
  private final Genesis genesis;
  private final KeyPair keys;
  private final TestScheme scheme;
  private final PbftReplica replica;
  private final MedicalContract contract;
  private final Consumer<Output> network;
  private final TreeMap<Long, CertifiedBlock> decisions = new TreeMap<>();
  private final TreeMap<Long, ExecutionResult> executions = new TreeMap<>();
  private final TreeMap<Long, Snapshot> snapshots = new TreeMap<>();
  private final InMemoryLocationIndex locations = new InMemoryLocationIndex();
  private final Set<Timer> timers = new LinkedHashSet<>();
  private final Deque<Input> due = new ArrayDeque<>();

  TestLedgerNode(
      Genesis genesis,
      KeyPair keys,
      TestScheme scheme,
      PbftReplica replica,
      Consumer<Output> network) {
    this.genesis = genesis;
    this.keys = keys;
    this.scheme = scheme;
    this.replica = replica;
    this.network = network;
    this.contract = new MedicalContract(genesis);
    give(new Input.Started(TestLedger.NOW_NS));
  }

  public void give(Input input) {
    due.add(input);
    while (!due.isEmpty()) {
      replica.step(due.remove()).forEach(this::carryOut);
    }
  }

  private void carryOut(Output output) {
    switch (output) {
      case Output.Sign sign ->
          due.add(
              new Input.MessageSigned(
                  TestLedger.NOW_NS,
                  sign.message(),
                  Envelope.seal(scheme, genesis.chain(), keys, sign.message())));
      case Output.Persist persist ->
          due.add(new Input.Persisted(TestLedger.NOW_NS, persist.token()));
      case Output.TakeSnapshot take -> {
        snapshots.put(
            take.height(), new Snapshot(take.context(), contract.snapshot(take.height())));
        due.add(new Input.Persisted(TestLedger.NOW_NS, take.token()));
      }
      case Output.Commit commit -> {
        CertifiedBlock decision =
            new CertifiedBlock(commit.block(), (QuorumCertificate) commit.certificate());
        ExecutionResult execution = contract.apply(commit.block());
        decisions.put(commit.block().height(), decision);
        executions.put(commit.block().height(), execution);
        locations.executed(commit.block(), execution);
        due.add(new Input.Executed(TestLedger.NOW_NS, execution));
      }
      case Output.Restore restore -> {
        Optional<Bytes> state =
            restore
                .state()
                .or(
                    () ->
                        Optional.ofNullable(snapshots.get(restore.height()))
                            .map(kept -> kept.state().bytes()));
        due.add(
            new Input.Restored(
                TestLedger.NOW_NS,
                restore.height(),
                state.map(each -> contract.restore(restore, each))));
      }
      case Output.ServeSnapshot serve ->
          Optional.ofNullable(snapshots.get(serve.height()))
              .flatMap(each -> Snapshot.part(serve.height(), each.encoded(), serve.part()))
              .map(part -> Envelope.seal(scheme, genesis.chain(), keys, part))
              .ifPresent(part -> network.accept(new Output.Send(serve.to(), part, List.of())));
      case Output.Read read ->
          due.add(
              new Input.ReadAnswered(
                  TestLedger.NOW_NS, contract.height(), contract.read(read.request())));
      case Output.StartTimer start -> timers.add(start.timer());
      case Output.StopTimer stop -> timers.remove(stop.timer());
      default -> network.accept(output);
    }
  }

  /** Fires the running timers of this name. */
  void fire(String name) {
    for (Timer timer : Set.copyOf(timers)) {
      if (timer.name().equals(name) && timers.remove(timer)) {
        give(new Input.TimerFired(TestLedger.NOW_NS, timer));
      }
    }
  }

  public KeyPair keys() {
    return keys;
  }

  public MedicalContract contract() {
    return contract;
  }

  /** The members that decided each height, as this replica has seen them proved. */
  public MembershipHistory members() {
    MembershipHistory start = MembershipHistory.of(genesis.chainParameters(), genesis.membership());
    return replica.membershipProof().map(start::with).orElse(start);
  }

  public LocationIndex locations() {
    return locations;
  }

  public LedgerRpcServices services() {
    return new LedgerRpcServices(this, locations, this::members);
  }

  @Override
  public Genesis genesis() {
    return genesis;
  }

  @Override
  public long height() {
    return contract.height();
  }

  @Override
  public Optional<CertifiedBlock> blockAt(long height) {
    return Optional.ofNullable(decisions.get(height));
  }

  @Override
  public Optional<WorldState> stateAt(long height) {
    return contract.stateAt(height);
  }

  @Override
  public Optional<List<Receipt>> receiptsAt(long height) {
    return Optional.ofNullable(executions.get(height)).map(ExecutionResult::receipts);
  }
}
