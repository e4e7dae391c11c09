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
public final class NodeRegistry implements AutoCloseable {
  private final PrometheusMeterRegistry meterSet =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  /** Every metric carries the node's name as the tag {@code node}. */
  public NodeRegistry(String node) {
    meterSet.config().commonTags("node", node);
    collections.bindTo(meterSet);
    new JvmMemoryMetrics().bindTo(meterSet);
    new JvmThreadMetrics().bindTo(meterSet);
    new ProcessorMetrics().bindTo(meterSet);
    new FileDescriptorMetrics().bindTo(meterSet);
    new UptimeMetrics().bindTo(meterSet);
  }

  /** Where the node's parts register theirs. */
  public PrometheusMeterRegistry meters() {
    return meterSet;
  }

  /** Everything in the text format of Prometheus. */
  String text() {
    return meterSet.scrape();
  }

  @Override
  public void close() {
    collections.close();
    meterSet.close();
  }
}
