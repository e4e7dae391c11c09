package org.medchain.faults.night;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.faults.config.HarnessConfig;
import org.medchain.faults.workload.Workload;
import org.medchain.faults.workload.Workloads;
import org.medchain.simulation.model.RandomStreams;

/** Draws tests: the same seed and number draw the same one (FAULT-15). */
record NightDraw(long seed, NightLength length) {
  /** Five nodes bear one fault like four, and need larger quorums for it. */
  private static final List<Integer> NODES = List.of(4, 4, 4, 5, 7);

  /** The test of a number on a host; its plan is drawn from its own seed. */
  HarnessConfig draw(int number, String host) {
    UniformRandomProvider random = new RandomStreams(seed).stream("harness-night", number);
    List<Workload> workloads = Workloads.all();
    int drawn = random.nextInt(workloads.size());
    // Of a number of runs, as many of each workload.
    int which = length.runs().isPresent() ? (number - 1) % workloads.size() : drawn;
    String workload = workloads.get(which).name();
    boolean isSimulated = host.equals("simulation");
    // Processes share this machine's processors: few of them, and not for long.
    int nodes = isSimulated ? NODES.get(random.nextInt(NODES.size())) : 4;
    int workers = 4 + random.nextInt(7);
    double rateTps = between(random, 5, isSimulated ? 40 : 20);
    double timeoutS = between(random, 1, 8);
    double drawnS = between(random, 30, isSimulated ? 120 : 60);
    return new HarnessConfig(
        String.format(Locale.ROOT, "run-%05d-%s", number, workload),
        workload,
        host,
        nodes,
        workers,
        rateTps,
        timeoutS,
        length.timeLimitS().orElse(drawnS),
        between(random, 3, 10),
        random.nextInt(1_000_000_000),
        Optional.empty(),
        between(random, 1, 8),
        Optional.empty());
  }

  /** Evenly over the orders of magnitude, to tenths. */
  private static double between(UniformRandomProvider random, double least, double most) {
    return Math.round(10 * least * StrictMath.pow(most / least, random.nextDouble())) / 10.0;
  }
}
