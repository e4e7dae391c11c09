package org.medchain.faults.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.consensus.Output;
import org.medchain.contract.Operations;
import org.medchain.data.Transaction;
import org.medchain.faults.workload.WorkloadCall;
import org.medchain.faults.workload.WorkloadRun;
import org.medchain.simulation.load.LoadScript;

/**
 * The clients of a run, the same on both hosts (FAULT-7): each worker makes one call after the
 * other. A call that is not answered in time is given up, and nobody knows then whether it took
 * effect; its worker continues as another process of the history, as Jepsen's do. Nothing is asked
 * twice.
 *
 * <p>Three phases: what the workload does first, the load with its faults, and after the heal what
 * it does last. Times of the load and of the last calls count from the load's beginning.
 */
public final class Interpreter implements LoadScript {
  /** What a workload does first has to succeed, also on a machine that has much else to do. */
  private static final long FIRST_TIMEOUT_NS = 60_000_000_000L;

  private final InterpreterSettings settings;
  private final WorkloadRun workload;
  private final UniformRandomProvider random;
  private final List<Worker> workers = new ArrayList<>();
  private final List<CallRecord> records = new ArrayList<>();
  private final List<CallRecord> first = new ArrayList<>();

  private long order;
  private OptionalLong beginNs = OptionalLong.empty();

  /** When the last calls begin; of several threads. */
  private volatile long lastNs;

  private record OpenCall(
      WorkloadCall call, Transaction request, long invokedNs, long order, long deadlineNs) {}

  private enum Phase {
    FIRST,
    LOAD,
    LAST,
    OVER
  }

  private static final class Worker {
    private final int number;
    private final Operations account;
    private final Deque<WorkloadCall> queue = new ArrayDeque<>();
    private long process;
    private long sequence;
    private long dueNs;
    private Phase phase = Phase.FIRST;
    private Optional<OpenCall> open = Optional.empty();

    Worker(int number, Operations account) {
      this.number = number;
      this.account = account;
      this.process = number;
    }
  }

  /**
   * The clients at the beginning.
   *
   * @param accounts what signs each worker's requests
   */
  public Interpreter(
      InterpreterSettings settings,
      WorkloadRun workload,
      List<Operations> accounts,
      UniformRandomProvider random) {
    this.settings = settings;
    this.workload = workload;
    this.random = random;
    this.lastNs = settings.lastNs();
    for (int number = 0; number < settings.workers(); number++) {
      Worker worker = new Worker(number, accounts.get(number));
      worker.queue.addAll(workload.first(number));
      workers.add(worker);
    }
  }

  /**
   * The last calls wait for {@link #healed}: on a host that cannot say beforehand how long its
   * nodes take to start (FAULT-19).
   */
  public void awaitHeal() {
    lastNs = Long.MAX_VALUE;
  }

  /** From now on all nodes take part again; from any thread. */
  public void healed(long nowNs) {
    lastNs = Math.max(settings.lastNs(), nowNs + settings.lastNs() - settings.endNs());
  }

  /** What became of the calls of the load and of the last ones. */
  public List<CallRecord> records() {
    return List.copyOf(records);
  }

  /** What became of the calls before the load. */
  public List<CallRecord> first() {
    return List.copyOf(first);
  }

  /** When what the workload does first was over and the load began; empty before. */
  public OptionalLong beginNs() {
    return beginNs;
  }

  /** The same time from the load's beginning, once it has begun. */
  private long sinceBegin(long hostNs) {
    return hostNs - beginNs.orElse(0);
  }

  @Override
  public LoadStep step(long hostNs) {
    boolean firstsOver = workers.stream().allMatch(Interpreter::isReady);
    if (firstsOver && beginNs.isEmpty()) {
      beginNs = OptionalLong.of(hostNs);
    }
    long nowNs = sinceBegin(hostNs);
    List<Submission> submissions = new ArrayList<>();
    for (Worker worker : workers) {
      giveUp(worker, nowNs);
      enterPhase(worker, nowNs, firstsOver);
      if (worker.open.isEmpty() && worker.dueNs <= nowNs) {
        next(worker, nowNs).ifPresent(call -> submissions.add(submit(worker, call, nowNs)));
      }
    }
    OptionalLong wakeNs = wakeNs(nowNs);
    OptionalLong wakeHostNs =
        wakeNs.isPresent() ? OptionalLong.of(wakeNs.getAsLong() + beginNs.orElse(0)) : wakeNs;
    return new LoadStep(submissions, wakeHostNs, isOver());
  }

  private static boolean isReady(Worker worker) {
    return worker.phase != Phase.FIRST || (worker.queue.isEmpty() && worker.open.isEmpty());
  }

  private boolean isOver() {
    return workers.stream().allMatch(each -> each.phase == Phase.OVER);
  }

  private void enterPhase(Worker worker, long nowNs, boolean firstsOver) {
    if (worker.open.isPresent()) {
      return;
    }
    if (worker.phase == Phase.FIRST && firstsOver) {
      worker.phase = Phase.LOAD;
      worker.dueNs = nowNs + think();
    }
    if (worker.phase == Phase.LOAD && nowNs >= lastNs) {
      worker.phase = Phase.LAST;
      worker.queue.addAll(workload.last(worker.number));
      worker.dueNs = nowNs;
    }
    if (worker.phase == Phase.LAST && worker.queue.isEmpty()) {
      worker.phase = Phase.OVER;
    }
  }

  private Optional<WorkloadCall> next(Worker worker, long nowNs) {
    if (worker.phase != Phase.LOAD) {
      return Optional.ofNullable(worker.queue.poll());
    }
    if (nowNs >= settings.endNs()) {
      return Optional.empty();
    }
    worker.dueNs = nowNs + think();
    return workload.next(worker.number);
  }

  private Submission submit(Worker worker, WorkloadCall call, long nowNs) {
    Transaction request = worker.account.sign(++worker.sequence, call.operation());
    worker.open =
        Optional.of(new OpenCall(call, request, nowNs, order++, nowNs + timeoutNs(worker)));
    return new Submission(worker.number, request, call.unordered());
  }

  private long timeoutNs(Worker worker) {
    return switch (worker.phase) {
      case FIRST -> FIRST_TIMEOUT_NS;
      case LOAD -> settings.timeoutNs();
      case LAST, OVER -> settings.lastTimeoutNs();
    };
  }

  private void giveUp(Worker worker, long nowNs) {
    if (worker.open.isPresent() && worker.open.get().deadlineNs() <= nowNs) {
      end(worker, Optional.empty(), nowNs);
      worker.process += settings.workers();
    }
  }

  @Override
  public void accepted(int client, Output.Accepted accepted, long hostNs) {
    Worker worker = workers.get(client);
    if (worker.open.isPresent()
        && worker.open.get().request().request().equals(accepted.request())) {
      end(worker, Optional.of(accepted), sinceBegin(hostNs));
    }
  }

  private void end(Worker worker, Optional<Output.Accepted> answer, long nowNs) {
    OpenCall open = worker.open.orElseThrow();
    List<CallRecord> to = worker.phase == Phase.FIRST ? first : records;
    to.add(
        new CallRecord(
            worker.process,
            open.call(),
            open.request().request(),
            open.invokedNs(),
            open.order(),
            nowNs,
            order++,
            answer,
            worker.phase == Phase.LAST));
    worker.open = Optional.empty();
    worker.dueNs = worker.phase == Phase.LOAD ? nowNs + think() : nowNs;
  }

  private long think() {
    return Math.max(1, Math.round(-settings.thinkNs() * StrictMath.log(1 - random.nextDouble())));
  }

  /** The first time at which anything changes by itself. */
  private OptionalLong wakeNs(long nowNs) {
    long next = Long.MAX_VALUE;
    for (Worker worker : workers) {
      long own =
          switch (worker.phase) {
            case FIRST -> worker.open.map(OpenCall::deadlineNs).orElse(Long.MAX_VALUE);
            case LOAD ->
                Math.min(worker.open.map(OpenCall::deadlineNs).orElse(worker.dueNs), lastNs);
            case LAST -> worker.open.map(OpenCall::deadlineNs).orElse(nowNs + 1);
            case OVER -> Long.MAX_VALUE;
          };
      // A worker that is due and does nothing is asked again a moment later.
      next = Math.min(next, own > nowNs ? own : nowNs + settings.thinkNs() + 1);
    }
    return next == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(next);
  }
}
