package org.medchain.day.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.medchain.client.identity.KeptRecord;
import org.medchain.comparison.metrics.DayOutcome;
import org.medchain.comparison.metrics.StepOutcome;
import org.medchain.comparison.workload.DayPlan;
import org.medchain.comparison.workload.DayStepKind;
import org.medchain.comparison.workload.PlannedStep;
import org.medchain.contract.consent.Purpose;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.transport.RefusedException;

/**
 * Plays a day by a number of workers, and looks afterwards whether all of it is there (PROC-24,
 * PROC-25, PROC-26).
 */
final class LoadRun {
  /** The word for openings of sessions in tables. */
  static final String CONNECT = "connect";

  private static final long NS_PER_US = 1000;

  private final int workers;
  private final int checks;
  private final SessionPool sessions;
  private final StepWork work;
  private final DayPlan plan;
  private final LongConsumer progress;
  private final Map<DayStepKind, List<Long>> latenciesUs = new EnumMap<>(DayStepKind.class);
  private final List<Long> visitsUs = new ArrayList<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private long finished;

  /**
   * A day that has not begun.
   *
   * @param progress gets the number of steps that have ended
   */
  LoadRun(int workers, int checks, SessionPool sessions, StepWork work, LongConsumer progress) {
    this.workers = workers;
    this.checks = checks;
    this.sessions = sessions;
    this.work = work;
    this.plan = work.plan();
    this.progress = progress;
    for (DayStepKind kind : DayStepKind.values()) {
      latenciesUs.put(kind, new ArrayList<>());
    }
  }

  /** Plays it. */
  LoadOutcome run() throws InterruptedException {
    long beganNs = System.nanoTime();
    StepSchedule.run(
        plan.steps(),
        workers,
        (step, startNs, nowNs) -> {
          boolean well = isDone(step);
          note(step, well, nowNs.getAsLong(), startNs);
          return well;
        });
    double seconds = (System.nanoTime() - beganNs) / 1e9;
    Map<Integer, KeptRecord> records = work.records();
    DayCheck proved = proved(records);
    List<Integer> sample = sample(records);
    DayCheck readBack =
        proved.broke()
            ? DayCheck.untried("file", sample, "the records had no answers")
            : DayCheck.of("file", sample, this::readBack);
    return new LoadOutcome(outcomes(), seconds, List.copyOf(failures), proved, readBack);
  }

  private boolean isDone(PlannedStep step) throws InterruptedException {
    try {
      if (step.kind() == DayStepKind.REGISTER) {
        work.register(step);
      } else {
        sessions.use(
            work.people().folder(step.person(), step.doctor()), session -> work.run(step, session));
      }
      return true;
    } catch (UserInputException | IOException | RefusedException | RuntimeException e) {
      failures.add(step.kind().key() + " of visit " + (step.visit() + 1) + ": " + e.getMessage());
      return false;
    }
  }

  private synchronized void note(PlannedStep step, boolean well, long endNs, long startNs) {
    finished++;
    progress.accept(finished);
    if (!well) {
      return;
    }
    latenciesUs.get(step.kind()).add((endNs - startNs) / NS_PER_US);
    if (step.kind() == DayStepKind.LOCATE) {
      visitsUs.add((endNs - plan.visits().get(step.visit()).startNs()) / NS_PER_US);
    }
  }

  /** PROC-26: by the records' patients, to whom alone nodes show them, after blocks enough. */
  private DayCheck proved(Map<Integer, KeptRecord> records) throws InterruptedException {
    AtomicBoolean advanced = new AtomicBoolean();
    return DayCheck.of(
        "record",
        records.keySet().stream().sorted().toList(),
        visit ->
            sessions.use(
                work.patient(visit),
                session -> {
                  if (!advanced.get()) {
                    session.advance();
                    advanced.set(true);
                  }
                  StepWork.requireProved(records.get(visit).id(), session);
                }));
  }

  /** Evenly over the day. */
  private List<Integer> sample(Map<Integer, KeptRecord> records) {
    List<Integer> visits =
        records.keySet().stream().filter(each -> records.get(each).placed()).sorted().toList();
    int wanted = Math.min(checks, visits.size());
    return IntStream.range(0, wanted)
        .mapToObj(i -> visits.get((int) ((long) i * visits.size() / wanted)))
        .toList();
  }

  /** By its owner, from the holders. */
  private void readBack(int visit)
      throws UserInputException, IOException, RefusedException, InterruptedException {
    sessions.use(work.patient(visit), session -> work.read(visit, Purpose.PATRQT, session));
  }

  private synchronized List<StepOutcome> outcomes() {
    List<StepOutcome> outcomes = new ArrayList<>();
    for (DayStepKind kind : DayStepKind.values()) {
      long planned = plan.steps().stream().filter(each -> each.kind() == kind).count();
      outcomes.add(StepOutcome.of(kind.key(), planned, 0, array(latenciesUs.get(kind))));
    }
    outcomes.add(StepOutcome.of(DayOutcome.VISIT, plan.visits().size(), 0, array(visitsUs)));
    List<Long> openedUs = sessions.openedNs().stream().map(each -> each / NS_PER_US).toList();
    outcomes.add(StepOutcome.of(CONNECT, openedUs.size(), 0, array(openedUs)));
    return outcomes;
  }

  private static long[] array(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).toArray();
  }
}
