/**
 * Spark as an engine of {@code medchain run} (ENG-1): the driver decides and writes, a worker
 * rebuilds one trial at a time from the config and can only refuse it.
 */
package org.medchain.spark;
