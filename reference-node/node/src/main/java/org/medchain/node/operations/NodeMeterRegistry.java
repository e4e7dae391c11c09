package org.medchain.node.operations;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.stream.IntStream;

/** All of a node's metrics, with those of its JVM and process in it (OPS-5). */
public final class NodeMeterRegistry implements AutoCloseable {
  /** From 125 µs to 8 s, in nanoseconds: each twice the one before. */
  private static final double[] TIME_BUCKETS = powers(125_000, 2, 17);

  /** From 1 to 4 Gi, of bytes or of things. */
  private static final double[] SIZE_BUCKETS = powers(1, 4, 17);

  private final PrometheusMeterRegistry meterRegistry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  /** Every metric carries the node's name as the tag {@code node}. */
  public NodeMeterRegistry(String node) {
    meterRegistry.config().commonTags("node", node).meterFilter(histograms());
    collections.bindTo(meterRegistry);
    new JvmMemoryMetrics().bindTo(meterRegistry);
    new JvmThreadMetrics().bindTo(meterRegistry);
    new ProcessorMetrics().bindTo(meterRegistry);
    new FileDescriptorMetrics().bindTo(meterRegistry);
    new UptimeMetrics().bindTo(meterRegistry);
  }

  private static double[] powers(double first, double factor, int number) {
    return IntStream.range(0, number).mapToDouble(i -> first * Math.pow(factor, i)).toArray();
  }

  /** Every timer and summary of the node is a histogram: quantiles of one node cannot be added. */
  private static MeterFilter histograms() {
    return new MeterFilter() {
      @Override
      public DistributionStatisticConfig configure(
          Meter.Id id, DistributionStatisticConfig config) {
        boolean timer = id.getType() == Meter.Type.TIMER;
        return id.getName().startsWith("medchain.")
            ? DistributionStatisticConfig.builder()
                .serviceLevelObjectives(timer ? TIME_BUCKETS : SIZE_BUCKETS)
                .build()
                .merge(config)
            : config;
      }
    };
  }

  /** Where the node's parts register theirs. */
  public PrometheusMeterRegistry meters() {
    return meterRegistry;
  }

  /** Everything in the text format of Prometheus. */
  String scrape() {
    return meterRegistry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    meterRegistry.close();
  }
}
