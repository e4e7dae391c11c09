package org.medchain.comparison.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.comparison.config.ArrivalProcess;
import org.medchain.comparison.config.LoadKind;
import org.medchain.comparison.config.PointsConfig;
import org.medchain.comparison.config.WorkloadConfig;
import org.medchain.data.Argument;
import org.medchain.data.Hash;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.load.RequestArrival;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.RandomStreams;

/**
 * The requests of a trial, as a {@link Load}: the same for the same seed, dataset and chain, for
 * every protocol (CMP-11).
 *
 * @param workload of the clients
 * @param durationS for how long, in s: defaults follow from the cell (CMP-49)
 * @param points prices
 * @param dataset whose records are uploaded
 * @param participants whose keys sign
 * @param scheme of the signatures
 * @param chain hash of the genesis header
 * @param seed of arrival times and operations
 */
public record WorkloadPlan(
    WorkloadConfig workload,
    double durationS,
    PointsConfig points,
    SyntheticRecords dataset,
    ChainParticipants participants,
    SignatureScheme scheme,
    Hash chain,
    long seed) {
  private static final double NS_PER_S = 1e9;

  /**
   * Checks the values that depend on the dataset.
   *
   * @throws IllegalArgumentException if a closed load has clients without patients
   */
  public static void check(WorkloadConfig workload, SyntheticRecords dataset) {
    int patients = dataset.patients().size();
    Argument.refuseIf(
        workload.kind() == LoadKind.CLOSED && workload.clients() > patients,
        "workload.clients must be "
            + patients
            + " or less, not "
            + workload.clients()
            + ": a closed load gives each client a patient, and the dataset has "
            + patients);
  }

  /** The load. */
  public Load load() {
    check(workload, dataset);
    return switch (workload.kind()) {
      case OPEN -> new Load.Open(arrivals());
      case CLOSED -> closed();
      case SATURATION ->
          throw new IllegalStateException("each step of a search has its own open load");
      case DAY -> throw new IllegalStateException("a day has its own requests");
    };
  }

  private List<RequestArrival> arrivals() {
    // A record's upload has about a second to be ordered before a request refers to it.
    RequestGenerator maker = maker(lagOf(workload.rateTps() / workload.clients()));
    List<RequestArrival> arrivals = new ArrayList<>();
    for (long atNs : timesNs()) {
      Transaction request = maker.next();
      int client = participants.clientOf(request.request().sender());
      arrivals.add(new RequestArrival(atNs, client, request));
    }
    return arrivals;
  }

  /** When requests of an open load come. */
  List<Long> timesNs() {
    UniformRandomProvider random = new RandomStreams(seed).stream("arrivals", 0);
    List<Long> times = new ArrayList<>();
    double atS = 0;
    while (true) {
      atS += gapS(random);
      if (atS >= durationS) {
        return times;
      }
      times.add(Math.round(atS * NS_PER_S));
    }
  }

  private double gapS(UniformRandomProvider random) {
    double mean = 1 / workload.rateTps();
    return workload.arrivals() == ArrivalProcess.CONSTANT
        ? mean
        : -mean * StrictMath.log(1 - random.nextDouble());
  }

  private Load.Closed closed() {
    RequestGenerator maker = maker(lagOf(workload.outstanding()));
    return new Load.Closed(
        workload.clients(),
        workload.outstanding(),
        new DelayDistribution.Constant(workload.thinkMs()),
        Math.round(durationS * NS_PER_S),
        client -> Optional.of(maker.next(client)));
  }

  private static long lagOf(double requests) {
    return 1 + (long) StrictMath.ceil(requests);
  }

  private RequestGenerator maker(long lag) {
    // A stream of its own: other arrival times must not change the operations.
    UniformRandomProvider random = new RandomStreams(seed).stream("requests", 0);
    return new RequestGenerator(
        dataset, participants, workload.mix(), points.recordPrice(), scheme, chain, lag, random);
  }
}
