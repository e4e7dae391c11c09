package org.medchain.node.operations;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** All of a node's metrics, with those of its JVM and process in it (OPS-5). */
public final class NodeMeterRegistry implements AutoCloseable {
  private final PrometheusMeterRegistry meterRegistry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  /** Every metric carries the node's name as the tag {@code node}. */
  public NodeMeterRegistry(String node) {
    meterRegistry.config().commonTags("node", node);
    collections.bindTo(meterRegistry);
    new JvmMemoryMetrics().bindTo(meterRegistry);
    new JvmThreadMetrics().bindTo(meterRegistry);
    new ProcessorMetrics().bindTo(meterRegistry);
    new FileDescriptorMetrics().bindTo(meterRegistry);
    new UptimeMetrics().bindTo(meterRegistry);
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
