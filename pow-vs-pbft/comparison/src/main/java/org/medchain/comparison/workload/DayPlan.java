package org.medchain.comparison.workload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.simulation.model.RandomStreams;

/**
 * A day of a dataset's visits, compressed to a duration (CMP-55; decision 0222): what takes place
 * when, for every host the same. A visit takes place at its time of day; its steps follow each
 * other, and who was not registered before is registered when the first visit needs it.
 *
 * @param dataset the records of the visits, in the order of the visits: a dataset of its own
 * @param visits in the order of their times
 * @param steps in the order of their times
 */
public record DayPlan(SyntheticRecords dataset, List<DayVisit> visits, List<PlannedStep> steps) {
  /** Steps of a visit are this part of the day apart: five minutes of 24 hours. */
  private static final int GAPS_A_DAY = 288;

  /** The kinds of a visit's steps after registrations. */
  private static final List<DayStepKind> PROCESS =
      List.of(
          DayStepKind.UPLOAD,
          DayStepKind.ENTRUST,
          DayStepKind.ATTEST,
          DayStepKind.GRANT,
          DayStepKind.READ,
          DayStepKind.LOCATE);

  public DayPlan {
    visits = List.copyOf(visits);
    steps = List.copyOf(steps);
  }

  /** The doctors of the day, each once, in alphabetical order: of visits, and readers. */
  public List<String> doctors() {
    TreeSet<String> names = new TreeSet<>(dataset.doctors());
    visits.forEach(each -> names.add(each.reader()));
    return List.copyOf(names);
  }

  /** Number of visits of a dataset: what takes place in a day of scale 1. */
  public static int visitsOf(SyntheticRecords dataset) {
    return DatasetVisits.of(dataset).size();
  }

  /**
   * The day of a number of visits.
   *
   * @param count 1 or more; with less than the dataset's some are drawn, with more they take place
   *     again at other times of the day, as other records
   * @param durationNs of the day
   * @param seed of the draws: which visits, who reads
   */
  public static DayPlan of(SyntheticRecords dataset, int count, long durationNs, long seed) {
    Argument.refuseIf(count < 1 || durationNs < 1, "a day has a visit, and takes a nanosecond");
    List<SyntheticRecord> all = DatasetVisits.of(dataset);
    RandomStreams streams = new RandomStreams(seed);
    List<DayVisit> visits =
        new ArrayList<>(times(chosen(all, count, streams), durationNs, streams));
    // Stable: visits at one time stay in the order drawn.
    visits.sort(Comparator.comparingLong(DayVisit::startNs));
    visits = readers(visits, dataset.doctors(), streams.stream("day readers", 0));
    List<SyntheticRecord> records = visits.stream().map(DayVisit::record).toList();
    Hash id =
        Hash.of(Bytes.utf8(dataset.id().toHex() + "/day/" + count + "/" + durationNs + "/" + seed));
    return new DayPlan(
        new SyntheticRecords(id, records), visits, new Scheduler(durationNs).steps(visits));
  }

  private static List<SyntheticRecord> chosen(
      List<SyntheticRecord> all, int count, RandomStreams streams) {
    List<SyntheticRecord> order = RandomOrder.of(all, streams.stream("day visits", 0));
    List<SyntheticRecord> chosen = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SyntheticRecord visit = order.get(i % order.size());
      int pass = 1 + i / order.size();
      chosen.add(pass == 1 ? visit : visit.at("pass-" + pass + "/" + visit.path()));
    }
    return chosen;
  }

  /** Before the readers are known. */
  private static List<DayVisit> times(
      List<SyntheticRecord> records, long durationNs, RandomStreams streams) {
    UniformRandomProvider random = streams.stream("day times", 0);
    // The last visit's steps end with the day.
    long spanNs = durationNs - durationNs / GAPS_A_DAY * (PROCESS.size() + 1);
    List<DayVisit> visits = new ArrayList<>();
    for (SyntheticRecord each : records) {
      long drawn = random.nextLong(DatasetVisits.DAY_MS);
      long ofDay = Math.floorMod(each.timestampMs(), DatasetVisits.DAY_MS);
      // Midnight sharp is a date without a time; and a visit that comes again comes at another.
      boolean known = ofDay != 0 && !each.path().startsWith("pass-");
      double share = (double) (known ? ofDay : drawn) / DatasetVisits.DAY_MS;
      visits.add(new DayVisit((long) (share * spanNs), each, each.doctor()));
    }
    return visits;
  }

  private static List<DayVisit> readers(
      List<DayVisit> visits, List<String> doctors, UniformRandomProvider random) {
    List<DayVisit> read = new ArrayList<>();
    for (DayVisit each : visits) {
      String reader = each.doctor();
      if (doctors.size() > 1) {
        int drawn = random.nextInt(doctors.size() - 1);
        boolean later = doctors.get(drawn).compareTo(each.doctor()) >= 0;
        reader = doctors.get(later ? drawn + 1 : drawn);
      }
      read.add(new DayVisit(each.startNs(), each.record(), reader));
    }
    return read;
  }

  /** Makes the steps of the visits. */
  private static final class Scheduler {
    private final long gapNs;

    /** In the order of the visits; {@link PlannedStep#after} has their places in here. */
    private final List<PlannedStep> drafts = new ArrayList<>();

    private final Map<String, Integer> registered = new LinkedHashMap<>();

    Scheduler(long durationNs) {
      gapNs = durationNs / GAPS_A_DAY;
    }

    List<PlannedStep> steps(List<DayVisit> visits) {
      for (int i = 0; i < visits.size(); i++) {
        addVisit(i, visits.get(i));
      }
      List<Integer> byTime = new ArrayList<>(IntStream.range(0, drafts.size()).boxed().toList());
      // Stable: what another waits for comes before it, also at one time.
      byTime.sort(Comparator.comparingLong(place -> drafts.get(place).atNs()));
      int[] numbers = new int[drafts.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[byTime.get(i)] = i;
      }
      return byTime.stream().map(place -> numbered(drafts.get(place), numbers)).toList();
    }

    private static PlannedStep numbered(PlannedStep draft, int[] numbers) {
      List<Integer> after = draft.after().stream().map(place -> numbers[place]).sorted().toList();
      return new PlannedStep(
          draft.atNs(), draft.kind(), draft.visit(), draft.person(), draft.doctor(), after);
    }

    private void addVisit(int number, DayVisit visit) {
      int before = registration(number, visit, visit.patient(), false);
      int doctor = registration(number, visit, visit.doctor(), true);
      int reader = registration(number, visit, visit.reader(), true);
      long atNs = visit.startNs();
      for (DayStepKind kind : PROCESS) {
        atNs += gapNs;
        List<Integer> after =
            switch (kind) {
              case UPLOAD -> List.of(before, doctor);
              case GRANT -> List.of(before, reader);
              default -> List.of(before);
            };
        boolean byDoctor = kind == DayStepKind.ATTEST || kind == DayStepKind.READ;
        before = add(new PlannedStep(atNs, kind, number, person(kind, visit), byDoctor, after));
      }
    }

    private static String person(DayStepKind kind, DayVisit visit) {
      return switch (kind) {
        case REGISTER, UPLOAD, ENTRUST, GRANT, LOCATE -> visit.patient();
        case ATTEST -> visit.doctor();
        case READ -> visit.reader();
      };
    }

    /** The step that registers a person, at the first visit that needs it. */
    private int registration(int number, DayVisit visit, String name, boolean doctor) {
      return registered.computeIfAbsent(
          (doctor ? "doctor " : "patient ") + name,
          key ->
              add(
                  new PlannedStep(
                      visit.startNs(), DayStepKind.REGISTER, number, name, doctor, List.of())));
    }

    private int add(PlannedStep draft) {
      drafts.add(draft);
      return drafts.size() - 1;
    }
  }
}
