package org.medchain.comparison.workload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.medchain.comparison.config.GameConfig;
import org.medchain.comparison.metrics.GameOutcome;
import org.medchain.consensus.Output;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.RecordEvents;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.AskBalance;
import org.medchain.contract.verdict.CastVote;
import org.medchain.contract.verdict.Verdicts;
import org.medchain.contract.verdict.Verification;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.incentive.RecordVerdict;
import org.medchain.incentive.Supply;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.load.LoadScript;

/**
 * The clients of a trial in which committees verify records (CMP-53; decision 0222): patients
 * upload true and false records at the times of an open load; when an upload is final, the
 * verifiers drawn for it vote. They read their seats in the state of a correct node, as any client
 * may; what is true they know only by looking, and the ledger only by their votes.
 */
public final class VerdictGame implements LoadScript {
  /** How often a client looks whether its record's committee is drawn. */
  private static final long POLL_NS = 250_000_000;

  private static final double NS_PER_MS = 1e6;

  private final WorkloadPlan plan;
  private final GameConfig game;
  private final GamePlayers players;
  private final List<Integer> readable;
  private final Supply atGenesis;
  private final List<Long> times;
  private final Map<String, RecordQueue> queues = new LinkedHashMap<>();
  private final RequestSenders senders;
  private final Map<Hash, VerifiedRecord> records = new LinkedHashMap<>();
  private final Map<RequestId, Hash> uploads = new LinkedHashMap<>();
  private final List<Hash> awaitingSeats = new ArrayList<>();
  private final List<MedicalContract> contracts = new ArrayList<>();
  private int uploaded;
  private int unanswered;

  /**
   * A game.
   *
   * @param plan with the arrival times of uploads, the participants and the records
   * @param game with one value on every axis
   * @param readable the nodes whose state clients read, by index
   * @param atGenesis where all points are at the start
   */
  public VerdictGame(WorkloadPlan plan, GameConfig game, List<Integer> readable, Supply atGenesis) {
    this.plan = plan;
    this.game = game;
    this.readable = List.copyOf(readable);
    this.atGenesis = atGenesis;
    this.senders = new RequestSenders(plan.scheme(), plan.chain());
    this.times = plan.timesNs();
    this.players =
        new GamePlayers(game, plan.participants(), plan.dataset().patients(), plan.seed());
    for (SyntheticRecord each : plan.dataset().records()) {
      queues
          .computeIfAbsent(each.patient(), patient -> new RecordQueue(plan.participants()))
          .add(each);
    }
  }

  /** Takes note of a node's contract, which the simulation makes in the order of the nodes. */
  public MedicalContract watched(MedicalContract contract) {
    contracts.add(contract);
    return contract;
  }

  /** The load of all clients. */
  public Load load() {
    return new Load.Interactive(plan.workload().clients(), this);
  }

  @Override
  public LoadStep step(long nowNs) {
    List<Submission> now = new ArrayList<>();
    while (uploaded < times.size() && times.get(uploaded) <= nowNs) {
      now.add(upload(times.get(uploaded)));
    }
    now.addAll(votes());
    boolean waiting = !awaitingSeats.isEmpty();
    boolean over = uploaded == times.size();
    if (over && waiting && now.isEmpty() && unanswered == 0) {
      // A committee is drawn at the end of the next block, and blocks come when requests do.
      now.add(heartbeat());
    }
    unanswered += now.size();
    return new LoadStep(now, wakeNs(nowNs, over, waiting), over && !waiting && unanswered == 0);
  }

  private OptionalLong wakeNs(long nowNs, boolean over, boolean waiting) {
    long arrivalNs = over ? Long.MAX_VALUE : times.get(uploaded);
    long pollNs = waiting ? nowNs + POLL_NS : Long.MAX_VALUE;
    long wakeNs = Math.min(arrivalNs, pollNs);
    return wakeNs == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(wakeNs);
  }

  private Submission upload(long intendedNs) {
    String patient = players.uploader(uploaded);
    RecordQueue.QueuedRecord next = queues.get(patient).next();
    Hash id = next.record().id();
    records.put(id, new VerifiedRecord(uploaded, players.isDishonest(patient), intendedNs));
    uploaded++;
    KeyPair keys = plan.participants().patient(patient);
    Transaction request = senders.sign(keys, new UploadRecord(next.record()));
    uploads.put(request.request(), id);
    return new Submission(plan.participants().clientOf(keys.publicKey()), request, false);
  }

  /** Those of all committees that have been drawn since the last step. */
  private List<Submission> votes() {
    List<Submission> votes = new ArrayList<>();
    Optional<WorldState> state = awaitingSeats.isEmpty() ? Optional.empty() : view();
    if (state.isPresent()) {
      for (Hash id : List.copyOf(awaitingSeats)) {
        List<Verification.Seat> seats =
            Verdicts.of(state.get(), id).map(Verification::seats).orElse(List.of());
        seats.forEach(seat -> votes.add(vote(id, seat.verifier())));
        if (!seats.isEmpty()) {
          awaitingSeats.remove(id);
        }
      }
    }
    return votes;
  }

  private Submission vote(Hash id, PublicKey verifier) {
    int client = players.clientOf(verifier);
    boolean valid = players.callsValid(records.get(id), client);
    return new Submission(
        client,
        senders.sign(plan.participants().institution(client), new CastVote(id, valid)),
        false);
  }

  private Submission heartbeat() {
    Transaction request = senders.sign(plan.participants().institution(0), new AskBalance());
    return new Submission(0, request, false);
  }

  /** The state after the last block of the correct node that is furthest. */
  private Optional<WorldState> view() {
    return readable.stream()
        .filter(node -> node < contracts.size())
        .map(contracts::get)
        .max(Comparator.comparingLong(MedicalContract::height))
        .map(MedicalContract::state);
  }

  @Override
  public void accepted(int client, Output.Accepted accepted, long nowNs) {
    unanswered--;
    Hash id = uploads.remove(accepted.request());
    if (id != null && accepted.receipt().succeeded()) {
      records.get(id).stored = true;
      awaitingSeats.add(id);
    }
    for (Event event : MedicalModules.events(accepted.receipt())) {
      switch (event) {
        case RecordEvents.RecordAccepted valid ->
            records.get(valid.record()).decide(RecordVerdict.VALID, valid.reward(), nowNs);
        case RecordEvents.RecordFoundFalse found ->
            records.get(found.record()).decide(RecordVerdict.FALSE, -found.taken(), nowNs);
        default -> {}
      }
    }
  }

  /** What came of it, after the run. */
  public GameOutcome outcome() {
    Optional<Supply> now = view().map(WorldState::supply);
    return new GameOutcome(
        count(false),
        count(true),
        count(true, RecordVerdict.VALID),
        count(false, RecordVerdict.FALSE),
        stored().filter(each -> each.verdict == RecordVerdict.UNDECIDED).count(),
        payoff(false),
        payoff(true),
        medianVerdictMs(),
        since(now.map(Supply::issued), atGenesis.issued()),
        since(now.map(Supply::burnt), atGenesis.burnt()));
  }

  private static OptionalLong since(Optional<Long> now, long before) {
    return now.map(total -> OptionalLong.of(total - before)).orElse(OptionalLong.empty());
  }

  private Stream<VerifiedRecord> stored() {
    return records.values().stream().filter(each -> each.stored);
  }

  private Stream<VerifiedRecord> stored(boolean untrue) {
    return stored().filter(each -> each.untrue == untrue);
  }

  private long count(boolean untrue) {
    return stored(untrue).count();
  }

  private long count(boolean untrue, RecordVerdict verdict) {
    return stored(untrue).filter(each -> each.verdict == verdict).count();
  }

  /** Points a record, those outside of the ledger included. */
  private OptionalDouble payoff(boolean untrue) {
    double cost = (untrue ? game.falseCost() : game.honestCost()).orElse(0);
    double gain = untrue ? game.falseGain().orElse(0) : 0;
    return stored(untrue)
        .mapToDouble(each -> each.points + (each.verdict == RecordVerdict.VALID ? gain : 0) - cost)
        .average();
  }

  /** Over all records but refused ones: one without a verdict is later than all. */
  private OptionalDouble medianVerdictMs() {
    long[] waits =
        stored()
            .flatMapToLong(each -> each.verdictNs.stream().map(at -> at - each.intendedNs))
            .sorted()
            .toArray();
    long rank = (stored().count() + uploads.size() + 1) / 2;
    return rank == 0 || rank > waits.length
        ? OptionalDouble.empty()
        : OptionalDouble.of(waits[(int) rank - 1] / NS_PER_MS);
  }
}
