package org.medchain.day.load;

import java.util.Map;

/**
 * What a day added to a node's disk (PROC-27).
 *
 * @param bytes by part of its data, the mean over the steady nodes
 * @param steady nodes that ran from before the day until after it
 * @param nodes of the cluster
 */
record DiskGrowth(Map<String, Double> bytes, int steady, int nodes) {
  /** Of all parts. */
  double total() {
    return bytes.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
